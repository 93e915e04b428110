import type { z } from 'zod';
import type { Parsed } from '../../shared/contract.ts';
import type { DisclosureSummary, Ending } from '../../shared/contract/disclosures.ts';
import type { Disc } from '../../shared/contract/court.ts';
import type { StillPrint } from '../../shared/contract/prints.ts';
import { AppError } from '../../shared/failure.ts';
import type { TransitId } from '../../shared/model.ts';
import type { Act, Details, Transaction } from '../acts.ts';
import type { CourtService } from '../court/court-service.ts';
import type { TransitService } from '../court/transit-service.ts';
import type { DiscService } from '../court/disc-service.ts';
import { type DocumentService, orDiscard, type PreparedDocument } from '../documents/document-service.ts';
import { freezeReport } from '../documents/freeze-report.ts';
import type { KeepingService } from '../retention/keeping-service.ts';
import type { PrintMovements } from '../stills/print-movement-service.ts';
import type { PrintService } from '../stills/print-service.ts';
import type { StillService } from '../stills/still-service.ts';
import { checkReceipt, CLASS_WORDS, handedTo, nextState } from './disclosure.ts';
import type { DisclosureService } from './disclosure-service.ts';
import { type DisclosureRow, stepDisclosure } from './disclosure-store.ts';
import { checkCopyGoes, checkItems, checkRecipient, speaksFor, type ReleasableDisc } from './release.ts';

export interface ReleasePorts {
  readonly disclosures: DisclosureService;
  readonly keeping: KeepingService;
  readonly documents: DocumentService;
  readonly court: CourtService;
  readonly discs: DiscService;
  readonly stills: StillService;
  readonly prints: PrintService;
  readonly printMovements: PrintMovements;
  readonly transits: Pick<TransitService, 'requireVerified'>;
  /** How many scanned papers were attached after this instant. */
  readonly papersSince: (disclosureId: string, after: string) => number;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  /** What was frozen past its day goes now (CoP 4.6). */
  readonly disposeAtOnce: () => void;
}

/** A print on its way out, with its receipt made. */
interface Leaving {
  readonly id: StillPrint['id'];
  record(tx: Transaction): Details;
  discard(): Promise<void>;
}

