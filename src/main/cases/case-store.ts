import { z } from 'zod';
import { CaseSummary, Incident, Kept } from '../../shared/contract/cases.ts';
import { CaseId, Instant } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

export type CaseRow = CaseSummary;

/** A retrieval that brought no footage leaves the recorder overwriting it. */
const Retrieved = `EXISTS (SELECT 1 FROM retrievals r WHERE r.incident_id = i.id AND r.state IN ('complete', 'partial')
  AND EXISTS (SELECT 1 FROM retrieved_files f WHERE f.retrieval_id = r.id AND f.role = 'footage' AND f.outcome IN ('master', 'duplicate')))`;
const SELECT_CASE = `SELECT c.id, c.react_ref AS reactRef, c.title, c.opened_at AS openedAt, c.opened_by AS openedBy,
  json_extract(c.closing, '$.at') AS closedAt,
  (SELECT count(*) FROM incidents i WHERE i.case_id = c.id) AS incidentCount,
  (SELECT count(*) FROM recordings r WHERE r.case_id = c.id) AS recordingCount,
  (SELECT min(i.overwrite_on) FROM incidents i WHERE i.case_id = c.id AND NOT ${Retrieved}) AS nextOverwriteOn
  FROM cases c`;

export const listCases = (db: ReadDb): CaseRow[] => db.rows(CaseSummary, `${SELECT_CASE} ORDER BY c.opened_at DESC`);
export const findCase = (db: ReadDb, id: CaseId): CaseRow | null =>
  db.row(CaseSummary, `${SELECT_CASE} WHERE c.id = ?`, id);
export const findCaseByReactRef = (db: ReadDb, reactRef: string): CaseRow | null =>
  db.row(CaseSummary, `${SELECT_CASE} WHERE c.react_ref = ?`, reactRef);

export function insertCase(
  db: WriteDb,
  row: Pick<CaseRow, 'id' | 'reactRef' | 'title' | 'openedAt' | 'openedBy'>,
): void {
  db.run(
    'INSERT INTO cases (id, react_ref, title, opened_at, opened_by) VALUES (?, ?, ?, ?, ?)',
    row.id,
    row.reactRef,
    row.title,
    row.openedAt,
    row.openedBy,
  );
}

/** Closes a case once; false when it was closed already. */
export const closeCase = (db: WriteDb, id: CaseId, closing: object): boolean =>
  db.run('UPDATE cases SET closing = ? WHERE id = ? AND closing IS NULL', JSON.stringify(closing), id) === 1;

const KeptLook = z.object({
  caseId: CaseId,
  reactRef: z.string(),
  at: Instant,
  kept: z.string().transform((text) => Kept.parse(JSON.parse(text))),
});
/** When a closed case was last looked through, and what stayed with which reason. */
export type KeptLook = z.output<typeof KeptLook>;

const SELECT_LOOK = `SELECT c.id AS caseId, c.react_ref AS reactRef, coalesce(k.at, json_extract(c.closing, '$.at')) AS at,
  coalesce(k.kept, json_extract(c.closing, '$.kept')) AS kept FROM cases c LEFT JOIN kept_reviews k
  ON k.rowid = (SELECT max(rowid) FROM kept_reviews WHERE case_id = c.id) WHERE c.closing IS NOT NULL`;

export const findKeptLook = (db: ReadDb, id: CaseId): KeptLook | null =>
  db.row(KeptLook, `${SELECT_LOOK} AND c.id = ?`, id);
/** Closed cases of which something stayed, last looked through before an instant. */
export const listKeptLooks = (db: ReadDb, before: string): KeptLook[] =>
  db.rows(KeptLook, `SELECT * FROM (${SELECT_LOOK}) WHERE at < ? AND json_array_length(kept) > 0 ORDER BY at`, before);

export const insertKeptReview = (
  db: WriteDb,
  review: { id: string; caseId: CaseId; at: string; by: string; kept: Kept },
): void =>
  void db.run(
    'INSERT INTO kept_reviews (id, case_id, at, by, kept) VALUES (?, ?, ?, ?, ?)',
    review.id,
    review.caseId,
    review.at,
    review.by,
    JSON.stringify(review.kept),
  );

const IncidentRow = Incident.omit({ daysLeft: true }).extend({
  retrieved: z.number().transform((value) => value === 1),
});
export type IncidentRow = z.output<typeof IncidentRow>;

const SELECT_INCIDENT = `SELECT i.id, i.case_id AS caseId, i.system, i.occurred_at AS occurredAt, i.place, i.description,
  i.reported_at AS reportedAt, i.overwrite_on AS overwriteOn, ${Retrieved} AS retrieved FROM incidents i`;

export const listIncidents = (db: ReadDb, caseId: CaseId): IncidentRow[] =>
  db.rows(IncidentRow, `${SELECT_INCIDENT} WHERE i.case_id = ? ORDER BY i.occurred_at DESC`, caseId);
export const listUnretrievedIncidents = (db: ReadDb): IncidentRow[] =>
  db.rows(IncidentRow, `${SELECT_INCIDENT} WHERE NOT ${Retrieved} ORDER BY i.overwrite_on`);
export const findIncident = (db: ReadDb, id: string): IncidentRow | null =>
  db.row(IncidentRow, `${SELECT_INCIDENT} WHERE i.id = ?`, id);

export function insertIncident(db: WriteDb, row: Omit<IncidentRow, 'retrieved'>): void {
  db.run(
    'INSERT INTO incidents (id, case_id, system, occurred_at, place, description, reported_at, overwrite_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.caseId,
    row.system,
    row.occurredAt,
    row.place,
    row.description,
    row.reportedAt,
    row.overwriteOn,
  );
}
