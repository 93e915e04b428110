import { z } from 'zod';
import type { WriteDb } from './database.ts';

/** Series of numbers people say aloud: never reused, also when what they numbered is gone. */
export type Series =
  | 'retrieval'
  | 'recording'
  | 'viewing'
  | 'still'
  | 'clip'
  | 'bundle'
  | 'disc'
  | 'transit'
  | 'disposal'
  | 'breach'
  | 'hold'
  | 'freeze'
  | 'disclosure'
  | 'pia'
  | 'deployment'
  | 'audit';

const PREFIX: Record<Series, string> = {
  retrieval: 'RET',
  recording: 'REC',
  viewing: 'VIEW',
  still: 'STILL',
  clip: 'CLIP',
  bundle: 'BUN',
  disc: 'DISC',
  transit: 'COPY',
  disposal: 'DIS',
  breach: 'INC',
  hold: 'HOLD',
  freeze: 'FRZ',
  disclosure: 'REQ',
  pia: 'PIA',
  deployment: 'DEP',
  audit: 'AUD',
};

const next = (db: WriteDb, name: string): number => {
  db.run('INSERT INTO counters (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1', name);
  const row = db.row(z.object({ value: z.number() }), 'SELECT value FROM counters WHERE name = ?', name);
  if (row === null) throw new Error(`no counter ${name}`);
  return row.value;
};

/** The next number of a series, e.g. `REC-0042`. */
export const nextNumber = (db: WriteDb, series: Series): string =>
  `${PREFIX[series]}-${String(next(db, series)).padStart(4, '0')}`;

/** The next exhibit reference of a producer, e.g. `AS/3`. One series a producer, never reused (domain.md §1.8). */
export const nextExhibitReference = (db: WriteDb, initials: string): string =>
  `${initials}/${next(db, `exhibit ${initials}`)}`;
