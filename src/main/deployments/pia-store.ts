import { z } from 'zod';
import { Consultation, PiaText, PiaVersion } from '../../shared/contract/pias.ts';
import { CameraSystem, CaseId, type ConsultationId, DeploymentId, type DocumentId, PiaId } from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

export const PiaRow = z.object({
  id: PiaId,
  number: z.string(),
  deploymentId: DeploymentId,
  deploymentNumber: z.string(),
  caseId: CaseId,
  reactRef: z.string(),
  place: z.string(),
  system: CameraSystem,
});
export type PiaRow = z.output<typeof PiaRow>;

const SELECT = `SELECT p.id, p.number, p.deployment_id AS deploymentId, d.number AS deploymentNumber, d.case_id AS caseId, c.react_ref AS reactRef,
  d.place, d.system FROM pias p JOIN deployments d ON d.id = p.deployment_id JOIN cases c ON c.id = d.case_id`;
const select = (db: ReadDb, where: string, ...values: Value[]): PiaRow[] =>
  db.rows(PiaRow, `${SELECT} ${where} ORDER BY p.number DESC`, ...values);

export const listPias = (db: ReadDb, caseId: CaseId | null): PiaRow[] =>
  select(db, 'WHERE d.case_id IS coalesce(?, d.case_id)', caseId);
export const findPia = (db: ReadDb, id: PiaId): PiaRow | null => select(db, 'WHERE p.id = ?', id)[0] ?? null;
export const findPiaOf = (db: ReadDb, id: DeploymentId): PiaRow | null =>
  select(db, 'WHERE p.deployment_id = ?', id)[0] ?? null;

const VersionRow = PiaVersion.extend({
  text: z.string().transform((text) => PiaText.parse(JSON.parse(text))),
  submittedById: z.string().nullable(),
});
export type VersionRow = z.output<typeof VersionRow>;

/** All versions, newest first. */
export const versionsOf = (db: ReadDb, id: PiaId): VersionRow[] =>
  db.rows(
    VersionRow,
    `SELECT version, state, place, system, author, planned_from AS plannedFrom, planned_until AS plannedUntil, text,
     reopened_because AS reopenedBecause, reopened_reasons AS reopenedReasons, entered_at AS enteredAt, entered_by AS enteredBy,
     submitted_at AS submittedAt, submitted_by_id AS submittedById, submitted_by AS submittedBy, decided_at AS decidedAt,
     decided_by AS decidedBy, decision_reasons AS decisionReasons, sheet_id AS sheetId
     FROM pia_versions WHERE pia_id = ? ORDER BY version DESC`,
    id,
  );

const SELECT_CONSULTATION = `SELECT id, who, address, how, at, by, answer_by AS answerBy, letter_id AS letterId,
  answered_on AS answeredOn, answer, changed`;
export const consultationsOf = (db: ReadDb, id: PiaId): Consultation[] =>
  db.rows(Consultation, `${SELECT_CONSULTATION} FROM pia_consultations WHERE pia_id = ? ORDER BY at, id`, id);
const OfPia = Consultation.extend({ piaId: PiaId });
export const findConsultation = (db: ReadDb, id: ConsultationId): z.output<typeof OfPia> | null =>
  db.row(OfPia, `${SELECT_CONSULTATION}, pia_id AS piaId FROM pia_consultations WHERE id = ?`, id);

export const insertPia = (db: WriteDb, row: Pick<PiaRow, 'id' | 'number' | 'deploymentId'>): void =>
  void db.run('INSERT INTO pias (id, number, deployment_id) VALUES (?, ?, ?)', row.id, row.number, row.deploymentId);

