import { z } from 'zod';
import { Viewing } from '../../shared/contract/viewings.ts';
import { Bookmark } from '../../shared/contract/viewings.ts';
import type { BookmarkId, CaseId, RecordingId, ViewingId } from '../../shared/model.ts';
import type { ReadDb, Value, WriteDb } from '../database/database.ts';

const Range = z.object({ fromMs: z.number(), toMs: z.number() });
const parsed = <S extends z.ZodType>(schema: S) => z.string().transform((text) => schema.parse(JSON.parse(text)));
const Row = Viewing.extend({
  personsPresent: parsed(Viewing.shape.personsPresent),
  authority: parsed(Viewing.shape.authority),
  watched: parsed(z.array(Range)),
});

const SELECT = `SELECT v.id, v.number, v.recording_id AS recordingId, r.number AS recordingNumber, c.react_ref AS reactRef, v.purpose, v.place,
  v.viewer, coalesce(v.officer_present, v.viewer) AS officerPresent, v.persons_present AS personsPresent,
  coalesce(v.authority, 'null') AS authority, v.opened_at AS openedAt, v.closed_at AS closedAt, v.ending, v.outcome,
  v.outcome_note AS outcomeNote,
  (SELECT json_group_array(json_object('fromMs', w.from_ms, 'toMs', w.to_ms)) FROM watched w WHERE w.viewing_id = v.id) AS watched
  FROM viewings v JOIN recordings r ON r.id = v.recording_id JOIN cases c ON c.id = v.case_id`;

const select = (db: ReadDb, where: string, ...values: Value[]): Viewing[] =>
  db.rows(Row, `${SELECT} ${where} ORDER BY v.opened_at DESC`, ...values);

export const findViewing = (db: ReadDb, id: ViewingId): Viewing | null => select(db, 'WHERE v.id = ?', id)[0] ?? null;
export const listOpenViewings = (db: ReadDb): Viewing[] => select(db, `WHERE v.ending = 'open'`);
export function listViewings(
  db: ReadDb,
  filter: { caseId?: CaseId | undefined; recordingId?: RecordingId | undefined },
): Viewing[] {
  return select(
    db,
    'WHERE v.case_id IS coalesce(?, v.case_id) AND v.recording_id IS coalesce(?, v.recording_id)',
    filter.caseId ?? null,
    filter.recordingId ?? null,
  );
}

export function insertViewing(
  db: WriteDb,
  row: Pick<
    Viewing,
    | 'id'
    | 'number'
    | 'recordingId'
    | 'viewer'
    | 'officerPresent'
    | 'purpose'
    | 'place'
    | 'personsPresent'
    | 'authority'
    | 'openedAt'
  > & { caseId: CaseId; reason: string },
): void {
  db.run(
    `INSERT INTO viewings (id, number, recording_id, case_id, viewer, officer_present, purpose, place, reason, persons_present, authority, opened_at, ending)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
    row.id,
    row.number,
    row.recordingId,
    row.caseId,
    row.viewer,
    row.officerPresent,
    row.purpose,
    row.place,
    row.reason,
    JSON.stringify(row.personsPresent),
    JSON.stringify(row.authority),
    row.openedAt,
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

/** Replaces what is known of a viewing's watched ranges by their union. */
export function replaceWatched(db: WriteDb, id: ViewingId, ranges: readonly { fromMs: number; toMs: number }[]): void {
  db.run('DELETE FROM watched WHERE viewing_id = ?', id);
  for (const { fromMs, toMs } of ranges)
    db.run('INSERT INTO watched (viewing_id, from_ms, to_ms) VALUES (?, ?, ?)', id, fromMs, toMs);
}

const SELECT_BOOKMARK = `SELECT id, recording_id AS recordingId, position_ms AS positionMs, frame_index AS frameIndex, note, at, by_name AS "by" FROM bookmarks`;
export const listBookmarks = (db: ReadDb, recordingId: RecordingId): Bookmark[] =>
  db.rows(Bookmark, `${SELECT_BOOKMARK} WHERE recording_id = ? ORDER BY position_ms`, recordingId);
export const findBookmark = (db: ReadDb, id: BookmarkId): Bookmark | null =>
  db.row(Bookmark, `${SELECT_BOOKMARK} WHERE id = ?`, id);

export function insertBookmark(db: WriteDb, row: Bookmark & { viewingId: ViewingId }): void {
  db.run(
    'INSERT INTO bookmarks (id, recording_id, viewing_id, position_ms, frame_index, note, at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.recordingId,
    row.viewingId,
    row.positionMs,
    row.frameIndex,
    row.note,
    row.at,
    row.by,
  );
}
