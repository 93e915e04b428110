import { z } from 'zod';
import { Freeze, Hold } from '../../shared/contract/retention.ts';
import type { CaseId, DisclosureId, HoldId } from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

/** A hold with what only the core needs: who asked, by id. */
const HoldRow = Hold.omit({ extension: true, reactSlip: true }).extend({
  askedById: z.string(),
  extensionOn: z.string().nullable(),
  extensionReason: z.string().nullable(),
  extensionById: z.string().nullable(),
  extensionBy: z.string().nullable(),
});
export type HoldRow = z.output<typeof HoldRow>;

const SELECT = `SELECT h.id, h.number, h.case_id AS caseId, c.react_ref AS reactRef, h.recording_id AS recordingId,
  r.number AS recordingNumber, h.reason, h.authority, h.authority_reference AS authorityReference, h.state,
  h.review_on AS reviewOn, h.lapses_on AS lapsesOn, h.asked_at AS askedAt, h.asked_by_id AS askedById, h.asked_by AS askedBy,
  h.decided_at AS decidedAt, h.decided_by AS decidedBy, h.decision_reasons AS decisionReasons, h.extension_on AS extensionOn,
  h.extension_reason AS extensionReason, h.extension_by_id AS extensionById, h.extension_by AS extensionBy,
  h.ended_at AS endedAt, h.ended_by AS endedBy, h.end_reason AS endReason
  FROM holds h JOIN cases c ON c.id = h.case_id LEFT JOIN recordings r ON r.id = h.recording_id`;

const select = (db: ReadDb, where: string, ...values: Value[]): HoldRow[] =>
  db.rows(HoldRow, `${SELECT} ${where} ORDER BY h.number DESC`, ...values);

export const findHold = (db: ReadDb, id: HoldId): HoldRow | null => select(db, 'WHERE h.id = ?', id)[0] ?? null;
export const listHolds = (db: ReadDb, caseId: CaseId | null): HoldRow[] =>
  select(db, 'WHERE h.case_id IS coalesce(?, h.case_id)', caseId);
export const listHoldsInState = (db: ReadDb, state: Hold['state']): HoldRow[] => select(db, 'WHERE h.state = ?', state);

