import { z } from 'zod';
import { ObjectId, type RecordingId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

/** What stands beside the sealed index: how it was made, and where its parts lie. */
const ActivityRecord = z.object({
  looked: z.enum(['key-pictures', 'all-pictures']),
  commandLine: z.string(),
  scoreBytes: z.number(),
  strip: z.object({
    count: z.number(),
    everyMs: z.number(),
    columns: z.number(),
    rows: z.number(),
    width: z.number(),
    height: z.number(),
  }),
});
export type ActivityRecord = z.output<typeof ActivityRecord>;

const Row = z.object({
  objectId: ObjectId,
  record: z.string().transform((text) => ActivityRecord.parse(JSON.parse(text))),
});

export const findActivity = (db: ReadDb, id: RecordingId): z.output<typeof Row> | null =>
  db.row(Row, 'SELECT object_id AS objectId, record FROM activity_indexes WHERE recording_id = ?', id);

export const insertActivity = (db: WriteDb, id: RecordingId, objectId: ObjectId, record: ActivityRecord): void =>
  void db.run(
    'INSERT INTO activity_indexes (recording_id, object_id, record) VALUES (?, ?, ?)',
    id,
    objectId,
    JSON.stringify(record),
  );

export const deleteActivity = (db: WriteDb, id: RecordingId): void =>
  void db.run('DELETE FROM activity_indexes WHERE recording_id = ?', id);
