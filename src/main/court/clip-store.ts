import { z } from 'zod';
import { Clip, ClipMask, MovingArea } from '../../shared/contract/clips.ts';
import { type CaseId, type ClipId, ObjectId, WallClock } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { correctedTime, shiftWallClock } from '../time.ts';

const Row = Clip.omit({ mask: true, wish: true, shown: true, recorded: true, corrected: true, state: true }).extend({
  wishFrom: z.number(),
  wishTo: z.number(),
  shownFrom: z.number(),
  shownTo: z.number(),
  fromMs: z.number(),
  toMs: z.number(),
  ...ClipMask.omit({ areas: true, state: true }).shape,
  areas: z
    .string()
    .transform((text) => z.array(MovingArea).parse(JSON.parse(text)))
    .nullable(),
  maskState: ClipMask.shape.state.nullable(),
  recordedFrom: WallClock.nullable(),
  offsetSeconds: z.number(),
  objectId: ObjectId,
  disposedAt: z.string().nullable(),
});

const SELECT = `SELECT k.id, k.number, k.case_id AS caseId, k.recording_id AS recordingId, r.number AS recordingNumber, k.way, k.reason,
  k.wish_from AS wishFrom, k.wish_to AS wishTo, k.shown_from AS shownFrom, k.shown_to AS shownTo, k.from_ms AS fromMs, k.to_ms AS toMs,
  r.recorded_from AS recordedFrom, t.offset_seconds AS offsetSeconds, o.sha256, m.sha256 AS parentSha256, o.plaintext_bytes AS sizeBytes,
  k.tool, k.command_line AS commandLine, k.proof, k.made_at AS madeAt, k.made_by AS madeBy, k.object_id AS objectId, o.disposed_at AS disposedAt,
  p.areas, p.state AS maskState, json_extract(e.facts, '$.width') AS width, json_extract(e.facts, '$.height') AS height,
  p.decided_at AS decidedAt, p.decided_by AS decidedBy, p.decision_reasons AS decisionReasons
  FROM clips k JOIN recordings r ON r.id = k.recording_id JOIN retrievals t ON t.id = (SELECT f.retrieval_id FROM retrieved_files f
    JOIN retrievals x ON x.id = f.retrieval_id WHERE f.object_id = r.master_id AND f.outcome IN ('master', 'duplicate')
    AND x.case_id = k.case_id ORDER BY x.id = r.retrieval_id DESC, x.number LIMIT 1)
  JOIN objects o ON o.id = k.object_id JOIN objects m ON m.id = r.master_id
  LEFT JOIN examinations e ON e.recording_id = r.id LEFT JOIN clip_masks p ON p.clip_id = k.id`;

export type StoredClip = Clip & { readonly objectId: ObjectId };

export interface ClipClock {
  readonly recordedFrom: string | null;
  readonly offsetSeconds: number;
}

/** When a stretch was recorded, by the recorder's clock and corrected; never more exact than that clock's seconds. */
export function timesOf(
  { recordedFrom, offsetSeconds }: ClipClock,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Pick<Clip, 'recorded' | 'corrected'> {
  if (recordedFrom === null) return { recorded: null, corrected: null };
  const recorded = { from: shiftWallClock(recordedFrom, fromMs), to: shiftWallClock(recordedFrom, toMs) };
  const corrected = {
    from: correctedTime(recorded.from, offsetSeconds),
    to: correctedTime(recorded.to, offsetSeconds),
  };
  return { recorded, corrected };
}

const whole = (row: z.output<typeof Row>): StoredClip => {
  const { wishFrom, wishTo, shownFrom, shownTo, fromMs, toMs, recordedFrom, offsetSeconds, disposedAt, ...more } = row;
  const { areas, maskState, width, height, decidedAt, decidedBy, decisionReasons, ...rest } = more;
  const judged = { width, height, decidedAt, decidedBy, decisionReasons };
  return {
    ...rest,
    mask: areas === null || maskState === null ? null : { areas, state: maskState, ...judged },
    wish: { from: wishFrom, to: wishTo },
    shown: { from: shownFrom, to: shownTo },
    ...timesOf({ recordedFrom, offsetSeconds }, { fromMs, toMs }),
    state: disposedAt === null ? 'kept' : 'disposed',
  };
};

export function findClip(db: ReadDb, id: ClipId): StoredClip | null {
  const row = db.row(Row, `${SELECT} WHERE k.id = ?`, id);
  return row === null ? null : whole(row);
}
export const listClips = (db: ReadDb, caseId: CaseId | null): StoredClip[] =>
  db.rows(Row, `${SELECT} WHERE k.case_id IS coalesce(?, k.case_id) ORDER BY k.number DESC`, caseId).map(whole);

export interface NewClip
  extends Pick<
    StoredClip,
    | 'id'
    | 'number'
    | 'recordingId'
    | 'caseId'
    | 'way'
    | 'reason'
    | 'wish'
    | 'shown'
    | 'tool'
    | 'commandLine'
    | 'proof'
    | 'madeAt'
    | 'madeBy'
    | 'objectId'
  > {
  readonly fromMs: number;
  readonly toMs: number;
}

export function insertClip(db: WriteDb, row: NewClip): void {
  db.run(
    `INSERT INTO clips (id, number, recording_id, case_id, way, reason, wish_from, wish_to, shown_from, shown_to, from_ms, to_ms,
     tool, command_line, proof, made_at, made_by, object_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.number,
    row.recordingId,
    row.caseId,
    row.way,
    row.reason,
    row.wish.from,
    row.wish.to,
    row.shown.from,
    row.shown.to,
    row.fromMs,
    row.toMs,
    row.tool,
    row.commandLine,
    row.proof,
    row.madeAt,
    row.madeBy,
    row.objectId,
  );
}