export function insertHold(
  db: WriteDb,
  row: Pick<
    HoldRow,
    | 'id'
    | 'number'
    | 'caseId'
    | 'recordingId'
    | 'reason'
    | 'authority'
    | 'authorityReference'
    | 'reviewOn'
    | 'lapsesOn'
    | 'askedAt'
    | 'askedById'
    | 'askedBy'
  >,
): void {
  db.run(
    `INSERT INTO holds (id, number, case_id, recording_id, reason, authority, authority_reference, state, review_on, lapses_on,
     asked_at, asked_by_id, asked_by) VALUES (?, ?, ?, ?, ?, ?, ?, 'asked', ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.caseId,
    row.recordingId,
    row.reason,
    row.authority,
    row.authorityReference,
    row.reviewOn,
    row.lapsesOn,
    row.askedAt,
    row.askedById,
    row.askedBy,
  );
}

/** Every step changes the row only from the state it was decided on. */
const step = (db: WriteDb, sql: string, ...values: Value[]): void => {
  if (db.run(sql, ...values) !== 1) throw new Error('a hold changed under a decision');
};

interface Decided {
  readonly at: string;
  readonly by: string;
  readonly reasons: string;
}

export const decideHold = (
  db: WriteDb,
  id: HoldId,
  { state, at, by, reasons }: Decided & { state: 'in-force' | 'refused' },
): void =>
  step(
    db,
    `UPDATE holds SET state = ?, decided_at = ?, decided_by = ?, decision_reasons = ? WHERE id = ? AND state = 'asked'`,
    state,
    at,
    by,
    reasons,
    id,
  );

export const askExtension = (
  db: WriteDb,
  id: HoldId,
  asked: { on: string; reason: string; byId: string; by: string },
): void =>
  step(
    db,
    `UPDATE holds SET extension_on = ?, extension_reason = ?, extension_by_id = ?, extension_by = ? WHERE id = ? AND state = 'in-force'`,
    asked.on,
    asked.reason,
    asked.byId,
    asked.by,
    id,
  );

/** With days: it is kept on until then. Without: it stays as it was. */
export const decideExtension = (
  db: WriteDb,
  id: HoldId,
  { at, by, reasons, until }: Decided & { until: { reviewOn: string; lapsesOn: string } | null },
): void =>
  step(
    db,
    `UPDATE holds SET review_on = coalesce(?, review_on), lapses_on = coalesce(?, lapses_on), decided_at = ?, decided_by = ?,
     decision_reasons = ?, extension_on = NULL, extension_reason = NULL, extension_by_id = NULL, extension_by = NULL
     WHERE id = ? AND state = 'in-force' AND extension_on IS NOT NULL`,
    until?.reviewOn ?? null,
    until?.lapsesOn ?? null,
    at,
    by,
    reasons,
    id,
  );

export const endHold = (db: WriteDb, id: HoldId, { at, by, reasons }: Decided): void =>
  step(
    db,
    `UPDATE holds SET state = 'ended', ended_at = ?, ended_by = ?, end_reason = ? WHERE id = ? AND state IN ('in-force', 'asked')`,
    at,
    by,
    reasons,
    id,
  );

const FreezeRow = Freeze.omit({ touches: true });
export type FreezeRow = z.output<typeof FreezeRow>;

const SELECT_FREEZE = `SELECT f.number, f.disclosure_id AS disclosureId, d.number AS request, f.case_id AS caseId, c.react_ref AS reactRef,
  f.recording_id AS recordingId, r.number AS recordingNumber, f.place, f.period_from AS "from", f.period_to AS "to", f.reason,
  f.frozen_at AS frozenAt, f.frozen_by AS frozenBy, f.thawed_at AS thawedAt, f.thaw_reason AS thawReason
  FROM freezes f JOIN disclosures d ON d.id = f.disclosure_id LEFT JOIN cases c ON c.id = f.case_id
  LEFT JOIN recordings r ON r.id = f.recording_id`;

export const listFreezes = (db: ReadDb): FreezeRow[] => db.rows(FreezeRow, `${SELECT_FREEZE} ORDER BY f.number DESC`);
export const listStandingFreezes = (db: ReadDb): FreezeRow[] =>
  db.rows(FreezeRow, `${SELECT_FREEZE} WHERE f.thawed_at IS NULL`);
export const listFreezesOf = (db: ReadDb, disclosureId: DisclosureId): FreezeRow[] =>
  db.rows(FreezeRow, `${SELECT_FREEZE} WHERE f.disclosure_id = ? ORDER BY f.number`, disclosureId);

export function insertFreeze(
  db: WriteDb,
  row: Pick<
    FreezeRow,
    'number' | 'disclosureId' | 'recordingId' | 'caseId' | 'place' | 'from' | 'to' | 'reason' | 'frozenAt' | 'frozenBy'
  > & { id: string },
): void {
  db.run(
    `INSERT INTO freezes (id, number, disclosure_id, recording_id, case_id, place, period_from, period_to, reason, frozen_at, frozen_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.disclosureId,
    row.recordingId,
    row.caseId,
    row.place,
    row.from,
    row.to,
    row.reason,
    row.frozenAt,
    row.frozenBy,
  );
}

export const thawFreezes = (db: WriteDb, disclosureId: DisclosureId, at: string, reason: string): number =>
  db.run(
    'UPDATE freezes SET thawed_at = ?, thaw_reason = ? WHERE disclosure_id = ? AND thawed_at IS NULL',
    at,
    reason,
    disclosureId,
  );

const texts = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)));
const FootageRow = z.object({
  recordingId: z.string(),
  number: z.string(),
  caseId: z.string(),
  deadline: z.string(),
  retrievalPlace: z.string(),
  incidentPlace: z.string(),
  recordedFrom: z.string().nullable(),
  recordedTo: z.string().nullable(),
  periodFrom: z.string(),
  periodTo: z.string(),
  offsetSeconds: z.number(),
  /** Cases and places of other retrievals that brought the same bytes: linked to this master, not stored again. */
  alsoCases: texts,
  alsoPlaces: texts,
});
export type FootageRow = z.output<typeof FootageRow>;

/** Kept recordings with what the rule of disposal asks of them, up to a deadline. */
export const listFootage = (db: ReadDb, until: string): FootageRow[] =>
  db.rows(FootageRow, `${SELECT_FOOTAGE} WHERE ${IS_KEPT} AND r.retention_deadline <= ? ORDER BY r.number`, until);
export const findFootage = (db: ReadDb, recordingId: string): FootageRow | null =>
  db.row(FootageRow, `${SELECT_FOOTAGE} WHERE r.id = ?`, recordingId);

const IS_KEPT = `o.disposed_at IS NULL AND o.kind = 'master'`;
const DUPLICATES = `FROM retrieved_files f2 JOIN retrievals t2 ON t2.id = f2.retrieval_id JOIN incidents i2 ON i2.id = t2.incident_id
  WHERE f2.object_id = r.master_id AND f2.outcome = 'duplicate'`;
const SELECT_FOOTAGE = `SELECT r.id AS recordingId, r.number, r.case_id AS caseId, r.retention_deadline AS deadline,
  t.place AS retrievalPlace, i.place AS incidentPlace, r.recorded_from AS recordedFrom, r.recorded_to AS recordedTo,
  t.period_from AS periodFrom, t.period_to AS periodTo, t.offset_seconds AS offsetSeconds,
  (SELECT json_group_array(t2.case_id) ${DUPLICATES}) AS alsoCases,
  (SELECT json_group_array(t2.place || char(10) || i2.place) ${DUPLICATES}) AS alsoPlaces
  FROM objects o CROSS JOIN recordings r ON r.master_id = o.id JOIN retrievals t ON t.id = r.retrieval_id
  JOIN incidents i ON i.id = t.incident_id`;
