import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshPage } from '../../build/fresh-pages.ts';
import type { BundleId } from '../../src/shared/model.ts';
import type { CrashOrder } from './crash-child.ts';
import { runChild } from './run-crash-child.ts';
import { type InspectedVault, inspectVault } from './inspected-vault.ts';
import { approvedBundle, type OpenedCase, openCase, quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { type TrialApp, trialApp } from './trial-app.ts';

// The process is killed while it takes footage in, destroys it or burns it, at many moments. Afterwards nothing may be
// half there, and the ledger must say what was swept.

const firstDay = '2026-10-06T09:00:00.000Z';
const sameDay = '2026-10-06T12:00:00.000Z';
const sixWeeksOn = '2026-11-17T08:00:00.000Z';
const later = (instant: string): string => new Date(Date.parse(instant) + 3_600_000).toISOString();

describe('killed at any moment', () => {
  let work: string;
  let secret: string;
  let opened: OpenedCase;
  let bundleId: BundleId;
  let stick: string;
  /** Folders as they were before each kind of work; every kill starts on a copy. */
  const prepared = (name: 'empty' | 'retrieved' | 'approved'): string => join(work, name);

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'crash-'));
    stick = join(work, 'EXPORT');
    await smallExport(stick);
    const folder = join(work, 'making');
    await mkdir(folder);
    const trial = await trialApp({ folder, start: firstDay });
    await trial.setUp();
    secret = trial.secretOf('officer');
    await trial.signIn('officer');
    opened = await openCase(trial);
    await keepCopy(trial, prepared('empty'));
    const { jobId } = await startRetrieval(trial, opened, stick);
    await trial.ended(jobId);
    await keepCopy(trial, prepared('retrieved'));
    bundleId = (await approvedBundle(trial, opened.caseId)).id;
    await keepCopy(trial, prepared('approved'));
    await trial.remove();
  });
  afterAll(() => rm(work, { recursive: true, force: true }));

  test('while footage is taken in', async () => {
    const order = { start: sameDay, work: { name: 'retrieve', opened, stick } } as const;
    const left = await killEverywhere('empty', order, 7, async (trial) => {
      const retrievals = await trial.ok('retrievals.list', {});
      for (const { id } of retrievals) {
        const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId: id });
        expect(['complete', 'partial', 'failed']).toContain(retrieval.state);
        expect(retrieval.endedAt).not.toBeNull();
        expect(files.filter(({ outcome }) => outcome === 'waiting')).toEqual([]);
        expect(files.filter(({ outcome, reason }) => outcome === 'failed' && reason === null)).toEqual([]);
      }
      const recordings = await trial.ok('recordings.list', {});
      expect(recordings.filter(({ playable, state }) => playable === 'waiting' || state !== 'kept')).toEqual([]);
    });
    expect(left).toBeGreaterThan(0);
  });

  test('while footage is destroyed', async () => {
    const left = await killEverywhere(
      'retrieved',
      { start: sixWeeksOn, work: { name: 'sign-in' } },
      7,
      async (trial) => {
        const recordings = await trial.ok('recordings.list', {});
        expect(recordings.filter(({ state }) => state !== 'disposed')).toEqual([]);
        const certificates = (await trial.ok('documents.list', {})).filter(
          ({ kind }) => kind === 'disposal-certificate',
        );
        expect(certificates).toHaveLength(recordings.length);
        expect((await trial.ok('disposals.list', {})).map(({ certificateId }) => certificateId).toSorted()).toEqual(
          certificates.map(({ id }) => id).toSorted(),
        );
      },
    );
    expect(left).toBeGreaterThan(0);
  });

  test('while a disc is burned', async () => {
    const order = async (folder: string): Promise<Pick<CrashOrder, 'start' | 'work'>> => ({
      start: sameDay,
      work: {
        name: 'burn',
        bundleId,
        image: `${folder}.img`,
        page: join(freshPage('open-me-first'), 'index.html'),
      },
    });
    await killEverywhere('approved', order, 4, async (trial) => {
      const discs = await trial.ok('discs.list', {});
      expect(discs.filter(({ state }) => state !== 'verified' && state !== 'spoiled')).toEqual([]);
      for (const { state, whereNow } of discs) if (state === 'spoiled') expect(whereNow).toBe('To be destroyed');
    });
  });

  test('and killed again while that is put right', async () => {
    const copying = { start: sameDay, work: { name: 'retrieve', opened, stick } } as const;
    const { folder } = await attempt('empty', copying, 10);
    const left = await inspectVault(folder);
    const again = { folder, secret, start: later(sameDay), work: { name: 'sign-in' } } as const;
    expect(await runChild({ ...again, dieAtEvent: 1 })).toMatchObject({ killed: true });
    const expected = async (trial: TrialApp): Promise<void> => {
      await expectSweepTold(trial, left);
      expect(await trial.ok('retrievals.list', {})).toMatchObject([{ state: 'partial' }]);
    };
    await expectNothingHalf(folder, later(later(sameDay)), expected);
  });

  test('and killed between the telling and the removal: it is told before anything is gone', async () => {
    const copying = { start: sameDay, work: { name: 'retrieve', opened, stick } } as const;
    const { folder, left } = await leavingSomething(copying);
    const again = { folder, secret, start: later(sameDay), work: { name: 'sign-in' } } as const;
    const { lines, killed } = await runChild({ ...again, dieAtEvent: 2 });
    expect([killed, lines.at(-1)]).toEqual([true, 'changed {"topic":"recordings"}']);
    const { parts, orphans } = await inspectVault(folder);
    expect({ parts, orphans }).toEqual({ parts: left.parts, orphans: left.orphans });
    await expectNothingHalf(folder, later(later(sameDay)), (trial) => expectSweepTold(trial, left));
  });

  /** Killed at a moment that leaves a half-written or unnamed file behind: which one it is changes with what is announced. */
  async function leavingSomething(order: Order): Promise<{ folder: string; left: InspectedVault }> {
    const total = (await attempt('empty', order, null)).events;
    for (let moment = 8; moment < total; moment += 1) {
      const { folder } = await attempt('empty', order, moment);
      const left = await inspectVault(folder);
      if (left.parts.length + left.orphans.length > 0) return { folder, left };
    }
    throw new Error('nothing was ever left behind: this test shows nothing');
  }

  type Order = Pick<CrashOrder, 'start' | 'work'> | ((folder: string) => Promise<Pick<CrashOrder, 'start' | 'work'>>);

  /** Runs the work once to see how many moments it has, then kills it at `kills` of them. Answers how many files were left over. */
  async function killEverywhere(
    from: Parameters<typeof prepared>[0],
    order: Order,
    kills: number,
    check: (trial: TrialApp) => Promise<void>,
  ): Promise<number> {
    const total = (await attempt(from, order, null)).events;
    expect(total).toBeGreaterThan(kills);
    const moments = Array.from({ length: kills }, (_, index) => Math.round(((index + 1) * (total - 1)) / kills));
    let leftSomething = 0;
    for (const moment of new Set(moments)) {
      const { folder, start, killed, lastEvent } = await attempt(from, order, moment);
      expect([moment, lastEvent, killed]).toEqual([moment, lastEvent, true]);
      const { orphans, parts } = await expectNothingHalf(folder, later(start), check);
      leftSomething += orphans.length + parts.length;
    }
    return leftSomething;
  }

  async function attempt(from: Parameters<typeof prepared>[0], order: Order, dieAtEvent: number | null) {
    const folder = await mkdtemp(join(work, 'attempt-'));
    await cp(prepared(from), folder, { recursive: true });
    const ordered = typeof order === 'function' ? await order(folder) : order;
    const { lines, killed } = await runChild({ folder, secret, dieAtEvent, ...ordered });
    return { folder, start: ordered.start, killed, events: lines.length, lastEvent: lines.at(-1) };
  }

  async function expectNothingHalf(
    folder: string,
    start: string,
    check: (trial: TrialApp) => Promise<void>,
  ): Promise<InspectedVault> {
    const left = await inspectVault(folder);
    const trial = await trialApp({ folder, start, totp: { officer: secret } });
    await trial.signIn('officer');
    await quiet(trial);
    await check(trial);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true, faults: [] });
    await expectSweepTold(trial, left);
    expect((await trial.ok('jobs.list', {})).filter(({ state }) => state === 'running')).toEqual([]);
    expect(trial.bugs).toEqual([]);
    await trial.app.close();
    expect(await inspectVault(folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [], epochs: 1 });
    await trial.remove();
    return left;
  }
});

async function expectSweepTold(trial: TrialApp, { orphans, parts }: InspectedVault): Promise<void> {
  const { rows } = await trial.ok('ledger.search', { action: 'recovery.sweep' });
  const told = rows.map(({ details }) => details).join('\n');
  for (const id of [...orphans, ...parts]) expect(told).toContain(id);
}

async function keepCopy(trial: TrialApp, to: string): Promise<void> {
  await trial.restart();
  await cp(trial.folder, to, { recursive: true });
  await trial.signIn('officer');
}
