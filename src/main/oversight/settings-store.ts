import { z } from 'zod';
import { Settings } from '../../shared/contract/people.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = z.object({ name: z.string(), value: z.string() });

/** All settings. Throws when one is missing: they are all written at set-up. */
export const readSettings = (db: ReadDb): Settings =>
  Settings.parse(
    Object.fromEntries(
      db.rows(Row, 'SELECT name, value FROM settings').map(({ name, value }) => [name, JSON.parse(value)]),
    ),
  );

export function writeSettings(db: WriteDb, settings: Settings): void {
  for (const [name, value] of Object.entries(settings)) {
    db.run(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      name,
      JSON.stringify(value),
    );
  }
}
