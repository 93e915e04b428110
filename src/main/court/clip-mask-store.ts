import { z } from 'zod';
import { type ClipId, ObjectId, RecordingId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

export const insertClipMask = (
  db: WriteDb,
  mask: { readonly clipId: ClipId; readonly areas: string; readonly plainId: ObjectId },
): void =>
  void db.run(
    `INSERT INTO clip_masks (clip_id, areas, plain_id, state) VALUES (?, ?, ?, 'made')`,
    mask.clipId,
    mask.areas,
    mask.plainId,
  );

export function decideClipMask(
  db: WriteDb,
  id: ClipId,
  decided: {
    readonly state: 'approved' | 'refused';
    readonly at: string;
    readonly by: string;
    readonly reasons: string;
  },
): void {
  const { state, at, by, reasons } = decided;
  const changed = db.run(
    `UPDATE clip_masks SET state = ?, decided_at = ?, decided_by = ?, decision_reasons = ? WHERE clip_id = ? AND state = 'made'`,
    ...[state, at, by, reasons, id],
  );
  if (changed !== 1) throw new Error('a masked clip was decided twice');
}

/** The same stretch without areas: what the manager compares a masked clip with. */
export const findPlainStretch = (db: ReadDb, id: ClipId): ObjectId | null =>
  db.row(z.object({ plainId: ObjectId }), 'SELECT plain_id AS plainId FROM clip_masks WHERE clip_id = ?', id)
    ?.plainId ?? null;

const Spent = z.object({
  clipId: z.string(),
  number: z.string(),
  recordingId: RecordingId,
  caseId: z.string(),
  objectId: ObjectId,
  sha256: z.string(),
  why: z.string(),
});

/** What nobody needs any more: the stretch compared with, once that is decided, and a clip that was refused. */
export const listSpentMaskedClips = (db: ReadDb): z.output<typeof Spent>[] =>
  db.rows(
    Spent,
    `SELECT k.id AS clipId, k.number, k.recording_id AS recordingId, k.case_id AS caseId, o.id AS objectId, o.sha256,
       CASE WHEN o.id = m.plain_id THEN 'it was decided on' ELSE 'refused by the manager' END AS why
     FROM clip_masks m JOIN clips k ON k.id = m.clip_id JOIN objects o ON o.id = m.plain_id OR (o.id = k.object_id AND m.state = 'refused')
     WHERE m.state <> 'made' AND o.disposed_at IS NULL ORDER BY k.number, o.id`,
  );
