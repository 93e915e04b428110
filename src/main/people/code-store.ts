import { z } from 'zod';
import { CodeReview, CodeVersion } from '../../shared/contract/conduct.ts';
import { Instant } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const VersionRow = CodeVersion.extend({ text: z.string().nullable() });
export type VersionRow = z.output<typeof VersionRow>;
const AcknowledgementRow = z.object({ version: z.int(), personId: z.string(), person: z.string(), at: Instant });
type AcknowledgementRow = z.output<typeof AcknowledgementRow>;

/** In order of their numbers; there is always the first. */
export function listVersions(db: ReadDb): [VersionRow, ...VersionRow[]] {
  const [first, ...later] = db.rows(
    VersionRow,
    `SELECT version, dated, effective_on AS effectiveOn, next_review_on AS nextReviewOn, changes, consulted, text, text_sha256 AS textSha256,
     raised_at AS raisedAt, raised_by AS raisedBy FROM code_versions ORDER BY version`,
  );
  if (first === undefined) throw new Error('no version of the code of practice');
  return [first, ...later];
}

export function insertVersion(db: WriteDb, row: VersionRow): void {
  db.run(
    `INSERT INTO code_versions (version, dated, effective_on, next_review_on, changes, consulted, text, text_sha256, raised_at, raised_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.version,
    row.dated,
    row.effectiveOn,
    row.nextReviewOn,
    row.changes,
    row.consulted,
    row.text,
    row.textSha256,
    row.raisedAt,
    row.raisedBy,
  );
}

export const listAcknowledgements = (db: ReadDb): AcknowledgementRow[] =>
  db.rows(
    AcknowledgementRow,
    'SELECT version, person_id AS personId, person, at FROM code_acknowledgements ORDER BY at DESC',
  );

export function insertAcknowledgement(db: WriteDb, row: AcknowledgementRow & { textSha256: string }): void {
  db.run(
    'INSERT INTO code_acknowledgements (version, person_id, person, at, text_sha256) VALUES (?, ?, ?, ?, ?)',
    row.version,
    row.personId,
    row.person,
    row.at,
    row.textSha256,
  );
}

export const listReviews = (db: ReadDb): CodeReview[] =>
  db.rows(
    CodeReview,
    'SELECT version, reviewed_on AS reviewedOn, finding, at, by_name AS "by" FROM code_reviews ORDER BY reviewed_on DESC',
  );

export function insertReview(db: WriteDb, row: CodeReview): void {
  db.run(
    'INSERT INTO code_reviews (version, reviewed_on, finding, at, by_name) VALUES (?, ?, ?, ?, ?)',
    row.version,
    row.reviewedOn,
    row.finding,
    row.at,
    row.by,
  );
}
