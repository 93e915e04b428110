import { z } from 'zod';
import { CaseId, type RecordingId } from '../../shared/model.ts';
import type { ReadDb } from '../database/database.ts';

const Row = z.object({ caseId: CaseId, reactRef: z.string(), offsetSeconds: z.number() });
export type CaseOfRecording = z.output<typeof Row>;

/** Each case once, the one that holds it first; its clock check is that of its first retrieval of these bytes. */
export function listCasesOf(db: ReadDb, id: RecordingId): CaseOfRecording[] {
  const rows = db.rows(
    Row,
    `SELECT t.case_id AS caseId, c.react_ref AS reactRef, t.offset_seconds AS offsetSeconds
     FROM recordings r JOIN retrieved_files f ON f.object_id = r.master_id AND f.outcome IN ('master', 'duplicate')
     JOIN retrievals t ON t.id = f.retrieval_id JOIN cases c ON c.id = t.case_id WHERE r.id = ?
     ORDER BY t.id = r.retrieval_id DESC, t.number`,
    id,
  );
  return rows.filter((row, at) => rows.findIndex(({ caseId }) => caseId === row.caseId) === at);
}
