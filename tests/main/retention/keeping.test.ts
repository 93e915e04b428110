import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkReviewDay,
  type Footage,
  type Freeze,
  freezeTouches,
  hasLapsed,
  type Hold,
  isInForce,
  lapseDay,
  mayDispose,
} from '../../../src/main/retention/keeping.ts';
import { addDays, daysBetween, londonDay, londonInstant } from '../../../src/main/time.ts';

// The rule itself, and then: no sequence of events exists in which footage outlives its right, or dies under a hold or a
// freeze. The model counts days as plain numbers and knows nothing of the rule.

const footage: Footage = {
  recordingId: 'r1',
  caseId: 'c1',
  deadline: '2026-11-16',
  places: ['12 Edward Street', 'Edward Street, rear car park'],
  from: '2026-10-05T21:10:00',
  to: '2026-10-05T21:40:00',
};
const hold: Hold = {
  number: 'HOLD-0001',
  caseId: 'c1',
  recordingId: null,
  state: 'in-force',
  reviewOn: '2026-12-01',
  lapsesOn: '2026-12-09',
};
const freeze: Freeze = {
  ...{ number: 'FRZ-0001', request: 'REQ-0001', recordingId: null, caseId: null, thawedAt: null },
  ...{ place: 'edward street', from: '2026-10-05T21:40:00', to: '2026-10-05T22:00:00' },
};

describe('the rule of disposal', () => {
  test('keeps footage until its day and lets it go on it', () => {
    expect(mayDispose(footage, [], [], '2026-11-15')).toEqual({ may: false, why: 'not-due' });
    expect(mayDispose(footage, [], [], '2026-11-16')).toEqual({ may: true });
  });

  test('lets footage go only when neither hold nor freeze is left, and names what keeps it', () => {
    const by = (holds: Hold[], frozen: Freeze[]) => mayDispose(footage, holds, frozen, '2026-11-20');
    expect(by([hold], [freeze])).toMatchObject({ by: ['HOLD-0001', 'FRZ-0001 (REQ-0001)'] });
    expect(by([{ ...hold, state: 'ended' }], [freeze])).toMatchObject({ by: ['FRZ-0001 (REQ-0001)'] });
    expect(by([{ ...hold, state: 'ended' }], [{ ...freeze, thawedAt: '2026-11-19T09:00:00.000Z' }])).toEqual({
      may: true,
    });
  });

  test.each(['asked', 'refused', 'ended'] as const)('is not stopped by a hold that is %s', (state) => {
    expect(mayDispose(footage, [{ ...hold, state }], [], '2026-11-16')).toEqual({ may: true });
  });

  test('a hold on one recording keeps no other; a hold on a case keeps every one of it', () => {
    const other = { ...footage, recordingId: 'r2' };
    expect(mayDispose(other, [{ ...hold, recordingId: 'r1' }], [], '2026-11-16')).toEqual({ may: true });
    expect(mayDispose(other, [hold], [], '2026-11-16')).toMatchObject({ by: ['HOLD-0001'] });
    expect(mayDispose({ ...other, caseId: 'c2' }, [hold], [], '2026-11-16')).toEqual({ may: true });
  });

  test('a period at a place touches what overlaps it there, however the place is written', () => {
    expect(freezeTouches(freeze, footage)).toBe(true);
    expect(freezeTouches({ ...freeze, from: '2026-10-05T21:40:01' }, footage)).toBe(false);
    expect(freezeTouches({ ...freeze, place: 'Front of 12, EDWARD street' }, footage)).toBe(true);
    expect(freezeTouches({ ...freeze, place: 'Bridge Street' }, footage)).toBe(false);
    expect(freezeTouches({ ...freeze, place: 'ward street' }, footage)).toBe(false);
  });

  test('a review is tomorrow at the earliest, and as far ahead as the scheme allows', () => {
    expect(() => checkReviewDay('2026-11-01', '2026-11-02', 28)).not.toThrow();
    expect(() => checkReviewDay('2026-11-01', '2026-11-29', 28)).not.toThrow();
    expect(() => checkReviewDay('2026-11-01', '2026-11-01', 28)).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
    expect(() => checkReviewDay('2026-11-01', '2026-11-30', 28)).toThrow(
      expect.objectContaining({ code: 'clause', clause: '4.6' }),
    );
  });
});

