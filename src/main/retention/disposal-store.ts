import { z } from 'zod';
import { Disposal } from '../../shared/contract/oversight.ts';
import { Instant, ObjectId, WallClock } from '../../shared/model.ts';
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

const SpentPart = z.object({
  objectId: ObjectId,
  retrieval: z.string(),
  path: z.string(),
  sha256: z.string(),
  periodFrom: WallClock,
  offsetSeconds: z.number(),
  startedAt: Instant,
});
export type SpentPart = z.output<typeof SpentPart>;

/**
 * Index files, players and other parts of exports whose recordings are all gone, whatever their own day. A part that
 * came again with a later export is shared: it is kept while any retrieval that brought it still holds footage or runs.
 */
export const listPartsOfSpentRetrievals = (db: ReadDb): SpentPart[] =>
  db.rows(
    SpentPart,
    `SELECT o.id AS objectId, t.number AS retrieval, f.path, o.sha256, t.period_from AS periodFrom,
       t.offset_seconds AS offsetSeconds, t.started_at AS startedAt
     FROM objects o CROSS JOIN retrieved_files f ON f.object_id = o.id AND f.outcome = 'master' JOIN retrievals t ON t.id = f.retrieval_id
     WHERE o.kind = 'master' AND o.disposed_at IS NULL AND f.role <> 'footage'
       AND NOT EXISTS (SELECT 1 FROM retrieved_files same JOIN retrievals holder ON holder.id = same.retrieval_id
         WHERE same.object_id = f.object_id AND (holder.state = 'running' OR EXISTS (
           SELECT 1 FROM retrieved_files other JOIN recordings r ON r.master_id = other.object_id JOIN objects m ON m.id = r.master_id
           WHERE other.retrieval_id = holder.id AND m.disposed_at IS NULL)))
     ORDER BY t.number, f.path`,
  );
