import { z } from 'zod';
import { BundleId, DocumentId, Instant, Paragraph, PersonId, StatementId } from '../model.ts';
import { both, enters, officer, reads } from './command.ts';

/** One sentence as the witness goes through it. `id` is its name within the statement, and stays. */
export const StatementSentence = z.object({
  id: z.number(),
  text: z.string(),
  /** Entries of the ledger it rests on; none for what the witness says of themselves, and for own words. */
  seqs: z.array(z.number()),
  /** Written by the witness, and marked as such in print. */
  own: z.boolean(),
  mark: z.enum(['undecided', 'confirmed', 'struck']),
});
export type StatementSentence = z.output<typeof StatementSentence>;

export const Statement = z.object({
  id: StatementId,
  bundleId: BundleId,
  witnessId: PersonId,
  witness: z.string(),
  /** First, second, … statement of this witness in these proceedings (PD 32 paragraph 17.2). */
  number: z.number(),
  state: z.enum(['draft', 'settled']),
  drawnUpAt: Instant,
  settledAt: Instant.nullable(),
  documentId: DocumentId.nullable(),
  /** In the order in which they are printed. */
  sentences: z.array(StatementSentence),
});
export type Statement = z.output<typeof Statement>;

/** A ledger entry in words, shown beside the sentences that rest on it. */
const StatementEntry = z.object({ seq: z.number(), at: Instant, by: z.string(), what: z.string() });

const ThisSentence = { statementId: StatementId, sentenceId: z.number().int().nonnegative() };

export const statementsCommands = {
  /** The newest statement of a bundle; `isBehind`: the ledger has entries since that would change what it says. */
  'statements.read': reads(
    both,
    z.strictObject({ bundleId: BundleId }),
    z.object({ statement: Statement.nullable(), entries: z.array(StatementEntry), isBehind: z.boolean() }),
  ),
  /** Sentences from the record of an approved bundle. A draft keeps the marks of sentences that stay the same. */
  'statements.drawUp': enters(officer, z.strictObject({ bundleId: BundleId }), Statement),
  'statements.mark': enters(
    officer,
    z.strictObject({ ...ThisSentence, mark: StatementSentence.shape.mark }),
    Statement,
  ),
  /** The witness's own words, after a sentence. */
  'statements.addWords': enters(officer, z.strictObject({ ...ThisSentence, text: Paragraph }), Statement),
  /** Prints what was confirmed, for signing. Refused while one sentence is undecided. */
  'statements.settle': enters(officer, z.strictObject({ statementId: StatementId }), Statement),
};
