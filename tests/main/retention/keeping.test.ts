import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkReviewDay,
  type Footage,
  type Freeze,
  freezeTouches,
  type Hold,
  isInForce,
  lapseDay,
  mayDispose,
  spanOf,
} from '../../../src/main/retention/keeping.ts';
import { addDays, daysBetween, londonDay, londonInstant } from '../../../src/main/time.ts';
import { event, play } from './disposal-model.ts';

// The rule itself, and then: no sequence of events exists in which footage outlives its right, or dies under a hold or a
// freeze.

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

test('a freeze looks where the clock of the footage says and where it was asked for: rather too much than too little', () => {
  const asked = { periodFrom: '2026-10-05T20:00:00', periodTo: '2026-10-05T21:00:00', offsetSeconds: 0 };
  const [from, to] = [asked.periodFrom, asked.periodTo];
  expect(spanOf({ ...asked, recordedFrom: null, recordedTo: null })).toEqual({ from, to });
  expect(spanOf({ ...asked, recordedFrom: from, recordedTo: null })).toEqual({ from, to });
  expect(spanOf({ ...asked, recordedFrom: '2000-01-01T00:00:00', recordedTo: null }).to).toBe(to);
  expect(spanOf({ ...asked, recordedFrom: from, recordedTo: '2038-01-19T03:14:07' }).to).toBe('2038-01-19T03:14:07');
  expect(spanOf({ ...asked, recordedFrom: from, recordedTo: to, offsetSeconds: 60 }).from).toBe('2026-10-05T19:59:00');
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
