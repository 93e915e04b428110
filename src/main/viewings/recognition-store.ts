import { z } from 'zod';
import { type Recognition, RecognitionAnswers } from '../../shared/contract/recognitions.ts';
import { DocumentId, Instant, type ViewingId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = z.object({
  number: z.string(),
  facts: z.string().transform((text) => RecognitionAnswers.parse(JSON.parse(text))),
  at: Instant,
  by: z.string(),
  sheetId: DocumentId,
});

export const listRecognitions = (db: ReadDb, viewingId: ViewingId): Recognition[] =>
  db
    .rows(
      Row,
      'SELECT number, facts, at, by_name AS "by", sheet_id AS sheetId FROM recognitions WHERE viewing_id = ? ORDER BY number',
      viewingId,
    )
    .map(({ facts, ...row }) => ({ ...row, person: facts.person, outcome: facts.outcome }));

export function insertRecognition(
  db: WriteDb,
  row: Pick<Recognition, 'number' | 'at' | 'by' | 'sheetId'> & {
    readonly id: string;
    readonly viewingId: ViewingId;
    readonly answers: RecognitionAnswers;
  },
): void {
  db.run(
    'INSERT INTO recognitions (id, number, viewing_id, facts, at, by_name, sheet_id) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.number,
    row.viewingId,
    JSON.stringify(row.answers),
    row.at,
    row.by,
    row.sheetId,
  );
}
