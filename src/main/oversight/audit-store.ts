import { z } from 'zod';
import { AuditArea, AuditCheck, AuditDraw, Recommendation } from '../../shared/contract/audits.ts';
import {
  type AuditCheckId,
  AuditId,
  Day,
  DocumentId,
  Instant,
  PersonId,
  RecommendationId,
} from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : schema.parse(JSON.parse(text))));

const Row = z.object({
  id: AuditId,
  number: z.string(),
  reference: z.string(),
  terms: z.string(),
  areas: z.string().transform((text) => z.array(AuditArea).parse(JSON.parse(text))),
  from: Day,
  until: Day,
  auditor: z.string(),
  auditorId: PersonId.nullable(),
  authority: z.string(),
  authorisedOn: Day,
  openedAt: Instant,
  openedBy: z.string(),
  draw: json(AuditDraw),
  conclusion: z.string().nullable(),
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  sheetId: DocumentId.nullable(),
});
export type AuditRow = z.output<typeof Row>;

const SELECT = `SELECT id, number, reference, terms, areas, period_from AS "from", period_until AS until, auditor,
  auditor_id AS auditorId, authority, authorised_on AS authorisedOn, opened_at AS openedAt, opened_by AS openedBy, draw,
  conclusion, closed_at AS closedAt, closed_by AS closedBy, sheet_id AS sheetId FROM audits`;

export const listAudits = (db: ReadDb): AuditRow[] => db.rows(Row, `${SELECT} ORDER BY opened_at DESC`);
export const findAudit = (db: ReadDb, id: AuditId): AuditRow | null => db.row(Row, `${SELECT} WHERE id = ?`, id);

export type NewAudit = Omit<AuditRow, 'draw' | 'conclusion' | 'closedAt' | 'closedBy' | 'sheetId'>;

export const insertAudit = (db: WriteDb, row: NewAudit): void =>
  void db.run(
    `INSERT INTO audits (id, number, reference, terms, areas, period_from, period_until, auditor, auditor_id, authority,
      authorised_on, opened_at, opened_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.reference,
    row.terms,
    JSON.stringify(row.areas),
    row.from,
    row.until,
    row.auditor,
    row.auditorId,
    row.authority,
    row.authorisedOn,
    row.openedAt,
    row.openedBy,
  );

export const saveDraw = (db: WriteDb, id: AuditId, draw: AuditDraw): void =>
  void db.run('UPDATE audits SET draw = ? WHERE id = ?', JSON.stringify(draw), id);

export const closeAudit = (
  db: WriteDb,
  id: AuditId,
  by: { at: string; name: string; conclusion: string; sheetId: DocumentId },
): void =>
  void db.run(
    'UPDATE audits SET conclusion = ?, closed_at = ?, closed_by = ?, sheet_id = ? WHERE id = ?',
    by.conclusion,
    by.at,
    by.name,
    by.sheetId,
    id,
  );

const CHECK = `SELECT id, audit_id AS auditId, area, item, finding, note, found_at AS foundAt, found_by AS foundBy FROM audit_checks`;
const CheckRow = AuditCheck.extend({ auditId: AuditId });

export const checksOf = (db: ReadDb, id: AuditId): AuditCheck[] =>
  db.rows(AuditCheck, `${CHECK} WHERE audit_id = ? ORDER BY position`, id);
export const findCheck = (db: ReadDb, id: AuditCheckId): z.output<typeof CheckRow> | null =>
  db.row(CheckRow, `${CHECK} WHERE id = ?`, id);

export const insertCheck = (
  db: WriteDb,
  row: { id: AuditCheckId; auditId: AuditId; position: number; area: AuditArea; item: string },
): void =>
  void db.run(
    'INSERT INTO audit_checks (id, audit_id, position, area, item) VALUES (?, ?, ?, ?, ?)',
    row.id,
    row.auditId,
    row.position,
    row.area,
    row.item,
  );

export const saveFinding = (
  db: WriteDb,
  id: AuditCheckId,
  found: { finding: string; note: string | null; at: string; by: string },
): void =>
  void db.run(
    'UPDATE audit_checks SET finding = ?, note = ?, found_at = ?, found_by = ? WHERE id = ?',
    found.finding,
    found.note,
    found.at,
    found.by,
    id,
  );

const RecommendationRow = z.object({
  id: RecommendationId,
  auditId: AuditId,
  text: z.string(),
  at: Instant,
  by: z.string(),
  answer: json(Recommendation.shape.answer.unwrap()),
  carriedOut: json(Recommendation.shape.carriedOut.unwrap()),
});
export type RecommendationRow = z.output<typeof RecommendationRow>;
const RECOMMENDATION = `SELECT id, audit_id AS auditId, text, at, by_name AS by, answer,
  (SELECT facts FROM audit_actions WHERE recommendation_id = audit_recommendations.id) AS carriedOut FROM audit_recommendations`;

export const recommendationsOf = (db: ReadDb, id: AuditId): RecommendationRow[] =>
  db.rows(RecommendationRow, `${RECOMMENDATION} WHERE audit_id = ? ORDER BY position`, id);
export const findRecommendation = (db: ReadDb, id: RecommendationId): RecommendationRow | null =>
  db.row(RecommendationRow, `${RECOMMENDATION} WHERE id = ?`, id);

export const insertRecommendation = (
  db: WriteDb,
  row: { id: RecommendationId; auditId: AuditId; position: number; text: string; at: string; by: string },
): void =>
  void db.run(
    'INSERT INTO audit_recommendations (id, audit_id, position, text, at, by_name) VALUES (?, ?, ?, ?, ?, ?)',
    row.id,
    row.auditId,
    row.position,
    row.text,
    row.at,
    row.by,
  );

export const saveAnswer = (db: WriteDb, id: RecommendationId, answer: RecommendationRow['answer']): void =>
  void db.run('UPDATE audit_recommendations SET answer = ? WHERE id = ?', JSON.stringify(answer), id);

export const saveAction = (db: WriteDb, id: RecommendationId, facts: NonNullable<Recommendation['carriedOut']>): void =>
  void db.run('INSERT INTO audit_actions (recommendation_id, facts) VALUES (?, ?)', id, JSON.stringify(facts));

const Promised = z.object({ auditId: AuditId, number: z.string(), text: z.string(), dueOn: Day });

/** What was promised for a day and is not said to be done. */
export const listPromised = (db: ReadDb): z.output<typeof Promised>[] =>
  db.rows(
    Promised,
    `SELECT a.id AS auditId, a.number, t.text, json_extract(t.answer, '$.dueOn') AS dueOn
     FROM audit_recommendations t JOIN audits a ON a.id = t.audit_id
     WHERE json_extract(t.answer, '$.dueOn') IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM audit_actions WHERE recommendation_id = t.id) ORDER BY dueOn`,
  );