describe('days', () => {
  test('are those of a calendar in London, whatever the clocks do between them', () => {
    const day = fc.integer({ min: 0, max: 2000 }).map((after) => addDays('2024-01-01', after));
    const hour = fc.integer({ min: 0, max: 23 }).map((value) => String(value).padStart(2, '0'));
    fc.assert(
      fc.property(day, hour, fc.integer({ min: 0, max: 80 }), (start, time, length) => {
        const end = addDays(start, length);
        expect(daysBetween(start, end)).toBe(length);
        expect(londonDay(londonInstant(`${start}T${time}:30:00`))).toBe(start);
        // So many whole days later the same clock stands on that day, also when an hour was lost or won meanwhile.
        expect(
          daysBetween(
            londonDay(londonInstant(`${start}T${time}:30:00`)),
            londonDay(londonInstant(`${end}T${time}:30:00`)),
          ),
        ).toBe(length);
      }),
    );
  });

  test('of a disposal begin at midnight in London, in summer an hour before that of Greenwich', () => {
    expect(londonDay('2026-06-15T22:59:59.999Z')).toBe('2026-06-15');
    expect(londonDay('2026-06-15T23:00:00.000Z')).toBe('2026-06-16');
    expect(londonDay('2026-12-15T23:59:59.999Z')).toBe('2026-12-15');
    expect(londonDay('2026-10-25T00:30:00.000Z')).toBe('2026-10-25');
    expect(londonDay('2026-03-29T00:30:00.000Z')).toBe('2026-03-29');
  });
});

// --- the model -----------------------------------------------------------------------------------------------------

const START = '2026-09-01'; // the clocks go back while the model runs
const REVIEW_DAYS = 28;
const GRACE_DAYS = 7;
const dayOf = (after: number): string => addDays(START, after);

type Event =
  | { readonly do: 'retrieve'; readonly inCase: number; readonly right: number }
  | { readonly do: 'ask'; readonly inCase: number; readonly one: boolean; readonly ahead: number }
  | { readonly do: 'approve' | 'refuse' | 'end' | 'thaw'; readonly which: number }
  | { readonly do: 'extend'; readonly which: number; readonly ahead: number }
  | { readonly do: 'freeze'; readonly inCase: number; readonly how: 'case' | 'recording' | 'place' }
  | { readonly do: 'wait'; readonly days: number };

/** One of those there are. */
const at = (list: readonly unknown[], which: number): number => (list.length === 0 ? 0 : which % list.length);

const event: fc.Arbitrary<Event> = fc.oneof(
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

function play(events: readonly Event[]): void {
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
        if (!isAllowed(what.ahead)) return expect(() => days(what.ahead)).toThrow();
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

test('no sequence of events lets footage outlive its right, or die under a hold or a freeze', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 40, size: 'max' }), (events) => play(events)),
    { numRuns: 300 },
  );
});

test('the model notices a rule that is wrong by one day', () => {
  // Kept one day too long after its deadline: the sweep of that day must object.
  const late = { ...footage, deadline: addDays(footage.deadline, 1) };
  expect(mayDispose(late, [], [], footage.deadline)).toEqual({ may: false, why: 'not-due' });
  expect(isInForce({ state: 'in-force', lapsesOn: lapseDay('2026-12-01', 7) }, '2026-12-08')).toBe(true);
  expect(isInForce({ state: 'in-force', lapsesOn: lapseDay('2026-12-01', 7) }, '2026-12-09')).toBe(false);
});
