import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { offsetFrom, questionAtStart } from '../../src/main/clock/clock-question.ts';
import { CLOCK_TOLERANCE_MS, guardClock } from '../../src/main/platform/clock.ts';
import { instantsOfLondonWallClock, londonDay, londonDayStart, londonWallClock } from '../../src/main/time.ts';
import { openCase, smallExport, startRetrieval } from './officer-steps.ts';
import { accounts, need, type TrialApp, trialApp, trialClock } from './trial-app.ts';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

describe('a guarded clock', () => {
  test('never leaps and never goes back, whatever is done to the laptop’s, until it is accepted', () => {
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 0, max: HOUR }), fc.integer({ min: -400 * DAY, max: 400 * DAY })),
      {
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const laptop = trialClock('2026-10-24T12:00:00.000Z');
        const clock = guardClock(laptop);
        let before = clock.now();
        for (const [passes, moved] of all) {
          laptop.advance(passes);
          laptop.step(moved);
          const now = clock.now();
          const since = Date.parse(now) - Date.parse(before);
          expect(since).toBeGreaterThanOrEqual(-CLOCK_TOLERANCE_MS);
          expect(Math.abs(since - passes)).toBeLessThanOrEqual(2 * CLOCK_TOLERANCE_MS + 100);
          before = now;
        }
      }),
    );
  });

  test('follows the laptop’s again once that is accepted, and when it was set right by itself', () => {
    const laptop = trialClock('2026-10-06T09:00:00.000Z');
    const clock = guardClock(laptop);
    laptop.step(365 * DAY);
    expect(clock.now().slice(0, 4)).toBe('2026');
    expect(clock.movedMs()).toBe(365 * DAY);
    laptop.step(-365 * DAY);
    expect(clock.movedMs()).toBe(0);
    laptop.step(365 * DAY);
    clock.accept();
    expect(clock.now().slice(0, 4)).toBe('2027');
    expect(clock.movedMs()).toBe(0);
  });
});

describe('summer time', () => {
  // From a week before to a week after each change of 2026, by the minute.
  const aroundAChange = fc
    .tuple(
      fc.constantFrom('2026-03-29T01:00:00.000Z', '2026-10-25T01:00:00.000Z'),
      fc.integer({ min: -10_080, max: 10_080 }),
    )
    .map(([change, minutes]) => new Date(Date.parse(change) + minutes * MINUTE).toISOString());

  test('is no step: a right clock is confirmed by what clocks in London show at any minute', () => {
    fc.assert(
      fc.property(aroundAChange, (instant) => {
        expect(offsetFrom(instantsOfLondonWallClock(londonWallClock(instant)), instant)).toBe(0);
        expect(questionAtStart(instant, new Date(Date.parse(instant) + HOUR).toISOString())).toBe(null);
      }),
    );
  });

  test('does not hide a clock that is an hour wrong, except in the hour that comes twice', () => {
    fc.assert(
      fc.property(aroundAChange, fc.constantFrom(-HOUR, HOUR), (instant, wrong) => {
        const reference = londonWallClock(instant);
        const candidates = instantsOfLondonWallClock(reference);
        const shown = new Date(Date.parse(instant) + wrong).toISOString();
        const offset = offsetFrom(candidates, shown);
        if (candidates.length === 1) expect(offset).toBe(wrong / 1000);
        else expect([0, wrong / 1000]).toContain(offset);
      }),
    );
  });

  test('gives every instant one day, and every day a beginning before all its instants', () => {
    fc.assert(
      fc.property(aroundAChange, (instant) => {
        const day = londonDay(instant);
        expect(londonDayStart(day) <= instant).toBe(true);
        expect(londonDay(londonDayStart(day))).toBe(day);
      }),
    );
  });
});

test('an entry before a sign-in tells a clock that was set back and a long silence, and nothing within four days', () => {
  const last = '2026-12-30T17:00:00.000Z';
  const at = (later: number): string => new Date(Date.parse(last) + later).toISOString();
  expect(questionAtStart(null, last)).toBe(null);
  expect(
    [-3 * MINUTE, -MINUTE, MINUTE, 4 * DAY, 4 * DAY + MINUTE, 365 * DAY].map((ms) => questionAtStart(last, at(ms))),
  ).toEqual(['behind', null, null, null, 'long-off', 'long-off']);
});

