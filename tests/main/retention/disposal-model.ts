import fc from 'fast-check';
import { expect } from 'vitest';
import {
  checkReviewDay,
  type Footage,
  type Freeze,
  hasLapsed,
  type Hold,
  isInForce,
  lapseDay,
  mayDispose,
} from '../../../src/main/retention/keeping.ts';
import { addDays } from '../../../src/main/time.ts';

// A model of what footage has a right to: it counts days as plain numbers and knows nothing of the rule.

const START = '2026-09-01'; // the clocks go back while the model runs
const REVIEW_DAYS = 28;
const GRACE_DAYS = 7;
const dayOf = (after: number): string => addDays(START, after);

export type Event =
  | { readonly do: 'retrieve'; readonly inCase: number; readonly right: number }
  | { readonly do: 'ask'; readonly inCase: number; readonly one: boolean; readonly ahead: number }
  | { readonly do: 'approve' | 'refuse' | 'end' | 'thaw'; readonly which: number }
  | { readonly do: 'extend'; readonly which: number; readonly ahead: number }
  | { readonly do: 'freeze'; readonly inCase: number; readonly how: 'case' | 'recording' | 'place' }
  | { readonly do: 'wait'; readonly days: number };

/** One of those there are. */
const at = (list: readonly unknown[], which: number): number => (list.length === 0 ? 0 : which % list.length);

export const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constant('retrieve' as const), inCase: fc.nat(2), right: fc.integer({ min: -3, max: 42 }) }),
  fc.record({
    do: fc.constant('ask' as const),
    inCase: fc.nat(2),
    one: fc.boolean(),
    ahead: fc.integer({ min: -2, max: 31 }),
  }),
  fc.record({
    do: fc.constantFrom('approve' as const, 'refuse' as const, 'end' as const, 'thaw' as const),
    which: fc.nat(5),
  }),
  fc.record({ do: fc.constant('extend' as const), which: fc.nat(5), ahead: fc.integer({ min: 1, max: 31 }) }),
  fc.record({
    do: fc.constant('freeze' as const),
    inCase: fc.nat(2),
    how: fc.constantFrom('case' as const, 'recording' as const, 'place' as const),
  }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 45 }) }),
);

/** What the model alone knows: numbers of days and who keeps whom. */
interface Truth {
  readonly recordings: { readonly id: number; readonly inCase: number; readonly due: number; diedOn: number | null }[];
  readonly holds: {
    readonly inCase: number;
    readonly one: number | null;
    approved: boolean;
    over: boolean;
    keepsThrough: number;
  }[];
  readonly freezes: { readonly inCase: number; readonly one: number | null; over: boolean }[];
}

