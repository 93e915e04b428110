import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { DisposalId, ObjectId, Person } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { disposalRegister } from '../documents/disposal-register.ts';
import type { DocumentService } from '../documents/document-service.ts';
import {
  type DisposalRow,
  findDisposal,
  insertSignature,
  listDisposals,
  listDisposalStandings,
} from './disposal-store.ts';
import { checkWitness, isWitnessed, mayWitness, witnessOf } from './witness.ts';

export interface WitnessPorts {
  readonly db: ReadDb;
  readonly documents: DocumentService;
  readonly person: () => Person;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  /** Throws AppError('integrity') when something that was disposed of can still be opened. */
  readonly confirmGone: (id: ObjectId) => Promise<void>;
}

/** The register of disposals: who looked that what was destroyed is gone (CoP 4.6; domain.md §5.9). */
export function createWitnessService({ db, documents, person, stepUp, confirmGone }: WitnessPorts) {
  const require = (id: DisposalId): DisposalRow => {
    const row = findDisposal(db, id);
    if (row === null) throw new AppError('not-found', 'There is no such disposal.');
    return row;
  };

  return {
    list: (): Output<'disposals.list'> =>
      listDisposals(db).map((row) => ({
        ...row,
        witnessedBy: witnessOf(row),
        mayWitness: mayWitness(row, person()),
      })),
    /** How many wait for the signature of the person signed in. */
    waiting: (): number => listDisposalStandings(db).filter((row) => mayWitness(row, person())).length,

    /** The application looks again, and the person signs: each certificate by itself, all of them or none. */
    async witness(
      { disposalIds, password }: Parsed<'disposals.witness'>,
      act: Act,
    ): Promise<Output<'disposals.witness'>> {
      const ids = [...new Set(disposalIds)];
      const rows = ids.map(require);
      for (const row of rows) checkWitness(row, act.actor);
      await stepUp(act, password);
      for (const id of rows.flatMap(({ objects }) => objects)) await confirmGone(id);
      act.change(['retention'], (tx) => {
        for (const row of rows) {
          checkWitness(require(row.id), act.actor); // the button may have been pressed twice
          insertSignature(tx, { disposalId: row.id, personId: act.actor.id, name: act.actor.name, at: act.now() });
          tx.enter(`disposal ${row.number}`, {
            disposalId: row.id,
            recordingId: row.recordingId,
            doneBy: row.doneBy,
            before: row.signatures.map(({ name }) => name),
            checked: 'no file is left and nothing opens it',
          });
        }
      });
      return { signed: ids.length, complete: ids.filter((id) => isWitnessed(require(id))).length };
    },

    /** Everything ever disposed of, on one sheet. */
    async report(_input: Parsed<'disposals.report'>, act: Act): Promise<Output<'disposals.report'>> {
      const rows = listDisposals(db).toReversed();
      const documentId = await documents.make(
        {
          kind: 'disposal-register',
          title: 'Register of disposals',
          reference: 'disposals',
          caseId: null,
          render: (frame) =>
            disposalRegister({ disposals: rows.map((row) => ({ ...row, witnessedBy: witnessOf(row) })) }, frame),
        },
        act,
      );
      return { documentId };
    },
  };
}

export type WitnessService = ReturnType<typeof createWitnessService>;
