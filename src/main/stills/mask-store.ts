import { z } from 'zod';
import { Mask, MaskBox } from '../../shared/contract/masks.ts';
import { type MaskId, ObjectId, type StillId } from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

const MaskRow = Mask.extend({
  objectId: ObjectId,
  boxes: z.string().transform((text) => z.array(MaskBox).parse(JSON.parse(text))),
  /** Whether its still was withdrawn since. */
  stillWithdrawn: z.int().transform((flag) => flag === 1),
});
/** A masked copy with what only the core needs. */
export type MaskRow = z.output<typeof MaskRow>;

const SELECT = `SELECT m.id, m.still_id AS stillId, s.case_id AS caseId, s.recording_id AS recordingId,
  s.number || '-M' || m.ordinal AS number, m.state, m.reason, m.boxes, json_extract(s.production, '$.width') AS width,
  json_extract(s.production, '$.height') AS height, m.parent_sha256 AS parentSha256, o.sha256, m.made_at AS madeAt, m.made_by AS madeBy,
  m.decided_at AS decidedAt, m.decided_by AS decidedBy, m.decision_reasons AS decisionReasons, o.disposed_at AS pictureDestroyedAt,
  m.object_id AS objectId, s.withdrawal IS NOT NULL AS stillWithdrawn
  FROM masks m JOIN stills s ON s.id = m.still_id JOIN objects o ON o.id = m.object_id`;

const select = (db: ReadDb, where: string, ...values: Value[]): MaskRow[] =>
  db.rows(MaskRow, `${SELECT} ${where} ORDER BY s.number DESC, m.ordinal`, ...values);

export const findMask = (db: ReadDb, id: MaskId): MaskRow | null => select(db, 'WHERE m.id = ?', id)[0] ?? null;
export const listMasks = (db: ReadDb, stillId: StillId | null): MaskRow[] =>
  select(db, 'WHERE m.still_id IS coalesce(?, m.still_id)', stillId);
/** What can still be compared: neither is its still withdrawn nor its picture gone with the footage. */
export const listMasksWaiting = (db: ReadDb): MaskRow[] =>
  select(db, `WHERE m.state = 'made' AND s.withdrawal IS NULL AND o.disposed_at IS NULL`);
/** Kept pictures nobody will print: refused, or never decided before the still was withdrawn. */
export const listSpentMasks = (db: ReadDb): MaskRow[] =>
  select(
    db,
    `WHERE o.disposed_at IS NULL AND (m.state = 'refused' OR (m.state = 'made' AND s.withdrawal IS NOT NULL))`,
  );

export const nextMaskOrdinal = (db: ReadDb, stillId: StillId): number =>
  db.row(
    z.object({ next: z.number() }),
    'SELECT coalesce(max(ordinal), 0) + 1 AS next FROM masks WHERE still_id = ?',
    stillId,
  )?.next ?? 1;

export function insertMask(
  db: WriteDb,
  made: Pick<MaskRow, 'id' | 'stillId' | 'reason' | 'boxes' | 'parentSha256' | 'objectId' | 'madeAt' | 'madeBy'> & {
    readonly ordinal: number;
    readonly madeById: string;
  },
): void {
  db.run(
    `INSERT INTO masks (id, still_id, ordinal, state, reason, boxes, parent_sha256, object_id, made_at, made_by_id, made_by)
     VALUES (?, ?, ?, 'made', ?, ?, ?, ?, ?, ?, ?)`,
    made.id,
    made.stillId,
    made.ordinal,
    made.reason,
    JSON.stringify(made.boxes),
    made.parentSha256,
    made.objectId,
    made.madeAt,
    made.madeById,
    made.madeBy,
  );
}

export function decideMask(
  db: WriteDb,
  id: MaskId,
  decided: {
    readonly state: 'approved' | 'refused';
    readonly at: string;
    readonly by: string;
    readonly reasons: string;
  },
): void {
  const changed = db.run(
    `UPDATE masks SET state = ?, decided_at = ?, decided_by = ?, decision_reasons = ? WHERE id = ? AND state = 'made'`,
    decided.state,
    decided.at,
    decided.by,
    decided.reasons,
    id,
  );
  if (changed !== 1) throw new Error('a mask was decided twice');
}
