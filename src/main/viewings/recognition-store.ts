import { z } from 'zod';
import { ByHand, type Recognition, RecognitionAnswers } from '../../shared/contract/recognitions.ts';
import { DocumentId, Instant, type RecordingId, type ViewingId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = z.object({
  number: z.string(),
  facts: z.string().transform((text) => RecognitionAnswers.parse(JSON.parse(text))),
  byHand: z
    .string()
    .transform((text) => ByHand.parse(JSON.parse(text)))
    .nullable(),
  at: Instant,
  by: z.string(),
  sheetId: DocumentId,
});

/** Of a viewing, or of a recording: exactly one of them. */
export type RecognitionOf =
  | { readonly viewingId: ViewingId; readonly recordingId: null }
  | { readonly viewingId: null; readonly recordingId: RecordingId };

export const listRecognitions = (db: ReadDb, { viewingId, recordingId }: RecognitionOf): Recognition[] =>
  db
    .rows(
      Row,
      `SELECT number, facts, by_hand AS byHand, at, by_name AS "by", sheet_id AS sheetId FROM recognitions
       WHERE viewing_id = ? OR recording_id = ? ORDER BY rowid`,
      viewingId,
      recordingId,
    )
    .map(({ facts, ...row }) => ({ ...row, person: facts.person, outcome: facts.outcome }));

export function insertRecognition(
  db: WriteDb,
  row: Pick<Recognition, 'number' | 'at' | 'by' | 'sheetId' | 'byHand'> &
    RecognitionOf & {
      readonly id: string;
      readonly answers: RecognitionAnswers;
    },
): void {
  db.run(
    'INSERT INTO recognitions (id, number, viewing_id, recording_id, by_hand, facts, at, by_name, sheet_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.id,
    row.number,
    row.viewingId,
    row.recordingId,
    row.byHand === null ? null : JSON.stringify(row.byHand),
    JSON.stringify(row.answers),
    row.at,
    row.by,
    row.sheetId,
  );
}
