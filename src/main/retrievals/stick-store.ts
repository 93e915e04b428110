import { z } from 'zod';
import { Stick } from '../../shared/contract/footage.ts';
import type { StickId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = Stick.extend({ encrypted: z.number().transform((value) => value === 1) });
export type StickRow = z.output<typeof Row>;

const SELECT = `SELECT id, number, serial, encrypted, registered_at AS registeredAt, registered_by AS registeredBy FROM sticks`;

export const listSticks = (db: ReadDb): StickRow[] => db.rows(Row, `${SELECT} ORDER BY number`);
export const findStick = (db: ReadDb, id: StickId): StickRow | null => db.row(Row, `${SELECT} WHERE id = ?`, id);

export function insertStick(db: WriteDb, row: StickRow): void {
  db.run(
    'INSERT INTO sticks (id, number, serial, encrypted, registered_at, registered_by) VALUES (?, ?, ?, ?, ?, ?)',
    row.id,
    row.number,
    row.serial,
    row.encrypted ? 1 : 0,
    row.registeredAt,
    row.registeredBy,
  );
}
