import { describe, expect, test } from 'vitest';
import { checkClockStep, requestClock, type Step } from '../../../src/main/disclosures/request-clock.ts';
import type { DisclosureClass } from '../../../src/shared/contract/disclosures.ts';

const due = (kind: DisclosureClass, receivedOn: string, ...steps: Step[]) =>
  requestClock(kind, receivedOn, steps)?.dueOn;

describe('a subject access request', () => {
  test('is answered within one month, on the next working day where that is none', () => {
    expect(due('subject-access', '2026-11-02')).toBe('2026-12-02');
    expect(due('subject-access', '2026-11-26')).toBe('2026-12-29'); // Boxing Day, a Sunday, its substitute
    expect(due('subject-access', '2027-01-31')).toBe('2027-03-01'); // 28 February is a Sunday
    expect(due('subject-access', '2026-10-25')).toBe('2026-11-25'); // the clocks go back
  });

  test('begins anew when the proof of identity arrives', () => {
    const asked = { step: 'stop-identification', onDay: '2026-11-04' } as const;
    expect(requestClock('subject-access', '2026-11-02', [asked])).toMatchObject({
      dueOn: null,
      stoppedSince: '2026-11-04',
      rule: expect.stringContaining('proof of identity'),
    });
    expect(due('subject-access', '2026-11-02', asked, { step: 'restart', onDay: '2026-11-10' })).toBe('2026-12-10');
  });

  test('does not count the days of waiting for a clarification', () => {
    const steps: Step[] = [
      { step: 'stop-clarification', onDay: '2026-11-04' },
      { step: 'restart', onDay: '2026-11-10' },
    ];
    expect(due('subject-access', '2026-11-02', ...steps)).toBe('2026-12-08');
    expect(due('subject-access', '2026-11-02', ...steps, { step: 'extend', onDay: '2026-11-20' })).toBe('2027-02-08');
  });
});

describe('a freedom of information request', () => {
  test('is answered by the twentieth working day, bank holidays not counted', () => {
    expect(due('foi', '2026-11-02')).toBe('2026-11-30');
    expect(due('foi', '2026-12-14')).toBe('2027-01-14');
    expect(due('foi', '2026-03-30')).toBe('2026-04-29');
  });

  test('is counted anew from a clarification, and is not extended', () => {
    const stop = { step: 'stop-clarification', onDay: '2026-11-04' } as const;
    expect(due('foi', '2026-11-02', stop, { step: 'restart', onDay: '2026-11-09' })).toBe('2026-12-07');
    expect(() =>
      checkClockStep(
        'foi',
        { receivedOn: '2026-11-02', steps: [] },
        { step: 'extend', onDay: '2026-11-05' },
        '2026-11-05',
      ),
    ).toThrow(expect.objectContaining({ code: 'clause' }));
  });
});

test('nothing else has a clock, and no clock a step out of order', () => {
  for (const kind of ['police', 'court-order', 'solicitor', 'council', 'public', 'other'] as const)
    expect(requestClock(kind, '2026-11-02', [])).toBeNull();
  const check =
    (steps: Step[], next: Step, today = '2026-11-20') =>
    () =>
      checkClockStep('subject-access', { receivedOn: '2026-11-02', steps }, next, today);
  const stop = { step: 'stop-clarification', onDay: '2026-11-04' } as const;
  expect(check([], { step: 'restart', onDay: '2026-11-05' })).toThrow(/running/u);
  expect(check([stop], { step: 'stop-identification', onDay: '2026-11-05' })).toThrow(/stands/u);
  expect(check([stop], { step: 'restart', onDay: '2026-11-03' })).toThrow(/before/u);
  expect(check([], { step: 'extend', onDay: '2026-11-21' })).toThrow(/future/u);
  expect(check([{ step: 'extend', onDay: '2026-11-05' }], { step: 'extend', onDay: '2026-11-06' })).toThrow(/already/u);
  expect(check([], { step: 'extend', onDay: '2026-12-03' }, '2026-12-04')).toThrow(/month is over/u);
  expect(check([stop], { step: 'restart', onDay: '2026-11-05' })).not.toThrow();
});

test('a day beyond the known bank holidays says so', () => {
  expect(requestClock('foi', '2028-12-20', [])?.rule).toContain('check the day');
  expect(requestClock('foi', '2026-12-20', [])?.rule).not.toContain('check the day');
});
