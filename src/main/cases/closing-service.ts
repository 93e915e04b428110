import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { CaseId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { addDays, londonDay } from '../time.ts';
import type { CaseService } from './case-service.ts';
import type { KeptDue } from './closing-due.ts';
import { closeCase, findKeptLook, insertKeptReview, listKeptLooks } from './case-store.ts';
import { blockersOf, checkKept } from './closing.ts';

type Of<Row> = (about: { caseId?: CaseId }) => Row;

export interface ClosingPorts {
  readonly db: ReadDb;
  readonly clock: Clock;
  /** Days after which what stayed is looked through again; null for never (a setting, for the code names no period). */
  readonly keptReviewDays: () => number | null;
  readonly cases: CaseService;
  readonly holds: Of<Output<'holds.list'>>;
  readonly requests: Of<Output<'disclosures.list'>>;
  readonly bundles: Of<Output<'bundles.list'>>;
  readonly discs: Of<Output<'discs.list'>>;
  readonly copies: Of<Output<'transits.list'>>;
  readonly stills: Of<Output<'stills.list'>>;
  readonly masks: () => readonly { readonly number: string; readonly caseId: string; readonly state: string }[];
  readonly prints: (caseId: CaseId) => Output<'prints.list'>;
  /** On paper. */
  readonly contactSheets: (caseId: CaseId) => readonly { readonly id: string; readonly title: string }[];
  readonly recordings: Of<Output<'recordings.list'>>;
  readonly retrievals: Of<Output<'retrievals.list'>>;
  readonly deployments: Of<Output<'deployments.list'>>;
}

/** The end of a case: the customer is asked, and everything that is still kept is looked through (CoP 4.6, 4.7, 6.7). */
export function createClosingService(ports: ClosingPorts) {
  const { cases } = ports;
  const reviewOf = (caseId: CaseId): Output<'cases.closingReview'> => {
    const about = { caseId };
    const stills = ports.stills(about);
    const discs = ports.discs(about).filter(({ state }) => state !== 'destroyed' && state !== 'not-written');
    const copies = ports.copies(about);
    const [holds, requests, bundles] = [ports.holds(about), ports.requests(about), ports.bundles(about)];
    const [retrievals, deployments] = [ports.retrievals(about), ports.deployments(about)];
    const masks = ports.masks().filter((mask) => mask.caseId === caseId);
    const reasons = new Map(findKeptLook(ports.db, caseId)?.kept.map(({ id, because }) => [id, because]));
    const unretrieved = cases.unretrieved().filter((incident) => incident.caseId === caseId);
    return {
      blockers: blockersOf({ holds, requests, bundles, copies, stills, masks, unretrieved, retrievals, deployments }),
      items: [
        ...discs.map(({ id, number, whereNow }) => ({ kind: 'disc' as const, id, number, where: whereNow })),
        ...copies
          .filter(({ state }) => state === 'verified')
          .map(({ id, number, recipient, organisation }) => {
            return { kind: 'copy' as const, id, number, where: `${recipient}, ${organisation}` };
          }),
        ...leftOfPrints(ports.prints(caseId), stills),
        ...ports.contactSheets(caseId).map(({ id, title }) => {
          return { kind: 'contact-sheet' as const, id, number: title, where: 'on paper, in the locked cabinet' };
        }),
        ...stills
          .filter(({ state }) => state === 'countersigned')
          .map(({ id, number, cabinetPlace }) => ({ kind: 'still' as const, id, number, where: cabinetPlace ?? '' })),
      ].map((item) => ({ ...item, stayedBecause: reasons.get(item.id) ?? null })),
      recordings: ports
        .recordings(about)
        .filter(({ state }) => state !== 'disposed')
        .map(({ number, retentionDeadline }) => ({ number, deadline: retentionDeadline })),
    };
  };

  return {
    review: ({ caseId }: Parsed<'cases.closingReview'>): Output<'cases.closingReview'> =>
      reviewOf(cases.require(caseId).id),

    close({ caseId, evaluation, kept, outcome }: Parsed<'cases.close'>, act: Act): Output<'cases.close'> {
      const found = cases.requireOpen(caseId);
      act.change(['cases'], (tx) => {
        const { blockers, items, recordings } = reviewOf(caseId);
        const [first] = blockers;
        if (first !== undefined) throw new AppError('clause', `The case cannot close yet. ${first}`, { clause: '4.6' });
        checkKept(items, kept);
        const closing = { at: act.now(), by: act.actor.name, evaluation, kept, outcome };
        if (!closeCase(tx, caseId, closing))
          throw new AppError('conflict', `Case ${found.reactRef} is closed already.`);
        tx.enter(`case ${found.reactRef}`, { caseId, evaluation, kept, outcome, footageOnItsOwnDay: recordings });
      });
      return cases.require(caseId);
    },

    reviewKept({ caseId, kept }: Parsed<'cases.reviewKept'>, act: Act): Output<'cases.reviewKept'> {
      const { reactRef, closedAt } = cases.require(caseId);
      if (closedAt === null)
        throw new AppError('conflict', `Case ${reactRef} is open. What stays of it is looked through when it closes.`);
      act.change(['cases'], (tx) => {
        checkKept(reviewOf(caseId).items, kept);
        insertKeptReview(tx, { id: newId<string>(), caseId, at: act.now(), by: act.actor.name, kept });
        tx.enter(`case ${reactRef}`, { caseId, kept });
      });
      return cases.require(caseId);
    },

    /** Closed cases of which something stayed and which are to be looked through again, with the day of that. */
    due(until: string): KeptDue[] {
      const days = ports.keptReviewDays();
      if (days === null) return [];
      return listKeptLooks(ports.db, ports.clock.now())
        .map(({ at, caseId, reactRef }) => ({ caseId, reactRef, on: addDays(londonDay(at), days) }))
        .filter(({ on }) => on <= until)
        .map((each) => ({ ...each, things: reviewOf(each.caseId).items.length }))
        .filter(({ things }) => things > 0); // what was destroyed since asks for nothing
    },
  };
}

/** Prints somebody still has or lost, and those in the cabinet whose still was withdrawn; the rest lies there with its still. */
function leftOfPrints(prints: Output<'prints.list'>, stills: Output<'stills.list'>) {
  const withdrawn = new Set(stills.filter(({ state }) => state === 'withdrawn').map(({ id }) => id));
  return prints
    .filter(
      ({ state, stillId }) => state === 'out' || state === 'lost' || (state === 'in-cabinet' && withdrawn.has(stillId)),
    )
    .map(({ id, number, whereNow }) => ({ kind: 'print' as const, id, number, where: whereNow }));
}

export type ClosingService = ReturnType<typeof createClosingService>;
