import { ClockQuestion } from '../../shared/contract/clock.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

/** What nobody has settled yet, oldest first. */
export const listOpenQuestions = (db: ReadDb): ClockQuestion[] =>
  db.rows(
    ClockQuestion,
    `SELECT id, kind, shown_at AS shownAt, expected_at AS expectedAt, offset_seconds AS offsetSeconds
     FROM clock_questions WHERE settled_at IS NULL ORDER BY shown_at, id`,
  );

export function insertQuestion(db: WriteDb, { id, kind, shownAt, expectedAt }: ClockQuestion): void {
  db.run(
    'INSERT INTO clock_questions (id, kind, shown_at, expected_at) VALUES (?, ?, ?, ?)',
    id,
    kind,
    shownAt,
    expectedAt,
  );
}

/** Notes an answer for all that is open. */
export const answerQuestions = (db: WriteDb, at: string, offsetSeconds: number, settled: boolean): number =>
  db.run(
    'UPDATE clock_questions SET answered_at = ?, offset_seconds = ?, settled_at = ? WHERE settled_at IS NULL',
    at,
    offsetSeconds,
    settled ? at : null,
  );