/** Plays events against the rule; throws when it says otherwise than the model knows. */
export function play(events: readonly Event[]): void {
  const truth: Truth = { recordings: [], holds: [], freezes: [] };
  const holds: Hold[] = [];
  const frozen: Freeze[] = [];
  let today = 0;

  const place = (inCase: number): string => `${inCase + 1} Edward Street`;
  const footageOf = (recording: Truth['recordings'][number]): Footage => ({
    recordingId: `r${recording.id}`,
    caseId: `c${recording.inCase}`,
    deadline: dayOf(recording.due),
    places: [place(recording.inCase)],
    from: '2026-08-20T10:00:00',
    to: '2026-08-20T11:00:00',
  });
  const isRightlyKept = (recording: Truth['recordings'][number]): boolean =>
    today < recording.due ||
    truth.holds.some(
      (one) =>
        one.approved &&
        !one.over &&
        today <= one.keepsThrough &&
        one.inCase === recording.inCase &&
        (one.one === null || one.one === recording.id),
    ) ||
    truth.freezes.some(
      (one) => !one.over && one.inCase === recording.inCase && (one.one === null || one.one === recording.id),
    );

  /** What the application does every day and after whatever lets something go. */
  const sweep = (): void => {
    for (const recording of truth.recordings.filter(({ diedOn }) => diedOn === null)) {
      const { may } = mayDispose(footageOf(recording), holds, frozen, dayOf(today));
      expect(may, `${JSON.stringify(recording)} on day ${today}`).toBe(!isRightlyKept(recording));
      if (may) recording.diedOn = today;
    }
    // Only afterwards: the rule must not depend on somebody having ended what ran out.
    for (const [index, one] of holds.entries())
      if (hasLapsed(one, dayOf(today))) holds[index] = { ...one, state: 'ended' };
  };
  const nextDay = (): void => {
    today += 1;
    sweep();
  };
  const days = (ahead: number) => {
    checkReviewDay(dayOf(today), dayOf(today + ahead), REVIEW_DAYS);
    return { reviewOn: dayOf(today + ahead), lapsesOn: lapseDay(dayOf(today + ahead), GRACE_DAYS) };
  };
  const isAllowed = (ahead: number): boolean => ahead >= 1 && ahead <= REVIEW_DAYS;

  const apply = (what: Event): void => {
    switch (what.do) {
      case 'retrieve':
        truth.recordings.push({
          id: truth.recordings.length,
          inCase: what.inCase,
          due: today + what.right,
          diedOn: null,
        });
        break;
      case 'ask': {
        if (!isAllowed(what.ahead)) return expect(() => days(what.ahead)).toThrow(/lie ahead|reviewed within/u);
        const one = what.one ? (truth.recordings.find(({ inCase }) => inCase === what.inCase)?.id ?? null) : null;
        holds.push({
          ...days(what.ahead),
          number: `HOLD-${holds.length}`,
          caseId: `c${what.inCase}`,
          recordingId: one === null ? null : `r${one}`,
          state: 'asked',
        });
        truth.holds.push({
          inCase: what.inCase,
          one,
          approved: false,
          over: false,
          keepsThrough: today + what.ahead + GRACE_DAYS,
        });
        break;
      }
      case 'approve':
      case 'refuse': {
        const [asked, known] = [holds[at(holds, what.which)], truth.holds[at(holds, what.which)]];
        if (asked?.state !== 'asked' || known === undefined || asked.reviewOn <= dayOf(today)) return;
        holds[at(holds, what.which)] = { ...asked, state: what.do === 'approve' ? 'in-force' : 'refused' };
        known.approved = what.do === 'approve';
        known.over = what.do === 'refuse';
        break;
      }
      case 'extend': {
        const [standing, known] = [holds[at(holds, what.which)], truth.holds[at(holds, what.which)]];
        if (
          standing === undefined ||
          known === undefined ||
          !isInForce(standing, dayOf(today)) ||
          !isAllowed(what.ahead)
        )
          return;
        holds[at(holds, what.which)] = { ...standing, ...days(what.ahead) };
        known.keepsThrough = today + what.ahead + GRACE_DAYS;
        break;
      }
      case 'end': {
        const [standing, known] = [holds[at(holds, what.which)], truth.holds[at(holds, what.which)]];
        if (standing?.state !== 'in-force' || known === undefined) return;
        holds[at(holds, what.which)] = { ...standing, state: 'ended' };
        known.over = true;
        break;
      }
      case 'freeze': {
        const one =
          what.how === 'recording' ? (truth.recordings.find(({ inCase }) => inCase === what.inCase)?.id ?? null) : null;
        const nothing = { recordingId: null, caseId: null, place: null, from: null, to: null };
        const scope =
          one !== null
            ? { recordingId: `r${one}` }
            : what.how === 'place'
              ? { place: place(what.inCase), from: '2026-08-20T10:30:00', to: '2026-08-20T10:31:00' }
              : { caseId: `c${what.inCase}` };
        frozen.push({ ...nothing, ...scope, number: `FRZ-${frozen.length}`, request: 'REQ', thawedAt: null });
        truth.freezes.push({ inCase: what.inCase, one, over: false });
        break;
      }
      case 'thaw': {
        const [standing, known] = [frozen[at(frozen, what.which)], truth.freezes[at(frozen, what.which)]];
        if (standing === undefined || known === undefined) return;
        frozen[at(frozen, what.which)] = { ...standing, thawedAt: '2026-09-02T09:00:00.000Z' };
        known.over = true;
        break;
      }
      case 'wait':
        for (let left = what.days; left > 0; left -= 1) nextDay();
    }
  };

  for (const what of events) {
    apply(what);
    sweep();
  }
  // Left alone, every hold runs out: what no request froze is gone once the longest of them has.
  for (let left = 42 + REVIEW_DAYS + GRACE_DAYS + 1; left > 0; left -= 1) nextDay();
  for (const recording of truth.recordings)
    if (!truth.freezes.some(({ over, inCase }) => !over && inCase === recording.inCase))
      expect(recording.diedOn).not.toBeNull();
}
