import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract.ts';
import type { KeyHolder } from '../../../src/shared/model.ts';
import { inspectVault } from '../inspected-vault.ts';
import { type OpenedCase, openCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, type TrialApp, trialApp } from '../trial-app.ts';

// The same promise as the model's, kept by the real application on its real registers: the clock is moved, holds and
// requests come and go in any order, and after each day what is kept is what has a right to be kept, and nothing else.

const { password } = accounts.manager;
const DEADLINE = '2026-11-16';

type Day = readonly Event[];
interface Event {
  readonly do: 'hold' | 'request' | 'end' | 'close';
  readonly which: number;
}
const event: fc.Arbitrary<Event> = fc.record({
  do: fc.constantFrom('hold' as const, 'request' as const, 'end' as const, 'close' as const),
  which: fc.nat(3),
});
const days: fc.Arbitrary<readonly Day[]> = fc.array(fc.array(event, { minLength: 1, maxLength: 3, size: 'max' }), {
  ...{ minLength: 5, maxLength: 5 },
});

describe('in any order of events', () => {
  const seed = 20261126;
  let work: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let recordings: Output<'recordings.list'>;
  const as = async (role: KeyHolder): Promise<void> => {
    if ((await trial.ok('app.state', {})).person !== null) await trial.signOut();
    await trial.signIn(role);
    await quiet(trial);
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'any-order-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    const { jobId } = await startRetrieval(trial, opened, join(work, 'EXPORT'));
    await trial.ended(jobId);
    recordings = await trial.ok('recordings.list', {});
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('footage neither outlives its right nor dies under a hold or a freeze', async () => {
    const holds: { id: Output<'holds.ask'>['id']; recordingId: string; lapsesOn: string; over: boolean }[] = [];
    const requests: { id: Output<'disclosures.receive'>['id']; recordingId: string; over: boolean }[] = [];
    const kept = async (): Promise<string[]> =>
      (await trial.ok('recordings.list', {})).filter(({ state }) => state === 'kept').map(({ id }) => id);
    const shouldBeKept = (id: string, today: string): boolean =>
      today < DEADLINE ||
      holds.some((hold) => !hold.over && hold.recordingId === id && today < hold.lapsesOn) ||
      requests.some((one) => !one.over && one.recordingId === id);
    const alive = new Set<string>(recordings.map(({ id }) => id));
    const check = async (today: string): Promise<void> => {
      for (const id of alive) if (!shouldBeKept(id, today)) alive.delete(id); // gone for good, whatever comes later
      expect((await kept()).toSorted(), `on ${today}`).toEqual([...alive].toSorted());
    };
    const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(1, list.length)];

    const [plan] = fc.sample(days, { seed, numRuns: 1 });
    const calendar = ['2026-10-30', '2026-11-13', '2026-11-16', '2026-11-28', '2026-12-24'];
    for (const [index, today] of calendar.entries()) {
      const events = plan?.[index] ?? [];
      trial.clock.set(`${today}T09:00:00.000Z`);
      await as('officer');
      await check(today);
      const asked: typeof holds = [];
      for (const { do: what, which } of events) {
        const target = pick(
          recordings.filter(({ id }) => alive.has(id)),
          which,
        );
        if (target === undefined) continue;
        if (what === 'hold') {
          const reviewOn = new Date(Date.parse(`${today}T12:00:00Z`) + 12 * 86_400_000).toISOString().slice(0, 10);
          const { id, lapsesOn } = await trial.ok('holds.ask', {
            ...{ caseId: opened.caseId, recordingId: target.id, reason: 'Claim.', authority: 'proceedings', reviewOn },
            authorityReference: 'L00SK123',
          });
          asked.push({ id, recordingId: target.id, lapsesOn, over: false });
        }
        if (what === 'request') {
          const { id } = await trial.ok('disclosures.receive', {
            ...{ class: 'subject-access', receivedOn: today, requester: 'Jo Bloggs', contact: 'by post' },
            ...{ basis: 'UK GDPR Art. 15', purpose: 'Wants to see it.', footageAsked: 'The car park.' },
            recordingIds: [target.id],
          });
          requests.push({ id, recordingId: target.id, over: false });
        }
      }
      await as('manager');
      for (const hold of asked) {
        await trial.ok('holds.decide', { holdId: hold.id, decision: 'approve', reasons: 'Needed.', password });
        holds.push(hold);
      }
      for (const { do: what, which } of events) {
        const hold = pick(
          holds.filter(({ over, lapsesOn }) => !over && today < lapsesOn),
          which,
        );
        if (what === 'end' && hold !== undefined) {
          await trial.ok('holds.end', { holdId: hold.id, reasons: 'Not needed.', password });
          hold.over = true;
        }
        const request = pick(
          requests.filter(({ over }) => !over),
          which,
        );
        if (what === 'close' && request !== undefined) {
          const closing = { how: 'withdrawn', on: today, note: 'By post.', password } as const;
          await trial.ok('disclosures.close', { disclosureId: request.id, ...closing });
          request.over = true;
        }
      }
      await quiet(trial);
      await check(today);
    }
    expect(trial.bugs).toEqual([]);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [] });
  });
});
