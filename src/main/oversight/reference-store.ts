import { z } from 'zod';
import type { ReadDb } from '../database/database.ts';

const NUMBERED = ['recordings', 'retrievals', 'viewings', 'stills', 'bundles', 'discs', 'sticks'] as const;

const SELECT = [
  'SELECT id FROM asked JOIN cases ON react_ref = reference',
  ...NUMBERED.map((table) => `SELECT id FROM asked JOIN ${table} ON number = upper(reference)`),
].join(' UNION ALL ');

/** The identifier of what bears this number or React reference; null when nothing does. */
export const findReference = (db: ReadDb, reference: string): string | null =>
  db.row(z.object({ id: z.string() }), `WITH asked (reference) AS (SELECT ?) ${SELECT} LIMIT 1`, reference)?.id ?? null;
