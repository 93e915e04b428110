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
    expect(due('foi', '2026-11-02')).toBe('2026-12-01'); // St Andrew's Day is none in Scotland
    expect(due('foi', '2026-12-14')).toBe('2027-01-15'); // nor the substitute of 2 January
    expect(due('foi', '2026-03-30')).toBe('2026-04-29');
  });

  test('is counted anew from a clarification, what was extended before it too', () => {
    const stop = { step: 'stop-clarification', onDay: '2026-11-04' } as const;
    expect(due('foi', '2026-11-02', stop, { step: 'restart', onDay: '2026-11-09' })).toBe('2026-12-08');
    const extend = { step: 'extend', onDay: '2026-11-03', until: '2026-12-15', exemption: 's.31' } as const;
    expect(due('foi', '2026-11-02', extend, stop, { step: 'restart', onDay: '2026-11-09' })).toBe('2026-12-08');
  });

  test('is extended once to weigh the public interest in an exemption, to a day the requester is told, forty in all at most', () => {
    const extend = { step: 'extend', onDay: '2026-11-20', until: '2026-12-15', exemption: 's.31' } as const;
    expect(requestClock('foi', '2026-11-02', [extend])).toMatchObject({
      ...{ dueOn: '2026-12-15', isExtended: true },
      rule: expect.stringMatching(/was Tue 1 Dec 2026\. Extended to Tue 15 Dec 2026 .*s\.31/u),
    });
    const check =
      (next: Partial<Step>, steps: Step[] = []) =>
      () =>
        checkClockStep('foi', { receivedOn: '2026-11-02', steps }, { ...extend, ...next }, '2026-12-03');
    expect(check({})).not.toThrow();
    expect(check({ exemption: undefined })).toThrow(/Name the exemption/u);
    expect(check({ until: undefined })).toThrow(/Name the exemption/u);
    expect(check({ until: '2026-12-01' })).toThrow(/no extension/u);
    expect(check({ until: '2027-01-04' })).toThrow(/by Thu 31 Dec 2026/u);
    expect(check({ onDay: '2026-12-02' })).toThrow(/time is over/u);
    expect(check({}, [extend])).toThrow(/already/u);
    expect(check({ step: 'stop-clarification' })).toThrow(/Only an extension/u);
    const sar = { receivedOn: '2026-11-02', steps: [] };
    expect(() => checkClockStep('subject-access', sar, extend, '2026-12-03')).toThrow(/no exemption/u);
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
  expect(check([], { step: 'extend', onDay: '2026-12-03' }, '2026-12-04')).toThrow(/time is over/u);
  expect(check([stop], { step: 'restart', onDay: '2026-11-05' })).not.toThrow();
});

test('a day beyond the known bank holidays says so', () => {
  expect(requestClock('foi', '2028-12-20', [])?.rule).toContain('check the day');
  expect(requestClock('foi', '2026-12-20', [])?.rule).not.toContain('check the day');
});
