import { z } from 'zod';
import { Disposal } from '../../shared/contract/oversight.ts';
import { Instant, ObjectId, WallClock } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const json = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));

const SIGNATURES = `(SELECT json_group_array(json_object('personId', s.person_id, 'name', s.name, 'at', s.at) ORDER BY s.rowid)
   FROM disposal_signatures s WHERE s.disposal_id = d.id) AS signatures`;
const SELECT = `SELECT d.id, d.number, d.recording_id AS recordingId, r.number AS recordingNumber, c.react_ref AS reactRef,
  substr(r.recorded_from, 1, 10) AS recordedOn, d.deadline, d.disposed_at AS disposedAt, d.reason, o.sha256, d.certificate_id AS certificateId,
  d.done_by AS doneBy, d.done_by_id AS doneById, d.objects,
  ${SIGNATURES}
  FROM disposals d JOIN recordings r ON r.id = d.recording_id JOIN cases c ON c.id = r.case_id JOIN objects o ON o.id = r.master_id`;

const DisposalRow = Disposal.omit({ witnessedBy: true, mayWitness: true }).extend({
  doneById: z.string(),
  objects: json(z.array(ObjectId)),
  signatures: json(z.array(z.object({ personId: z.string(), name: z.string(), at: Instant }))),
});
export type DisposalRow = z.output<typeof DisposalRow>;

export const listDisposals = (db: ReadDb): DisposalRow[] => db.rows(DisposalRow, `${SELECT} ORDER BY d.number DESC`);

const Standing = DisposalRow.pick({ number: true, doneById: true, doneBy: true, signatures: true });
/** Who stands for each disposal, and nothing else: ten thousand are asked at every sign-in. */
export const listDisposalStandings = (db: ReadDb): z.output<typeof Standing>[] =>
  db.rows(Standing, `SELECT d.number, d.done_by_id AS doneById, d.done_by AS doneBy, ${SIGNATURES} FROM disposals d`);
export const findDisposal = (db: ReadDb, id: string): DisposalRow | null =>
  db.row(DisposalRow, `${SELECT} WHERE d.id = ?`, id);

export const insertSignature = (
  db: WriteDb,
  signature: { disposalId: string; personId: string; name: string; at: string },
): void =>
  void db.run(
    'INSERT INTO disposal_signatures (disposal_id, person_id, name, at) VALUES (?, ?, ?, ?)',
    signature.disposalId,
    signature.personId,
    signature.name,
    signature.at,
  );

export function insertDisposal(
  db: WriteDb,
  row: Pick<
    DisposalRow,
    'id' | 'number' | 'recordingId' | 'deadline' | 'disposedAt' | 'reason' | 'certificateId' | 'doneById' | 'doneBy'
  > & {
    objects: readonly ObjectId[];
  },
): void {
  db.run(
    `INSERT INTO disposals (id, number, recording_id, deadline, disposed_at, reason, objects, certificate_id, done_by_id, done_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.recordingId,
    row.deadline,
    row.disposedAt,
    row.reason,
    JSON.stringify(row.objects),
    row.certificateId,
    row.doneById,
    row.doneBy,
  );
}

const SpentPart = z.object({
  objectId: ObjectId,
  retrieval: z.string(),
  path: z.string(),
  sha256: z.string(),
  periodFrom: WallClock,
  periodTo: WallClock,
  caseId: z.string(),
  places: json(z.array(z.string())),
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
       t.offset_seconds AS offsetSeconds, t.started_at AS startedAt, t.period_to AS periodTo, t.case_id AS caseId,
       json_array(t.place, (SELECT i.place FROM incidents i WHERE i.id = t.incident_id)) AS places
     FROM objects o CROSS JOIN retrieved_files f ON f.object_id = o.id AND f.outcome = 'master' JOIN retrievals t ON t.id = f.retrieval_id
     WHERE o.kind = 'master' AND o.disposed_at IS NULL AND f.role <> 'footage'
       AND NOT EXISTS (SELECT 1 FROM retrieved_files same JOIN retrievals holder ON holder.id = same.retrieval_id
         WHERE same.object_id = f.object_id AND (holder.state = 'running' OR EXISTS (
           SELECT 1 FROM retrieved_files other JOIN recordings r ON r.master_id = other.object_id JOIN objects m ON m.id = r.master_id
           WHERE other.retrieval_id = holder.id AND m.disposed_at IS NULL)))
     ORDER BY t.number, f.path`,
  );
