import { z } from 'zod';
import { Viewing } from '../../shared/contract/viewings.ts';
import { Bookmark } from '../../shared/contract/viewings.ts';
import {
  type BookmarkId,
  type CaseId,
  CaseId as CaseIdSchema,
  type ClipId,
  type RecordingId,
  type ViewingId,
} from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

const parsed = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));
const Row = Viewing.extend({
  recordings: parsed(Viewing.shape.recordings),
  clips: parsed(Viewing.shape.clips),
  personsPresent: parsed(Viewing.shape.personsPresent),
  authority: parsed(Viewing.shape.authority),
  showing: parsed(Viewing.shape.showing),
});

/** Of a recording itself, or of a clip of it. */
const watchedOf = (recording: string, clip: string): string =>
  `SELECT json_group_array(json_object('fromMs', w.from_ms, 'toMs', w.to_ms) ORDER BY w.from_ms)
  FROM watched w WHERE w.viewing_id = v.id AND w.recording_id = ${recording} AND w.clip_id IS ${clip}`;
const SHOWN = `SELECT json_group_array(json_object('recordingId', s.recording_id, 'recordingNumber', r.number,
  'watched', json((${watchedOf('s.recording_id', 'NULL')}))) ORDER BY s.place)
  FROM viewing_recordings s JOIN recordings r ON r.id = s.recording_id WHERE s.viewing_id = v.id`;
const SHOWN_CLIPS = `SELECT json_group_array(json_object('clipId', k.id, 'clipNumber', k.number, 'recordingId', r.id,
  'recordingNumber', r.number, 'watched', json((${watchedOf('r.id', 'k.id')}))) ORDER BY e.key)
  FROM json_each(v.showing, '$.exhibits') e JOIN clips k ON k.id = json_extract(e.value, '$.clipId')
  JOIN recordings r ON r.id = k.recording_id`;
const SELECT = `SELECT v.id, v.number, (${SHOWN}) AS recordings, (${SHOWN_CLIPS}) AS clips, c.react_ref AS reactRef, v.purpose, v.place,
  v.viewer, coalesce(v.officer_present, v.viewer) AS officerPresent, v.persons_present AS personsPresent,
  coalesce(v.authority, 'null') AS authority, coalesce(v.showing, 'null') AS showing, v.opened_at AS openedAt, v.closed_at AS closedAt, v.ending, v.outcome,
  v.outcome_note AS outcomeNote FROM viewings v JOIN cases c ON c.id = v.case_id`;

const select = (db: ReadDb, where: string, ...values: Value[]): Viewing[] =>
  db.rows(Row, `${SELECT} ${where} ORDER BY v.opened_at DESC`, ...values);

export const findViewing = (db: ReadDb, id: ViewingId): Viewing | null => select(db, 'WHERE v.id = ?', id)[0] ?? null;
export const listOpenViewings = (db: ReadDb): Viewing[] => select(db, `WHERE v.ending = 'open'`);
/** Of a recording also the showings of clips cut out of it. */
export function listViewings(
  db: ReadDb,
  filter: { caseId?: CaseId | undefined; recordingId?: RecordingId | undefined },
): Viewing[] {
  const recordingId = filter.recordingId ?? null;
  return select(
    db,
    `WHERE v.case_id IS coalesce(?, v.case_id)
      AND (? IS NULL OR v.id IN (SELECT viewing_id FROM viewing_recordings WHERE recording_id = ?)
        OR EXISTS (SELECT 1 FROM json_each(v.showing, '$.exhibits') e WHERE json_extract(e.value, '$.recordingId') = ?))`,
    ...[filter.caseId ?? null, recordingId, recordingId, recordingId],
  );
}

export const findViewingCase = (db: ReadDb, id: ViewingId): CaseId | null =>
  db.row(z.object({ caseId: CaseIdSchema }), 'SELECT case_id AS caseId FROM viewings WHERE id = ?', id)?.caseId ?? null;