/** A new draft. */
export function insertVersion(
  db: WriteDb,
  piaId: PiaId,
  row: Pick<
    PiaVersion,
    | 'version'
    | 'place'
    | 'system'
    | 'author'
    | 'plannedFrom'
    | 'plannedUntil'
    | 'text'
    | 'reopenedBecause'
    | 'reopenedReasons'
    | 'enteredAt'
    | 'enteredBy'
  >,
): void {
  db.run(
    `INSERT INTO pia_versions (pia_id, version, state, place, system, author, planned_from, planned_until, text, reopened_because,
     reopened_reasons, entered_at, entered_by) VALUES (?, ?, 'draft', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    piaId,
    row.version,
    row.place,
    row.system,
    row.author,
    row.plannedFrom,
    row.plannedUntil,
    JSON.stringify(row.text),
    row.reopenedBecause,
    row.reopenedReasons,
    row.enteredAt,
    row.enteredBy,
  );
}

/** Every step changes the version only from the state it was decided on. */
const step = (db: WriteDb, sql: string, ...values: Value[]): void => {
  if (db.run(sql, ...values) !== 1) throw new Error('a PIA changed under a step');
};

export const writeDraft = (
  db: WriteDb,
  piaId: PiaId,
  row: Pick<PiaVersion, 'version' | 'author' | 'plannedFrom' | 'plannedUntil' | 'text' | 'enteredAt' | 'enteredBy'>,
): void =>
  step(
    db,
    `UPDATE pia_versions SET author = ?, planned_from = ?, planned_until = ?, text = ?, entered_at = ?, entered_by = ?
     WHERE pia_id = ? AND version = ? AND state = 'draft'`,
    row.author,
    row.plannedFrom,
    row.plannedUntil,
    JSON.stringify(row.text),
    row.enteredAt,
    row.enteredBy,
    piaId,
    row.version,
  );

/** What a draft is about changes with the camera while nobody has submitted it. */
export const placeDraft = (
  db: WriteDb,
  piaId: PiaId,
  row: Pick<PiaVersion, 'version' | 'place' | 'reopenedBecause' | 'reopenedReasons'>,
): void =>
  step(
    db,
    `UPDATE pia_versions SET place = ?, reopened_because = ?, reopened_reasons = ? WHERE pia_id = ? AND version = ? AND state = 'draft'`,
    row.place,
    row.reopenedBecause,
    row.reopenedReasons,
    piaId,
    row.version,
  );

export const submitVersion = (
  db: WriteDb,
  piaId: PiaId,
  row: { version: number; at: string; byId: string; by: string },
): void =>
  step(
    db,
    `UPDATE pia_versions SET state = 'submitted', submitted_at = ?, submitted_by_id = ?, submitted_by = ?
     WHERE pia_id = ? AND version = ? AND state = 'draft'`,
    row.at,
    row.byId,
    row.by,
    piaId,
    row.version,
  );

export const decideVersion = (
  db: WriteDb,
  piaId: PiaId,
  row: { version: number; state: PiaVersion['state']; at: string; by: string; reasons: string; sheetId: DocumentId },
): void =>
  step(
    db,
    `UPDATE pia_versions SET state = ?, decided_at = ?, decided_by = ?, decision_reasons = ?, sheet_id = ?
     WHERE pia_id = ? AND version = ? AND state = 'submitted'`,
    row.state,
    row.at,
    row.by,
    row.reasons,
    row.sheetId,
    piaId,
    row.version,
  );

export function insertConsultation(
  db: WriteDb,
  piaId: PiaId,
  row: Omit<Consultation, 'answeredOn' | 'answer' | 'changed'>,
): void {
  db.run(
    'INSERT INTO pia_consultations (id, pia_id, who, address, how, at, by, answer_by, letter_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    piaId,
    row.who,
    row.address,
    row.how,
    row.at,
    row.by,
    row.answerBy,
    row.letterId,
  );
}

export const answerConsultation = (
  db: WriteDb,
  id: ConsultationId,
  said: { answeredOn: string; answer: string; changed: string | null },
): void =>
  step(
    db,
    'UPDATE pia_consultations SET answered_on = ?, answer = ?, changed = ? WHERE id = ? AND answer IS NULL',
    said.answeredOn,
    said.answer,
    said.changed,
    id,
  );
