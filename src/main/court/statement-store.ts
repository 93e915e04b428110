import { z } from 'zod';
import { Statement, StatementSentence } from '../../shared/contract/statements.ts';
import { type BundleId, type DocumentId, ProceedingsId, type StatementId } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';

const Row = Statement.extend({
  proceedingsId: ProceedingsId,
  sentences: z.string().transform((text) => z.array(StatementSentence).parse(JSON.parse(text))),
});
export type StoredStatement = z.output<typeof Row>;

const SELECT = `SELECT id, bundle_id AS bundleId, proceedings_id AS proceedingsId, witness_id AS witnessId, witness, number, state,
  drawn_up_at AS drawnUpAt, sentences, settled_at AS settledAt, document_id AS documentId FROM statements`;

export const findStatement = (db: ReadDb, id: StatementId): StoredStatement | null =>
  db.row(Row, `${SELECT} WHERE id = ?`, id);

/** The newest of a bundle: a draft, where there is one. */
export const newestStatement = (db: ReadDb, bundleId: BundleId): StoredStatement | null =>
  db.row(Row, `${SELECT} WHERE bundle_id = ? ORDER BY state = 'draft' DESC, number DESC LIMIT 1`, bundleId);

/** How many statements a witness has begun in these proceedings. */
export function nextStatementNumber(db: ReadDb, { proceedingsId, witnessId }: StatementOf): number {
  const found = db.row(
    z.object({ most: z.number().nullable() }),
    'SELECT max(number) AS most FROM statements WHERE proceedings_id = ? AND witness_id = ?',
    proceedingsId,
    witnessId,
  );
  return (found?.most ?? 0) + 1;
}
type StatementOf = Pick<StoredStatement, 'proceedingsId' | 'witnessId'>;

export function insertStatement(db: WriteDb, row: Omit<StoredStatement, 'state' | 'settledAt' | 'documentId'>): void {
  db.run(
    `INSERT INTO statements (id, bundle_id, proceedings_id, witness_id, witness, number, state, drawn_up_at, sentences)
     VALUES (?, ?, ?, ?, ?, ?, 'draft', ?, ?)`,
    row.id,
    row.bundleId,
    row.proceedingsId,
    row.witnessId,
    row.witness,
    row.number,
    row.drawnUpAt,
    JSON.stringify(row.sentences),
  );
}

export const writeSentences = (
  db: WriteDb,
  id: StatementId,
  { sentences, drawnUpAt }: Pick<StoredStatement, 'sentences' | 'drawnUpAt'>,
): void =>
  void db.run(
    'UPDATE statements SET sentences = ?, drawn_up_at = ? WHERE id = ?',
    JSON.stringify(sentences),
    drawnUpAt,
    id,
  );

/** Answers whether the draft was still the one that was printed: a mark may have been changed while it was made. */
export const settleStatement = (
  db: WriteDb,
  { id, sentences }: Pick<StoredStatement, 'id' | 'sentences'>,
  made: { readonly at: string; readonly documentId: DocumentId },
): boolean =>
  db.run(
    `UPDATE statements SET state = 'settled', settled_at = ?, document_id = ? WHERE id = ? AND state = 'draft' AND sentences = ?`,
    made.at,
    made.documentId,
    id,
    JSON.stringify(sentences),
  ) === 1;
