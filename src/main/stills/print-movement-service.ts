import type { Output, Parsed } from '../../shared/contract.ts';
import type { Bundle } from '../../shared/contract/court.ts';
import type { DisclosureClass } from '../../shared/contract/disclosures.ts';
import type { PrintAuthority, PrintMovement, PrintTaker, StillPrint } from '../../shared/contract/prints.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId, DocumentId } from '../../shared/model.ts';
import type { Act, Details, Transaction } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { type DocumentService, orDiscard } from '../documents/document-service.ts';
import { printReceipt } from '../documents/print-receipt.ts';
import { londonDay } from '../time.ts';
import { checkDueBack, checkSignOut, nextPrintState } from './print.ts';
import { authoritiesOf, type CaseRequest } from './print-authorities.ts';
import { requireAuthority, TAKER_OF } from './print-authority.ts';
import type { PrintService } from './print-service.ts';
import { listMovements, movePrint, signReceipt } from './print-store.ts';
import { checkIssuable } from './still.ts';
import type { StillService } from './still-service.ts';

export interface PrintMovementPorts {
  readonly db: ReadDb;
  readonly prints: PrintService;
  readonly stills: StillService;
  readonly documents: DocumentService;
  /** What was asked for under Disclosures, and the bundles for court, of a case. */
  readonly requests: (caseId: CaseId) => readonly CaseRequest[];
  readonly bundles: (caseId: CaseId) => readonly Bundle[];
}

type Out = Pick<PrintMovement, 'person' | 'organisation' | 'reason' | 'dueBackOn' | 'authority'> & {
  readonly taker: PrintTaker;
};
/** A print on its way out under a release: its receipt is made, and nothing is entered yet. */
export interface LeavingPrint {
  /** Throws when the print or its still has changed meanwhile. Answers what the entry says of the receipt. */
  record(tx: Transaction): Details;
  discard(): Promise<void>;
}

/** Prints signed out against their authority, and in again (ST4; CoP 5.13-5.16). */
export function createPrintMovements({ db, prints, stills, documents, requests, bundles }: PrintMovementPorts) {
  const { require, about, told } = prints;
  const authorities = (print: StillPrint): PrintAuthority[] => {
    const still = stills.require(print.stillId);
    const shown = print.mask?.sha256 ?? still.sha256;
    return authoritiesOf(still, shown, { requests: requests(print.caseId), bundles: bundles(print.caseId) });
  };

  /** The receipt, and what enters the movement together with it. */
  const prepareOut = async (
    print: StillPrint,
    out: Out,
    act: Act,
  ): Promise<LeavingPrint & { readonly receiptId: DocumentId }> => {
    const still = stills.require(print.stillId);
    const facts = {
      ...out,
      number: print.number,
      mask: print.mask,
      still,
      handedAt: act.now(),
      handedBy: act.actor.name,
    };
    const kind = { kind: 'print-receipt' as const, title: `Receipt for print ${print.number}` };
    const receipt = await documents.prepare(
      {
        ...{ ...kind, reference: print.number, caseId: still.caseId },
        render: (frame) => printReceipt(facts, frame),
      },
      act,
    );
    return {
      receiptId: receipt.id,
      discard: receipt.discard,
      record(tx) {
        const state = nextPrintState(require(print.id), 'sign-out');
        receipt.record(tx);
        const entered = { at: act.now(), recordedBy: act.actor.name, receiptId: receipt.id };
        movePrint(
          tx,
          print,
          { state, whereNow: `${out.person}, ${out.organisation}` },
          { way: 'out', ...out, ...entered },
        );
        return told(receipt);
      },
    };
  };

  return {
    authorities: ({ printId }: Parsed<'prints.authorities'>): PrintAuthority[] => authorities(require(printId)),

    /** Out of the cabinet into somebody's hands, who answer for it from then on; the receipt is made with it. */
    async signOut(input: Parsed<'prints.signOut'>, act: Act): Promise<Output<'prints.signOut'>> {
      const { printId, taker, person, organisation, reason, authority: chosen = null, dueBackOn = null } = input;
      const print = require(printId);
      nextPrintState(print, 'sign-out');
      const check = (): PrintAuthority | null => {
        const still = stills.require(print.stillId);
        checkSignOut(still, { taker, dueBackOn }, londonDay(act.now()));
        return requireAuthority({ taker, organisation, authority: chosen }, authorities(print));
      };
      const found = check();
      const authority = found === null ? null : `${found.number}, ${found.words}`;
      const leaving = await prepareOut(print, { taker, person, organisation, reason, dueBackOn, authority }, act);
      await orDiscard(leaving, () =>
        act.change(['stills', 'documents'], (tx) => {
          check(); // what it goes out on may have been closed while the receipt was made
          const receipt = leaving.record(tx);
          const to = { way: 'out', taker, person, organisation, reason, dueBackOn, authority };
          const on = chosen === null ? {} : { authorityKind: chosen.kind, authorityId: chosen.id };
          tx.enter(`print ${print.number}`, { ...about(print), from: print.whereNow, ...to, ...on, ...receipt });
        }),
      );
      return { print: require(printId), receiptId: leaving.receiptId };
    },

    /** A print that a granted request releases: signed out with the release, in its change (CoP 4.11, 5.16). */
    async release(
      printId: StillPrint['id'],
      to: { readonly class: DisclosureClass; readonly request: string } & Omit<Out, 'taker' | 'authority' | 'reason'>,
      act: Act,
    ): Promise<LeavingPrint> {
      const print = require(printId);
      const { class: kind, request, person, organisation, dueBackOn } = to;
      const taker = TAKER_OF[kind];
      const check = (): void => {
        checkIssuable(stills.require(print.stillId));
        nextPrintState(require(printId), 'sign-out');
        checkDueBack(taker, dueBackOn, londonDay(act.now()));
      };
      check();
      const [authority, reason] = [`${request}, released to ${organisation}`, `Released under request ${request}`];
      const leaving = await prepareOut(print, { taker, person, organisation, dueBackOn, authority, reason }, act);
      return {
        discard: leaving.discard,
        record(tx) {
          check();
          return leaving.record(tx);
        },
      };
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
        tx.enter(`print ${print.number}`, { ...about(print), ...said });
      });
      return require(printId);
    },

    /** Back into the locked cabinet, of a withdrawn still too. */
    signIn({ printId, person, organisation, cabinetPlace }: Parsed<'prints.signIn'>, act: Act): StillPrint {
      const print = require(printId);
      const state = nextPrintState(print, 'sign-in');
      act.change(['stills'], (tx) => {
        const move = { way: 'in' as const, taker: null, authority: null, person, organisation, reason: cabinetPlace };
        const entered = { ...move, dueBackOn: null, at: act.now(), recordedBy: act.actor.name, receiptId: null };
        movePrint(tx, print, { state, whereNow: cabinetPlace }, entered);
        const said = { from: print.whereNow, wasDueOn: print.dueBackOn, broughtBy: person, organisation, cabinetPlace };
        tx.enter(`print ${print.number}`, { ...about(print), ...said });
      });
      return require(printId);
    },
  };
}

export type PrintMovements = ReturnType<typeof createPrintMovements>;
