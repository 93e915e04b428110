import { z } from 'zod';
import { Disposal } from '../../shared/contract/oversight.ts';
import { ObjectId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const SELECT = `SELECT d.id, d.number, d.recording_id AS recordingId, r.number AS recordingNumber, c.react_ref AS reactRef,
  substr(r.recorded_from, 1, 10) AS recordedOn, d.deadline, d.disposed_at AS disposedAt, d.reason, o.sha256, d.certificate_id AS certificateId
  FROM disposals d JOIN recordings r ON r.id = d.recording_id JOIN cases c ON c.id = r.case_id JOIN objects o ON o.id = r.master_id`;

export const listDisposals = (db: ReadDb): Disposal[] => db.rows(Disposal, `${SELECT} ORDER BY d.number DESC`);

export function insertDisposal(
  db: WriteDb,
  row: Pick<Disposal, 'id' | 'number' | 'recordingId' | 'deadline' | 'disposedAt' | 'reason' | 'certificateId'> & {
    objects: readonly ObjectId[];
  },
): void {
  db.run(
    'INSERT INTO disposals (id, number, recording_id, deadline, disposed_at, reason, objects, certificate_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.number,
    row.recordingId,
    row.deadline,
    row.disposedAt,
    row.reason,
    JSON.stringify(row.objects),
    row.certificateId,
  );
}

/** Index files, players and other parts of an export none of whose recordings is kept any more, past their own day. */
export const listPartsOfSpentRetrievals = (
  db: ReadDb,
  today: string,
  days: number,
): { retrievalId: string; objectId: ObjectId }[] =>
  db.rows(
    z.object({ retrievalId: z.string(), objectId: ObjectId }),
    `SELECT t.id AS retrievalId, o.id AS objectId FROM retrievals t JOIN retrieved_files f ON f.retrieval_id = t.id AND f.outcome = 'master'
     JOIN objects o ON o.id = f.object_id AND o.disposed_at IS NULL
     WHERE f.role <> 'footage' AND t.state <> 'running'
       AND date(t.period_from, '+' || ? || ' days') <= ?
       AND NOT EXISTS (SELECT 1 FROM recordings r JOIN objects m ON m.id = r.master_id WHERE r.retrieval_id = t.id AND m.disposed_at IS NULL)`,
    days,
    today,
  );
