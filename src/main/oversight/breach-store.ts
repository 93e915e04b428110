import { z } from 'zod';
import { Instant, RecordingId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { BreachRecord } from './breach.ts';

const Row = z.object({
  number: z.string(),
  at: Instant,
  kind: z.string(),
  description: z.string(),
  recordingId: RecordingId.nullable(),
  record: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : BreachRecord.parse(JSON.parse(text)))),
});
export type BreachRow = z.output<typeof Row>;

const SELECT = 'SELECT number, at, kind, description, recording_id AS recordingId, record FROM breaches';

export const listBreaches = (db: ReadDb): BreachRow[] => db.rows(Row, `${SELECT} ORDER BY at DESC`);
export const findBreach = (db: ReadDb, number: string): BreachRow | null =>
  db.row(Row, `${SELECT} WHERE number = ?`, number);

export function insertBreach(db: WriteDb, row: BreachRow & { id: string }): void {
  db.run(
    'INSERT INTO breaches (id, number, at, kind, description, recording_id, record) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.number,
    row.at,
    row.kind,
    row.description,
    row.recordingId,
    row.record === null ? null : JSON.stringify(row.record),
  );
}

export const saveBreachRecord = (db: WriteDb, number: string, record: BreachRecord): void =>
  void db.run(
    'UPDATE breaches SET record = ?, closed_at = ? WHERE number = ? AND closed_at IS NULL',
    JSON.stringify(record),
    record.outcome?.at ?? null,
    number,
  );
