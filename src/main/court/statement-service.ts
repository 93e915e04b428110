import type { Output, Parsed } from '../../shared/contract.ts';
import type { Statement, StatementSentence } from '../../shared/contract/statements.ts';
import { AppError } from '../../shared/failure.ts';
import type { PersonId, StatementId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { statementSentences } from '../documents/statement.ts';
import { witnessStatement } from '../documents/witness-statement.ts';
import { newId } from '../platform/ids.ts';
import type { BundleAssembly } from './bundle-service.ts';
import type { CourtService } from './court-service.ts';
import { attachDocument, type StoredBundle } from './court-store.ts';
import { confirmedOf, drawnUpAgain, preparationOf, withWords } from './statement-draft.ts';
import {
  findStatement,
  insertStatement,
  newestStatement,
  nextStatementNumber,
  settleStatement,
  type StoredStatement,
  writeSentences,
} from './statement-store.ts';

export interface StatementPorts {
  readonly db: ReadDb;
  readonly court: CourtService;
  readonly documents: DocumentService;
  readonly assembly: BundleAssembly;
}

/**
 * The statement of who prepared a bundle: drawn up from the ledger, gone through by the witness sentence by sentence, and
 * printed with what they confirmed alone. The words are the witness's: nobody else marks them (CO5, PD 32 paragraph 18).
 */
export function createStatementService({ db, court, documents, assembly }: StatementPorts) {
  const drawn = (bundle: StoredBundle) => statementSentences(assembly.facts(bundle));

  const requireWitness = (bundle: StoredBundle, act: Act): void => {
    if (bundle.preparedById !== act.actor.id)
      throw new AppError(
        'forbidden',
        `The statement of ${bundle.number} is ${bundle.preparedBy}’s, who prepared the bundle. They go through it signed in themselves.`,
      );
  };
  const requireDraft = (id: StatementId, act: Act): { statement: StoredStatement; bundle: StoredBundle } => {
    const statement = findStatement(db, id);
    if (statement === null) throw new AppError('not-found', 'There is no such statement.');
    if (statement.state === 'settled')
      throw new AppError(
        'conflict',
        'This statement is settled and stays as it was printed. Draw up a further statement to say more.',
      );
    const bundle = court.requireBundle(statement.bundleId);
    requireWitness(bundle, act);
    return { statement, bundle };
  };
  const noSuchSentence = (): AppError =>
    new AppError('not-found', 'That sentence is no longer in the draft: it was drawn up again. Look at it anew.');

  const enterDraft = (tx: Transaction, bundle: StoredBundle, details: Parameters<Transaction['enter']>[1]): void =>
    void tx.enter(`bundle ${bundle.number}`, { bundleId: bundle.id, caseId: bundle.proceedings.caseId, ...details });

  /** Writes a changed draft and answers it. */
  const change = (
    { statement, bundle }: { statement: StoredStatement; bundle: StoredBundle },
    { sentences, details }: { sentences: StatementSentence[]; details: Parameters<Transaction['enter']>[1] },
    act: Act,
  ): Statement => {
    act.change(['court'], (tx) => {
      writeSentences(tx, statement.id, { sentences, drawnUpAt: statement.drawnUpAt });
      enterDraft(tx, bundle, { statementId: statement.id, ...details });
    });
    return plain({ ...statement, sentences });
  };

  return {
    read({ bundleId }: Parsed<'statements.read'>): Output<'statements.read'> {
      const bundle = court.requireBundle(bundleId);
      const statement = newestStatement(db, bundleId);
      if (statement === null || bundle.state !== 'approved') return { statement: null, entries: [], isBehind: false };
      const { exhibits } = assembly.facts(bundle);
      const lines = exhibits.flatMap(({ continuity }) => continuity);
      const used = new Set(statement.sentences.flatMap(({ seqs }) => seqs));
      const entries = [...new Map(lines.map((line) => [line.seq, line])).values()].filter(({ seq }) => used.has(seq));
      return {
        statement: plain(statement),
        entries: entries.toSorted((a, b) => a.seq - b.seq),
        isBehind: isBehind(statement.sentences, drawn(bundle)),
      };
    },

    /** Throws AppError('conflict') before the approval, which the statement speaks of. */
    drawUp({ bundleId }: Parsed<'statements.drawUp'>, act: Act): Statement {
      const bundle = court.requireBundle(bundleId);
      const sentences = drawn(bundle);
      requireWitness(bundle, act);
      const newest = newestStatement(db, bundleId);
      const draft = newest?.state === 'draft' ? newest : null;
      const row = {
        ...(draft ?? {
          ...{ id: newId<StatementId>(), bundleId, proceedingsId: bundle.proceedings.id },
          ...{ witnessId: act.actor.id as PersonId, witness: act.actor.name },
        }),
        drawnUpAt: act.now(),
        sentences: drawnUpAgain(sentences, draft?.sentences ?? []),
      };
      return act.change(['court'], (tx) => {
        const number = draft?.number ?? nextStatementNumber(tx, row);
        const written = { ...row, number };
        if (draft === null) insertStatement(tx, written);
        else writeSentences(tx, draft.id, written);
        enterDraft(tx, bundle, {
          ...{ statementId: row.id, number, again: draft !== null, sentences: row.sentences.length },
          undecided: row.sentences.filter(({ mark }) => mark === 'undecided').length,
        });
        return plain({ ...written, state: 'draft', settledAt: null, documentId: null });
      });
    },

    mark({ statementId, sentenceId, mark }: Parsed<'statements.mark'>, act: Act): Statement {
      const found = requireDraft(statementId, act);
      const sentence = found.statement.sentences.find(({ id }) => id === sentenceId);
      if (sentence === undefined) throw noSuchSentence();
      const sentences = found.statement.sentences.map((each) => (each === sentence ? { ...each, mark } : each));
      const { text, seqs, own } = sentence;
      return change(found, { sentences, details: { sentenceId, mark, text, entries: seqs, own } }, act);
    },

    addWords({ statementId, sentenceId, text }: Parsed<'statements.addWords'>, act: Act): Statement {
      const found = requireDraft(statementId, act);
      const changed = withWords(found.statement.sentences, sentenceId, text);
      if (changed === null) throw noSuchSentence();
      const details = { sentenceId: changed.added, after: sentenceId, text, own: true };
      return change(found, { sentences: changed.sentences, details }, act);
    },

    /** Makes the paper for signing; it goes on every disc burned from now on. */
    async settle({ statementId }: Parsed<'statements.settle'>, act: Act): Promise<Statement> {
      const { statement, bundle } = requireDraft(statementId, act);
      const { sentences, number, witness } = statement;
      const undecided = sentences.filter(({ mark }) => mark === 'undecided').length;
      if (undecided > 0)
        throw new AppError(
          'conflict',
          `${undecided === 1 ? 'One sentence is' : `${undecided} sentences are`} still undecided. Confirm or strike out each; only then is there anything to sign.`,
        );
      const preparation = preparationOf(number, sentences);
      const facts = { ...assembly.facts(bundle), sentences: confirmedOf(sentences), preparation };
      const { caseId } = bundle.proceedings;
      const prepared = await documents.prepare(
        {
          ...{ kind: 'witness-statement', title: `Witness statement ${number} of ${witness}`, caseId },
          reference: bundle.number,
          render: (frame) => witnessStatement(facts, frame),
        },
        act,
      );
      const settledAt = act.now();
      try {
        act.change(['documents', 'court'], (tx) => {
          prepared.record(tx);
          attachDocument(tx, bundle.id, prepared.id);
          if (!settleStatement(tx, statement, { at: settledAt, documentId: prepared.id })) throw changedMeanwhile();
          const { id: documentId, sha256, witnessCode } = prepared;
          const { drawnUp, ...counts } = preparation;
          enterDraft(tx, bundle, { statementId, drawnUp, ...counts, documentId, sha256, witnessCode });
        });
      } catch (error) {
        await prepared.discard();
        throw error;
      }
      return plain({ ...statement, state: 'settled', settledAt, documentId: prepared.id });
    },
  };
}

const changedMeanwhile = (): AppError =>
  new AppError('conflict', 'The draft was changed while it was printed. Look at it again and settle it then.');

const plain = ({ proceedingsId: _proceedings, ...statement }: StoredStatement): Statement => statement;

/** Whether the record would now say something that is not in the statement: struck out counts as in it. */
const isBehind = (
  sentences: readonly StatementSentence[],
  drawnNow: readonly { readonly text: string; readonly seqs: readonly number[] }[],
): boolean => {
  const said = new Set(sentences.map(({ text, seqs }) => `${seqs.join()} ${text}`));
  return drawnNow.some(({ text, seqs }) => !said.has(`${seqs.join()} ${text}`));
};

export type StatementService = ReturnType<typeof createStatementService>;
