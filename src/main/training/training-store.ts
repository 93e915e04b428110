import { z } from 'zod';
import type { ReadDb, WriteDb } from '../database/database.ts';

/** Whether these are the registers of a training vault. */
export const isTrainingVault = (db: ReadDb): boolean =>
  db.row(z.object({ since: z.string() }), 'SELECT since FROM training_vault') !== null;

/** Written before anything else is; the registers refuse it later. */
export const insertTrainingVault = (db: WriteDb, since: string): void =>
  void db.run('INSERT INTO training_vault (only, since) VALUES (1, ?)', since);
