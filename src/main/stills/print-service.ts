import type { Output, Parsed } from '../../shared/contract.ts';
import type { StillPrint } from '../../shared/contract/prints.ts';
import { AppError } from '../../shared/failure.ts';
import type { PrintId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { type DocumentService, orDiscard, type PreparedDocument } from '../documents/document-service.ts';
import { printDestruction } from '../documents/print-destruction.ts';
import { printReceipt } from '../documents/print-receipt.ts';
import { newId } from '../platform/ids.ts';
import { londonDay } from '../time.ts';
import { checkSignOut, checkWitness, nextPrintState } from './print.ts';
import {
  destroyPrint,
  findPrint,
  insertPrint,
  listMovements,
  listPrints,
  listPrintsDue,
  listUnsignedReceipts,
  movePrint,
  nextOrdinal,
  signReceipt,
} from './print-store.ts';
import { checkIssuable } from './still.ts';
import type { StillService } from './still-service.ts';
import type { StillSheets } from './still-sheet-service.ts';
import type { StillRow } from './still-store.ts';

export interface PrintPorts {
  readonly db: ReadDb;
  readonly stills: StillService;
  readonly sheets: StillSheets;
  readonly documents: DocumentService;
}

const METHODS = {
  shredded: 'Shredded',
  torn: 'Torn up by hand and put into confidential waste',
  contractor: 'By a contractor, whose certificate is kept with this one',
} as const;

/** Numbered prints of countersigned stills: made, signed out and in, destroyed (ST4, CoP 5.15, 5.16). */
export function createPrintService({ db, stills, sheets, documents }: PrintPorts) {
  const require = (id: PrintId): StillPrint => {
    const found = findPrint(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such print.');
    return found;
  };
  const about = (print: StillPrint, still: StillRow) => ({
    ...{ printId: print.id, print: print.number, ...stills.subject(still).ids },
    ...(still.exhibitReference === null ? {} : { exhibitReference: still.exhibitReference }),
  });
  const told = ({ id: documentId, sha256, witnessCode }: PreparedDocument) => ({ documentId, sha256, witnessCode });

  return {
    list: ({ stillId }: Parsed<'prints.list'>): Output<'prints.list'> => listPrints(db, stillId ?? null),
    due: (): StillPrint[] => listPrintsDue(db),
    unsignedReceipts: () => listUnsignedReceipts(db),
    movements: ({ printId }: Parsed<'prints.movements'>): Output<'prints.movements'> =>
      listMovements(db, require(printId).id),

    /** A further print; its sheet carries its number. It lies in the cabinet until it is signed out. */
    async make({ stillId, reason }: Parsed<'prints.make'>, act: Act): Promise<StillPrint> {
      const row = stills.require(stillId);
      checkIssuable(row);
      const ordinal = nextOrdinal(db, stillId);
      const id = newId<PrintId>();
      const { countersignedBy, countersignedAt, cabinetPlace } = row;
      if (countersignedBy === null || countersignedAt === null || cabinetPlace === null)
        throw new Error('a countersigned still without its countersignature');
      const number = `${row.number}/${String(ordinal)}`;
      const print = { countersignedBy, countersignedAt, cabinetPlace, printNumber: number, issuedFor: reason };
      const sheet = await sheets.prepare(row, print, act);
      await orDiscard(sheet, () =>
        act.change(['stills', 'documents'], (tx) => {
          checkIssuable(stills.require(stillId));
          if (nextOrdinal(tx, stillId) !== ordinal)
            throw new AppError('conflict', `Print ${number} was made just now. Ask for another if it is needed.`);
          sheet.record(tx);
          const made = { madeAt: act.now(), madeBy: act.actor.name, sheetId: sheet.id };
          insertPrint(tx, { id, stillId, ordinal, reason, whereNow: cabinetPlace, ...made });
          tx.enter(`print ${number}`, {
            ...about(require(id), row),
            reason,
            pictureSha256: row.sha256,
            ...told(sheet),
          });
        }),
      );
      return require(id);
    },

    /** Out of the cabinet into somebody's hands, who answer for it from then on; the receipt is made with it. */
    async signOut(input: Parsed<'prints.signOut'>, act: Act): Promise<Output<'prints.signOut'>> {
      const { printId, taker, person, organisation, reason, dueBackOn = null } = input;
      const print = require(printId);
      nextPrintState(print, 'sign-out');
      const still = stills.require(print.stillId);
      const check = (): void => checkSignOut(stills.require(print.stillId), { taker, dueBackOn }, londonDay(act.now()));
      check();
      const facts = { ...input, dueBackOn, number: print.number, still, handedAt: act.now(), handedBy: act.actor.name };
      const receipt = await documents.prepare(
        {
          ...{ kind: 'print-receipt', title: `Receipt for print ${print.number}`, reference: print.number },
          caseId: still.caseId,
          render: (frame) => printReceipt(facts, frame),
        },
        act,
      );
      await orDiscard(receipt, () =>
        act.change(['stills', 'documents'], (tx) => {
          check();
          const state = nextPrintState(require(printId), 'sign-out');
          receipt.record(tx);
          const move = { way: 'out' as const, taker, person, organisation, reason, dueBackOn };
          const entered = { ...move, at: act.now(), recordedBy: act.actor.name, receiptId: receipt.id };
          movePrint(tx, print, { state, whereNow: `${person}, ${organisation}` }, entered);
          tx.enter(`print ${print.number}`, {
            ...about(print, still),
            from: print.whereNow,
            ...move,
            ...told(receipt),
          });
        }),
      );
      return { print: require(printId), receiptId: receipt.id };
    },

    /** The signed receipt has come back. */
    receiptSigned({ printId, signedOn }: Parsed<'prints.receiptSigned'>, act: Act): StillPrint {
      const print = require(printId);
      const [last] = listMovements(db, printId);
      if (print.state !== 'out' || last === undefined)
        throw new AppError('conflict', `Print ${print.number} is not signed out; there is no receipt to come back.`);
      if (last.receiptSignedOn !== null) throw new AppError('conflict', 'That receipt is entered as signed already.');
      const today = londonDay(act.now());
      if (signedOn > today || signedOn < londonDay(last.at))
        throw new AppError('invalid-input', 'The receipt was signed between the day the print went out and today.');
      act.change(['stills'], (tx) => {
        signReceipt(tx, last.id, signedOn);
        const said = { documentId: last.receiptId, signedOn, person: last.person };
        tx.enter(`print ${print.number}`, { ...about(print, stills.require(print.stillId)), ...said });
      });
      return require(printId);
    },

    /** Back into the locked cabinet, of a withdrawn still too. */
    signIn({ printId, person, organisation, cabinetPlace }: Parsed<'prints.signIn'>, act: Act): StillPrint {
      const print = require(printId);
      const state = nextPrintState(print, 'sign-in');
      act.change(['stills'], (tx) => {
        const move = { way: 'in' as const, taker: null, person, organisation, reason: cabinetPlace, dueBackOn: null };
        const entered = { ...move, at: act.now(), recordedBy: act.actor.name, receiptId: null };
        movePrint(tx, print, { state, whereNow: cabinetPlace }, entered);
        const said = { from: print.whereNow, wasDueOn: print.dueBackOn, broughtBy: person, organisation, cabinetPlace };
        tx.enter(`print ${print.number}`, { ...about(print, stills.require(print.stillId)), ...said });
      });
      return require(printId);
    },

    /** Destroys a print on paper after it was destroyed in hand: certificate, register and ledger in one change. */
    async destroy(input: Parsed<'prints.destroy'>, act: Act): Promise<Output<'prints.destroy'>> {
      const { printId, why, method, place, witnessedBy } = input;
      const print = require(printId);
      nextPrintState(print, 'destroy');
      checkWitness(witnessedBy, act.actor.name);
      const still = stills.require(print.stillId);
      const how = { why, place, witnessedBy, at: act.now(), by: act.actor.name };
      const facts = { ...how, number: print.number, still, method: METHODS[method] };
      const certificate = await documents.prepare(
        {
          ...{ kind: 'print-destruction', title: `Destruction of print ${print.number}`, reference: print.number },
          caseId: still.caseId,
          render: (frame) => printDestruction(facts, frame),
        },
        act,
      );
      await orDiscard(certificate, () =>
        act.change(['stills', 'documents'], (tx) => {
          nextPrintState(require(printId), 'destroy');
          certificate.record(tx);
          destroyPrint(tx, printId, { ...how, method, certificateId: certificate.id });
          const said = { why, method, place, witnessedBy, from: print.whereNow };
          tx.enter(`print ${print.number}`, { ...about(print, still), ...said, ...told(certificate) });
        }),
      );
      return { documentId: certificate.id };
    },
  };
}

export type PrintService = ReturnType<typeof createPrintService>;