type Opened = Pick<
  Viewing,
  | 'id'
  | 'number'
  | 'viewer'
  | 'officerPresent'
  | 'purpose'
  | 'place'
  | 'personsPresent'
  | 'authority'
  | 'showing'
  | 'openedAt'
>;

export function insertViewing(
  db: WriteDb,
  row: Opened & { caseId: CaseId; reason: string; recordingIds: readonly RecordingId[] },
): void {
  db.run(
    `INSERT INTO viewings (id, number, case_id, viewer, officer_present, purpose, place, reason, persons_present, authority, showing, opened_at, ending)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
    row.id,
    row.number,
    row.caseId,
    row.viewer,
    row.officerPresent,
    row.purpose,
    row.place,
    row.reason,
    JSON.stringify(row.personsPresent),
    JSON.stringify(row.authority),
    JSON.stringify(row.showing),
    row.openedAt,
  );
  for (const [place, recordingId] of row.recordingIds.entries())
    db.run(
      'INSERT INTO viewing_recordings (viewing_id, place, recording_id) VALUES (?, ?, ?)',
      row.id,
      place,
      recordingId,
    );
}

export function endViewing(
  db: WriteDb,
  id: ViewingId,
  end: { at: string; ending: 'closed' | 'abnormal'; outcome: string | null; note: string | null },
): void {
  const changed = db.run(
    `UPDATE viewings SET closed_at = ?, ending = ?, outcome = ?, outcome_note = ? WHERE id = ? AND ending = 'open'`,
    end.at,
    end.ending,
    end.outcome,
    end.note,
    id,
  );
  if (changed !== 1) throw new Error('a viewing ended twice');
}

/** What was shown of a recording, or of a clip cut out of it: one and the other are told apart. */
export interface WatchedFootage {
  readonly recordingId: RecordingId;
  readonly clipId: ClipId | null;
}

/** Replaces what is known of the watched ranges of one recording or clip of a viewing by their union. */
export function replaceWatched(
  db: WriteDb,
  id: ViewingId,
  { recordingId, clipId }: WatchedFootage,
  ranges: readonly { fromMs: number; toMs: number }[],
): void {
  db.run(
    'DELETE FROM watched WHERE viewing_id = ? AND recording_id = ? AND clip_id IS ?',
    ...[id, recordingId, clipId],
  );
  for (const { fromMs, toMs } of ranges)
    db.run(
      'INSERT INTO watched (viewing_id, recording_id, clip_id, from_ms, to_ms) VALUES (?, ?, ?, ?, ?)',
      ...[id, recordingId, clipId, fromMs, toMs],
    );
}

/** Which picture of its recording a clip begins with. */
export const findFirstPicture = (db: ReadDb, clipId: ClipId): number =>
  db.row(z.object({ first: z.number() }), 'SELECT shown_from AS first FROM clips WHERE id = ?', clipId)?.first ?? 0;

const SELECT_BOOKMARK = `SELECT id, recording_id AS recordingId, position_ms AS positionMs, frame_index AS frameIndex, note, mark, at, by_name AS "by" FROM bookmarks`;
export const listBookmarks = (db: ReadDb, recordingId: RecordingId): Bookmark[] =>
  db.rows(Bookmark, `${SELECT_BOOKMARK} WHERE recording_id = ? ORDER BY position_ms`, recordingId);
export const findBookmark = (db: ReadDb, id: BookmarkId): Bookmark | null =>
  db.row(Bookmark, `${SELECT_BOOKMARK} WHERE id = ?`, id);

export function insertBookmark(db: WriteDb, row: Bookmark & { viewingId: ViewingId }): void {
  db.run(
    'INSERT INTO bookmarks (id, recording_id, viewing_id, position_ms, frame_index, note, mark, at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.recordingId,
    row.viewingId,
    row.positionMs,
    row.frameIndex,
    row.note,
    row.mark,
    row.at,
    row.by,
  );
}
