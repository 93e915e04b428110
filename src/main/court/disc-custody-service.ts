import type { Output, Parsed } from '../../shared/contract.ts';
import type { Disc } from '../../shared/contract/court.ts';
import { AppError } from '../../shared/failure.ts';
import type { DiscId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { discDestruction } from '../documents/disc-destruction.ts';
import { discReceipt } from '../documents/disc-receipt.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { londonDay } from '../time.ts';
import type { CourtService } from './court-service.ts';
import { findDisc } from './court-store.ts';
import type { DiscSets } from './disc-set-service.ts';
import { refuseIncomplete } from './disc-set-rules.ts';
import {
  attachReceipt,
  destroyDisc,
  insertMovement,
  listDiscsOut,
  listMovements,
  listUnsignedReceipts,
  signReceipt,
} from './disc-custody-store.ts';

export interface CustodyPorts {
  readonly db: ReadDb;
  readonly court: CourtService;
  readonly documents: DocumentService;
  readonly sets: DiscSets;
}

const METHODS = {
  shredded: 'Shredded in a shredder for discs',
  broken: 'Broken into pieces by hand',
  contractor: 'By a contractor, whose certificate is kept with this one',
} as const;

/** Where each disc is, who had it in hand, and how it ended (CO4, CoP 3.10). */
export function createDiscCustody({ db, court, documents, sets }: CustodyPorts) {
  const requireDisc = (id: DiscId): Disc => {
    const found = findDisc(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such disc.');
    return found;
  };
  const requireMovement = (disc: Disc): Output<'discs.movements'>[number] => {
    const [last] = listMovements(db, disc.id);
    if (last === undefined)
      throw new AppError('conflict', `${disc.number} has not been handed to anybody yet. Record a move first.`);
    return last;
  };

  return {
    discsOut: () => listDiscsOut(db),
    incompleteSets: sets.incomplete,
    unsignedReceipts: () => listUnsignedReceipts(db),
    movements: ({ discId }: Parsed<'discs.movements'>): Output<'discs.movements'> => listMovements(db, discId),

    /** Every movement with both hands and the seal: where it is now is always the last one. */
    move({ discId, to, dueBackOn, staysInHouse = false, ...move }: Parsed<'discs.move'>, act: Act): Disc {
      const disc = requireDisc(discId);
      if (disc.state !== 'verified')
        throw new AppError('conflict', `${disc.number} is not a verified disc and must not be handed on.`);
      if (dueBackOn !== undefined && dueBackOn < londonDay(act.now()))
        throw new AppError('invalid-input', 'The day the disc is due back lies in the past.');
      if (staysInHouse && dueBackOn !== undefined)
        throw new AppError('invalid-input', 'A disc that stays in the house is not due back: leave the day empty.');
      if (!staysInHouse) refuseIncomplete(disc.number, sets.missingBeside(disc));
      act.change(['court'], (tx) => {
        const entered = { ...move, at: act.now(), movedFrom: disc.whereNow, movedTo: to, dueBackOn: dueBackOn ?? null };
        insertMovement(tx, discId, entered);
        tx.enter(`disc ${disc.number}`, {
          discId,
          bundleId: disc.bundleId,
          from: disc.whereNow,
          to,
          dueBackOn: dueBackOn ?? null,
          ...(staysInHouse ? { staysInHouse } : {}),
          reason: move.reason,
          sealBefore: disc.sealNumber,
          seal: move.sealNumber,
          handedBy: move.handedBy,
          receivedBy: move.receivedBy,
        });
      });
      return requireDisc(discId);
    },

    /** The sheet whoever has the disc now signs. Until it is back signed, it is chased on Today. */
    async receipt({ discId }: Parsed<'discs.receipt'>, act: Act): Promise<Output<'discs.receipt'>> {
      const disc = requireDisc(discId);
      const { id, at, movedTo, reason, sealNumber, handedBy, receivedBy } = requireMovement(disc);
      const { proceedings } = court.requireBundle(disc.bundleId);
      const facts = {
        ...{ discNumber: disc.number, copy: disc.copy, bundleNumber: disc.bundleNumber, imageSha256: disc.imageSha256 },
        ...{ proceedings, movedAt: at, to: movedTo, reason, sealNumber, handedBy, receivedBy },
      };
      const prepared = await documents.prepare(
        {
          ...{ kind: 'disc-receipt', title: `Receipt for disc ${disc.number}`, reference: disc.number },
          caseId: proceedings.caseId,
          render: (frame) => discReceipt(facts, frame),
        },
        act,
      );
      act.change(['court', 'documents'], (tx) => {
        prepared.record(tx);
        attachReceipt(tx, id, prepared.id);
        const { id: documentId, sha256, witnessCode } = prepared;
        tx.enter(`disc ${disc.number}`, { discId, documentId, sha256, witnessCode, to: movedTo });
      });
      return { documentId: prepared.id };
    },

    /** The signed receipt has come back. */
    receiptSigned({ discId, signedOn }: Parsed<'discs.receiptSigned'>, act: Act): null {
      const disc = requireDisc(discId);
      const { id, receiptId, receiptSignedOn, movedTo } = requireMovement(disc);
      if (receiptId === null)
        throw new AppError('conflict', `No receipt was made for the last move of ${disc.number}. Make one first.`);
      if (receiptSignedOn !== null) throw new AppError('conflict', 'That receipt is entered as signed already.');
      if (signedOn > londonDay(act.now())) throw new AppError('invalid-input', 'The day of signing lies ahead.');
      act.change(['court'], (tx) => {
        signReceipt(tx, id, signedOn);
        tx.enter(`disc ${disc.number}`, { discId, documentId: receiptId, signedOn, to: movedTo });
      });
      return null;
    },

    /** Destroys a disc on paper after it was destroyed in hand: certificate, register and ledger in one change. */
    async destroy(input: Parsed<'discs.destroy'>, act: Act): Promise<Output<'discs.destroy'>> {
      const { discId, method, place, witnessedBy, why } = input;
      const disc = requireDisc(discId);
      const gone = (): AppError =>
        new AppError('conflict', `${disc.number} is not a disc that can be destroyed: it is ${disc.state}.`);
      if (disc.state !== 'verified' && disc.state !== 'spoiled') throw gone();
      if (witnessedBy.toLowerCase() === act.actor.name.toLowerCase())
        throw new AppError('clause', 'A second person must witness the destruction.', { clause: '4.6' });
      const bundle = court.requireBundle(disc.bundleId);
      const at = act.now();
      const facts = {
        ...{ discNumber: disc.number, copy: disc.copy, bundleNumber: disc.bundleNumber, imageSha256: disc.imageSha256 },
        ...{ exhibits: bundle.exhibits, proceedings: bundle.proceedings, why, place, witnessedBy },
        ...{ method: METHODS[method], destroyedAt: at, destroyedBy: act.actor.name },
      };
      const prepared = await documents.prepare(
        {
          ...{ kind: 'disc-destruction', title: `Destruction of disc ${disc.number}`, reference: disc.number },
          caseId: bundle.proceedings.caseId,
          render: (frame) => discDestruction(facts, frame),
        },
        act,
      );
      try {
        act.change(['court', 'documents'], (tx) => {
          prepared.record(tx);
          const how = { at, method, place, witnessedBy, destroyedBy: act.actor.name, certificateId: prepared.id };
          if (!destroyDisc(tx, discId, { ...how, whereNow: 'Destroyed' })) throw gone();
          const { id: documentId, sha256, witnessCode } = prepared;
          const about = { discId, bundleId: disc.bundleId, why, method, place, witnessedBy, from: disc.whereNow };
          tx.enter(`disc ${disc.number}`, { ...about, documentId, sha256, witnessCode });
        });
      } catch (error) {
        await prepared.discard();
        throw error;
      }
      return { documentId: prepared.id };
    },
  };
}

export type DiscCustody = ReturnType<typeof createDiscCustody>;
