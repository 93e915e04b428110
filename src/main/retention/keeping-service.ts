import type { Output, Parsed } from '../../shared/contract.ts';
import type { Freeze } from '../../shared/contract/retention.ts';
import type { CaseId, DisclosureId, RecordingId } from '../../shared/model.ts';
import type { Transaction } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import { newId } from '../platform/ids.ts';
import {
  findFootage,
  type FootageRow,
  type FreezeRow,
  insertFreeze,
  listFootage,
  listFreezes,
  listFreezesOf,
  listHoldsInState,
  listStandingFreezes,
  thawFreezes,
} from './hold-store.ts';
import { type Footage, freezeTouches, keptBy, mayDispose, spanOf, type Verdict } from './keeping.ts';

/** What one request freezes. */
export interface FreezeScope {
  readonly recordingIds: readonly RecordingId[];
  readonly caseId: CaseId | null;
  readonly period: { readonly place: string; readonly from: string; readonly to: string } | null;
}

const FAR = '9999-12-31';

const footageOf = (row: FootageRow): Footage => ({
  recordingId: row.recordingId,
  caseId: row.caseId,
  deadline: row.deadline,
  alsoInCases: row.alsoCases,
  places: [row.retrievalPlace, row.incidentPlace, ...row.alsoPlaces.flatMap((both) => both.split('\n'))],
  ...spanOf(row),
});

/** Asks the rule of disposal with what the registers hold, and keeps the register of freezes (CoP 4.6, 4.8, 4.9). */
export function createKeepingService(db: ReadDb) {
  const holds = () => listHoldsInState(db, 'in-force');
  const withTouches = (rows: readonly FreezeRow[]): Freeze[] => {
    const footage = rows.some(({ thawedAt }) => thawedAt === null) ? listFootage(db, FAR) : [];
    return rows.map((row) => ({
      ...row,
      touches:
        row.thawedAt === null
          ? footage.filter((each) => freezeTouches(row, footageOf(each))).map(({ number }) => number)
          : [],
    }));
  };

  return {
    /** Whether footage may go on a day. Read at this moment: ask again inside the change that destroys. */
    verdict: (footage: Footage, day: string): Verdict => mayDispose(footage, holds(), listStandingFreezes(db), day),

    verdictOf(recordingId: RecordingId, day: string): Verdict {
      const row = findFootage(db, recordingId);
      if (row === null) throw new Error('a recording without a retrieval');
      return mayDispose(footageOf(row), holds(), listStandingFreezes(db), day);
    },

    /** What keeps a recording on a day, due or not. */
    keptBy(recordingId: RecordingId, day: string): string[] {
      const row = findFootage(db, recordingId);
      return row === null ? [] : keptBy(footageOf(row), holds(), listStandingFreezes(db), day);
    },

    /** Recordings due until a day that something keeps today, with the numbers of what does. */
    keptUntil(until: string, day: string): ReadonlyMap<string, readonly string[]> {
      const [standing, frozen] = [holds(), listStandingFreezes(db)];
      if (standing.length + frozen.length === 0) return new Map(); // the usual day: nothing need be looked at
      return new Map(
        listFootage(db, until)
          .map((row) => [row.recordingId, keptBy(footageOf(row), standing, frozen, day)] as const)
          .filter(([, by]) => by.length > 0),
      );
    },

    /** Kept recordings that a scope touches now, by number. */
    touchedBy: (disclosureId: DisclosureId): Freeze[] => withTouches(listFreezesOf(db, disclosureId)),

    listFreezes: ({ caseId }: Parsed<'freezes.list'>): Output<'freezes.list'> =>
      withTouches(listFreezes(db)).filter(
        (freeze) => caseId === undefined || freeze.caseId === caseId || touchesCase(freeze, caseId),
      ),

    /** Freezes what a request touches, inside the change that logs it. Answers the numbers. */
    freeze(
      tx: Transaction,
      { recordingIds, caseId, period }: FreezeScope,
      of: { disclosureId: DisclosureId; reason: string; at: string; by: string },
    ): string[] {
      const nothing = { recordingId: null, caseId: null, place: null, from: null, to: null };
      const scopes = [
        ...recordingIds.map((recordingId) => ({ ...nothing, recordingId })),
        ...(caseId === null ? [] : [{ ...nothing, caseId }]),
        ...(period === null ? [] : [{ ...nothing, ...period }]),
      ];
      return scopes.map((scope) => {
        const number = nextNumber(tx, 'freeze');
        const { disclosureId, reason, at, by } = of;
        insertFreeze(tx, { id: newId<string>(), number, disclosureId, ...scope, reason, frozenAt: at, frozenBy: by });
        return number;
      });
    },

    /** Lets go of everything a request froze, inside the change that closes it. */
    thaw: (tx: Transaction, disclosureId: DisclosureId, { at, reason }: { at: string; reason: string }): number =>
      thawFreezes(tx, disclosureId, at, reason),
  };

  function touchesCase(freeze: Freeze, caseId: CaseId): boolean {
    const touched = new Set(freeze.touches);
    return listFootage(db, FAR).some((row) => row.caseId === caseId && touched.has(row.number));
  }
}

export type KeepingService = ReturnType<typeof createKeepingService>;
