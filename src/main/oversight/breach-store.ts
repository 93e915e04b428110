import { z } from 'zod';
import { Instant, RecordingId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = z.object({
  number: z.string(),
  at: Instant,
  kind: z.string(),
  description: z.string(),
  recordingId: RecordingId.nullable(),
});
export type BreachRow = z.output<typeof Row>;

export const listBreaches = (db: ReadDb): BreachRow[] =>
  db.rows(Row, 'SELECT number, at, kind, description, recording_id AS recordingId FROM breaches ORDER BY at DESC');

export function insertBreach(db: WriteDb, row: BreachRow & { id: string }): void {
  db.run(
    'INSERT INTO breaches (id, number, at, kind, description, recording_id) VALUES (?, ?, ?, ?, ?, ?)',
    row.id,
    row.number,
    row.at,
    row.kind,
    row.description,
    row.recordingId,
  );
}
