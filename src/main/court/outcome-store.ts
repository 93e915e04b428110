import { z } from 'zod';
import { Outcome } from '../../shared/contract/outcomes.ts';
import { type CaseId, Day, ProceedingsId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const SELECT = `SELECT o.proceedings_id AS proceedingsId, o.ended_on AS endedOn, o.result, o.footage, o.note, o.at, o.by_name AS "by"
  FROM proceedings_outcomes o JOIN proceedings p ON p.id = o.proceedings_id
  WHERE o.id = (SELECT max(id) FROM proceedings_outcomes WHERE proceedings_id = p.id)`;

/** The last outcome of each of the proceedings, of one case or of all. */
export const listOutcomes = (db: ReadDb, caseId: CaseId | null): Outcome[] =>
  db.rows(Outcome, `${SELECT} AND p.case_id IS coalesce(?, p.case_id) ORDER BY o.ended_on DESC`, caseId);

export const insertOutcome = (db: WriteDb, row: Outcome): void =>
  void db.run(
    'INSERT INTO proceedings_outcomes (proceedings_id, ended_on, result, footage, note, at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.proceedingsId,
    row.endedOn,
    row.result,
    row.footage,
    row.note,
    row.at,
    row.by,
  );

const Open = z.object({ id: ProceedingsId, hearingOn: Day, court: z.string(), caseNumber: z.string() });

/** Proceedings whose hearing was before a day and that have no outcome. */
export const listHeard = (db: ReadDb, before: string): z.output<typeof Open>[] =>
  db.rows(
    Open,
    `SELECT id, hearing_on AS hearingOn, court, case_number AS caseNumber FROM proceedings p WHERE hearing_on < ?
     AND NOT EXISTS (SELECT 1 FROM proceedings_outcomes WHERE proceedings_id = p.id) ORDER BY hearing_on`,
    before,
  );
