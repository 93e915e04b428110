import { z } from 'zod';
import { CaseSummary, Incident } from '../../shared/contract/cases.ts';
import type { CaseId } from '../../shared/model.ts';
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
