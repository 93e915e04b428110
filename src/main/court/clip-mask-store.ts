import { z } from 'zod';
import { CaseId, ClipId, Instant, ObjectId, RecordingId } from '../../shared/model.ts';
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

const Undecided = z.object({
  id: ClipId,
  number: z.string(),
  caseId: CaseId,
  recordingId: RecordingId,
  recordingNumber: z.string(),
  reason: z.string(),
  madeBy: z.string(),
  madeAt: Instant,
  state: z.enum(['kept', 'disposed']),
});
export type UndecidedClip = z.output<typeof Undecided>;

/**
 * What nobody has decided on, the newest first. Asked before anything is shown and when anybody leaves: so it reads
 * nothing of the recording that may be missing, as what was found out about its pictures is after its copy was damaged.
 */
export const listUndecidedClips = (db: ReadDb): UndecidedClip[] =>
  db.rows(
    Undecided,
    `SELECT k.id, k.number, k.case_id AS caseId, k.recording_id AS recordingId, r.number AS recordingNumber, k.reason,
       k.made_by AS madeBy, k.made_at AS madeAt, iif(o.disposed_at IS NULL, 'kept', 'disposed') AS state
     FROM clip_masks m JOIN clips k ON k.id = m.clip_id JOIN recordings r ON r.id = k.recording_id
     JOIN objects o ON o.id = k.object_id WHERE m.state = 'made' ORDER BY k.number DESC`,
  );

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