describe('the laptop’s clock', () => {
  let work: string;
  let trial: TrialApp;
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'clock-'));
    const stick = join(work, 'EXPORT');
    await smallExport(stick);
    trial = await trialApp({ folder: join(work, 'data') });
    await trial.setUp();
    await trial.signIn('officer');
    await trial.ended((await startRetrieval(trial, await openCase(trial), stick)).jobId);
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const kept = async (): Promise<number> =>
    (await trial.ok('recordings.list', {})).filter(({ state }) => state === 'kept').length;
  const onToday = async () => (await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'clock');
  const steps = async () => (await trial.ok('ledger.search', { action: 'clock.step' })).rows;

  test('that leaps to next year while somebody works is noticed, entered, and dates nothing', async () => {
    const before = await kept();
    expect(before).toBeGreaterThan(0);
    trial.clock.step(365 * DAY);
    expect(await onToday()).toMatchObject([
      { urgency: 'overdue', detail: expect.stringContaining('365 days forward') },
    ]);
    expect(await steps()).toHaveLength(1);
    const { checkedAt } = await trial.ok('today.read', {});
    expect(checkedAt.slice(0, 10)).toBe('2026-10-06');
    expect(await trial.refused('retention.disposeDue', {})).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('reference clock'),
    });
    expect(await kept()).toBe(before);
  });

  test('is not believed because a person says the right time: it must also be set right', async () => {
    const answer = await trial.confirmClock('2026-10-06T10:10:00');
    expect(answer.settled).toBe(false);
    expect(answer.message).toContain('fast');
    expect(await onToday()).toHaveLength(1);
    const [entry] = (await trial.ok('ledger.search', { action: 'clock.confirm' })).rows;
    expect(need(entry)).toMatchObject({
      actor: accounts.officer.name,
      details: expect.stringContaining('speaking-clock'),
    });
  });

  test('put right and confirmed is believed again, the step back being entered too', async () => {
    trial.clock.step(-365 * DAY);
    expect(await trial.confirmClock()).toMatchObject({ settled: true });
    expect(await onToday()).toEqual([]);
    expect(await steps()).toHaveLength(2);
    expect(await trial.refused('clock.confirm', { reference: 'noon', source: 'gps', seenBy: 'A' })).toMatchObject({
      code: 'invalid-input',
    });
  });

  test('that shows next year at a sign-in destroys nothing before a reference was given, and everything due after it', async () => {
    await trial.signOut();
    trial.clock.step(100 * DAY);
    await trial.signInOnly('manager');
    await trial.ok('code.acknowledge', { version: 1 }); // the manager's first day: nothing but reading goes before that
    expect((await trial.ok('clock.read', {})).open).toMatchObject([{ kind: 'long-off', offsetSeconds: null }]);
    expect(await kept()).toBeGreaterThan(0);
    expect((await trial.ok('jobs.list', {})).filter(({ kind }) => kind === 'disposal')).toEqual([]);
    expect(await trial.confirmClock()).toMatchObject({ settled: true });
    const disposal = need((await trial.ok('jobs.list', {})).find(({ kind }) => kind === 'disposal'));
    expect(await trial.ended(disposal.id)).toMatchObject({ state: 'done' });
    expect(await kept()).toBe(0);
  });

  test('that was set back is asked about at the sign-in and stays on Today, and no entry is out of order', async () => {
    await trial.signOut();
    trial.clock.step(-50 * DAY);
    await trial.signInOnly('officer');
    expect(await onToday()).toMatchObject([{ urgency: 'overdue', detail: expect.stringContaining('was set back') }]);
    expect(await trial.confirmClock('2027-01-14T09:00:00')).toMatchObject({ settled: false });
    expect(await onToday()).toHaveLength(1);
    expect(await trial.refused('retention.disposeDue', {})).toMatchObject({ code: 'conflict' });
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(trial.bugs).toEqual([]);
  });

  test('that was set back gives nobody a second use of a code that was used already', async () => {
    await trial.signOut();
    const { username, password } = accounts.manager;
    const refusal = await trial.refused('session.signIn', { username, password, code: trial.code('manager') });
    expect(refusal).toMatchObject({ code: 'forbidden' });
  });

  test('that is wrong refuses the code of the telephone, and the refusal says that it may be the clock', async () => {
    const code = trial.code('officer');
    trial.clock.step(3 * HOUR);
    const { username, password } = accounts.officer;
    const refusal = await trial.refused('session.signIn', { username, password, code });
    expect(refusal).toMatchObject({ code: 'forbidden', message: expect.stringContaining('laptop’s clock') });
  });
});