/** What leaves the house, the receipt for it, and the end of a request: then what it froze thaws (SC4, KE6). */
export function createReleaseService(ports: ReleasePorts) {
  const { disclosures, keeping, documents, court, discs, stills, prints, papersSince, stepUp, disposeAtOnce } = ports;
  const { require, summaryOf, subject, checkDay } = disclosures;

  const discOf = (id: Parsed<'disclosures.send'>['discIds'][number]): { disc: Disc; item: ReleasableDisc } => {
    const disc = discs.require(id);
    const { caseId } = court.requireBundle(disc.bundleId).proceedings;
    const { number, state, copy, whereNow, setId, setNumber, setSize } = disc;
    const releasedTo = disclosures.releasedTo(id, whereNow);
    const missingBeside = discs.missingBeside(disc);
    return {
      disc,
      item: { number, caseId, state, copy, whereNow, missingBeside, setId, setNumber, setSize, releasedTo },
    };
  };

  const copyOf = (id: TransitId) => {
    const copy = ports.transits.requireVerified(id);
    const { caseId } = court.requireBundle(copy.bundleId).proceedings;
    const { number, organisation } = copy;
    return { copy, item: { number, caseId, organisation, releasedUnder: disclosures.releasedUnder(id) } };
  };

  /** A closing that says why; the report of what was frozen is sealed with it. */
  const end = async (
    row: DisclosureRow,
    ending: Pick<z.output<typeof Ending>, 'how' | 'on' | 'note'>,
    act: Act,
  ): Promise<DisclosureSummary> => {
    const report = await prepareReport(row, ending, act);
    try {
      act.change(['disclosures', 'retention', 'documents'], (tx) => {
        const state = nextState(row.class, require(row.id).state, ending.how);
        if (keeping.touchedBy(row.id).length !== (report?.frozen ?? 0))
          throw new AppError('conflict', 'Something more was frozen just now. Close the request again.');
        report?.record(tx);
        const at = act.now();
        const thawed = keeping.thaw(tx, row.id, { at, reason: ending.note });
        stepDisclosure(tx, row, state, {
          ending: { ...ending, at, by: act.actor.name },
          ...(report === null ? {} : { freezeReportId: report.id }),
        });
        const told = report === null ? {} : { reportId: report.id, reportSha256: report.sha256 };
        tx.enter(subject(row).name, { ...subject(row).ids, ...ending, thawed, ...told });
      });
    } catch (error) {
      await report?.discard();
      throw error;
    }
    disposeAtOnce();
    return summaryOf(require(row.id));
  };

  const prepareReport = async (
    row: DisclosureRow,
    ending: Pick<z.output<typeof Ending>, 'on' | 'note'>,
    act: Act,
  ): Promise<(PreparedDocument & { readonly frozen: number }) | null> => {
    const frozen = keeping.touchedBy(row.id);
    if (frozen.length === 0) return null;
    const facts = {
      request: row.number,
      kind: CLASS_WORDS[row.class],
      receivedOn: row.receivedOn,
      endedBecause: ending.note,
      endedOn: ending.on,
      closedBy: act.actor.name,
      freezes: frozen,
    };
    const report = await documents.prepare(
      {
        kind: 'freeze-report',
        title: `Report of what ${row.number} froze`,
        reference: row.number,
        caseId: row.caseId,
        render: (frame) => freezeReport(facts, frame),
      },
      act,
    );
    return { ...report, frozen: frozen.length };
  };

  /** Each thing's own entry, so that it is part of that thing's story and of no other's. */
  const handOver = (
    tx: Transaction,
    row: DisclosureRow,
    { input, act, leaving }: { input: Parsed<'disclosures.send'>; act: Act; leaving: readonly Leaving[] },
  ): void => {
    const said = { disclosureId: row.id, request: row.number, recipient: input.recipient };
    const to = { organisation: input.recipientOrganisation, method: input.method, sentOn: input.sentOn };
    for (const id of input.discIds) {
      const { disc } = discOf(id);
      discs.handOver(tx, disc, {
        at: act.now(),
        to: handedTo(input),
        reason: `Released under request ${row.number}`,
        handedBy: act.actor.name,
        receivedBy: input.recipient,
      });
      const ids = { discId: id, bundleId: disc.bundleId, seal: disc.sealNumber };
      tx.enter(`disc ${disc.number}`, { ...said, ...to, ...ids, imageSha256: disc.imageSha256 });
    }
    for (const id of input.transitIds ?? []) {
      const { number, bundleId, sha256 } = copyOf(id).copy;
      tx.enter(`copy ${number}`, { ...said, ...to, transitId: id, bundleId, caseId: row.caseId, sha256 });
    }
    for (const { id, record } of leaving) {
      const print = prints.require(id);
      const exhibit = row.class === 'police' ? { exhibitReference: stills.asExhibit(tx, print.stillId) } : {};
      const still = stills.require(print.stillId);
      const goes = { ...to, printsBackOn: input.printsBackOn ?? null };
      const about = { ...prints.about(print, still), ...exhibit, sha256: print.mask?.sha256 ?? still.sha256 };
      tx.enter(`print ${print.number}`, { ...said, ...goes, ...about, ...record(tx) });
    }
  };

  /** Each print's receipt, before anything is entered. What was made for a release that does not come about is discarded. */
  const prepareLeaving = async (
    input: Parsed<'disclosures.send'>,
    row: DisclosureRow,
    act: Act,
  ): Promise<{ readonly each: readonly Leaving[]; discard(): Promise<void> }> => {
    const each: Leaving[] = [];
    const discard = async (): Promise<void> => {
      for (const { discard: one } of each) await one();
    };
    const { recipient: person, recipientOrganisation: organisation, printsBackOn: dueBackOn = null } = input;
    const to = { class: row.class, request: row.number, person, organisation, dueBackOn };
    try {
      for (const id of input.printIds) each.push({ id, ...(await ports.printMovements.release(id, to, act)) });
    } catch (error) {
      await discard();
      throw error;
    }
    return { each, discard };
  };

  return {
    /** Records what was handed over: existing discs and prints only, each with its hash (CoP 4.7, 4.11, 5.16). */
    async send(input: Parsed<'disclosures.send'>, act: Act): Promise<DisclosureSummary> {
      const row = require(input.disclosureId);
      nextState(row.class, row.state, 'send');
      checkDay(input.sentOn, row, act.now());
      if (input.receiptBy < input.sentOn)
        throw new AppError('invalid-input', 'The receipt cannot be due before anything was sent.');
      if (input.isEncrypted && input.passphraseRoute === undefined)
        throw new AppError('invalid-input', 'Say by which separate way the passphrase goes.');
      checkRecipient(speaksFor(row.request), input.recipientOrganisation);
      itemsOf(input, row);
      const leaving = await prepareLeaving(input, row, act);
      const record = (tx: Transaction): void => {
        const items = itemsOf(input, row);
        const {
          disclosureId: _,
          discIds,
          printIds,
          transitIds = [],
          passphraseRoute = null,
          conditions = null,
          ...said
        } = input;
        const { printsBackOn = null, ...sent } = said;
        const state = nextState(row.class, require(row.id).state, 'send');
        const release = { ...sent, passphraseRoute, conditions, items, at: act.now(), by: act.actor.name };
        stepDisclosure(tx, row, state, { release });
        handOver(tx, row, { input, act, leaving: leaving.each });
        const entered = { ...sent, printsBackOn, passphraseRoute, conditions, items, discIds, printIds, transitIds };
        tx.enter(subject(row).name, { ...subject(row).ids, ...entered });
      };
      await orDiscard(leaving, () => act.change(['disclosures', 'court', 'stills', 'documents'], record));
      return summaryOf(require(row.id));
    },

    /** The signed receipt came back: the request is closed and what it froze thaws. */
    async receipt({ disclosureId, on, note }: Parsed<'disclosures.receipt'>, act: Act): Promise<DisclosureSummary> {
      const row = require(disclosureId);
      nextState(row.class, row.state, 'receipt');
      checkDay(on, row, act.now());
      checkReceipt(row.class, row.release === null ? 0 : papersSince(row.id, row.release.at));
      return end(row, { how: 'receipt', on, note }, act);
    },

    async close(input: Parsed<'disclosures.close'>, act: Act): Promise<DisclosureSummary> {
      const { disclosureId, how, on, note, password } = input;
      const row = require(disclosureId);
      nextState(row.class, row.state, how);
      checkDay(on, row, act.now());
      await stepUp(act, password);
      return end(row, { how, on, note }, act);
    },
  };

  function itemsOf(input: Parsed<'disclosures.send'>, row: DisclosureRow) {
    const sendDiscs = [...new Set(input.discIds)].map((id) => ({ id, ...discOf(id) }));
    const sendPrints = [...new Set(input.printIds)].map((id) => {
      const print = prints.require(id);
      return { print, still: stills.require(print.stillId) };
    });
    const transitIds = input.transitIds ?? [];
    const sendCopies = [...new Set(transitIds)].map((id) => ({ id, ...copyOf(id) }));
    const sent = [sendDiscs, sendPrints, sendCopies].map(({ length }) => length);
    if (sent.join() !== [input.discIds, input.printIds, transitIds].map(({ length }) => length).join())
      throw new AppError('invalid-input', 'An item is chosen twice.');
    checkItems(row, {
      discs: sendDiscs.map(({ item }) => item),
      prints: sendPrints.map(({ print: { number, caseId }, still: { state } }) => ({ number, caseId, state })),
      copies: sendCopies.map(({ item }) => item),
    });
    checkCopyGoes(
      sendCopies.map(({ item }) => item),
      { to: input.recipientOrganisation, isEncrypted: input.isEncrypted },
    );
    return [
      ...sendDiscs.map(({ id, disc }) => ({
        kind: 'disc' as const,
        id,
        number: disc.number,
        sha256: hashOf(disc.imageSha256),
      })),
      ...sendCopies.map(({ id, copy: { number, sha256 } }) => ({ kind: 'copy' as const, id, number, sha256 })),
      ...sendPrints.map(({ print, still }) => ({
        ...{ kind: 'still' as const, id: still.id, number: still.number, print: print.number },
        sha256: hashOf(print.mask?.sha256 ?? still.sha256),
      })),
    ];
  }
}

function hashOf(sha256: string | null): string {
  if (sha256 === null) throw new Error('an item of a release without a hash');
  return sha256;
}

export type ReleaseService = ReturnType<typeof createReleaseService>;
