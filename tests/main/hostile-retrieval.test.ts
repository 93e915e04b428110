import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { entryName } from '../../src/main/platform/entry-name.ts';
import type { EventMessage, Output } from '../../src/shared/contract.ts';
import { buildHostileStick, type HostileEntry } from '../fixtures/hostile-stick.ts';
import { inspectVault } from './inspected-vault.ts';
import { openCase, quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// A stick that means harm, one that goes away, and a person who stops: the whole retrieval, file by file.

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a retrieval', () => {
  let work: string;
  let stick: string;
  let trial: TrialApp;

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'hostile-retrieval-'));
    stick = join(work, 'EXPORT');
    await mkdir(stick);
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
  });
  afterEach(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const outcomeOf = async (start: Awaited<ReturnType<typeof startRetrieval>>) => ({
    job: await trial.ended(start.jobId),
    ...(await trial.ok('retrievals.read', { retrievalId: start.retrievalId })),
  });

  test('of a stick that means harm keeps or refuses every entry, with its reason, and touches nothing else', async () => {
    const entries = await buildHostileStick(stick, { tinyFiles: 40, sparseBytes: 8 * 1024 * 1024 });
    const before = [snapshot(stick), snapshot(`${stick}-outside`)];
    const { job, retrieval, files } = await outcomeOf(await startRetrieval(trial, await openCase(trial), stick));
    expect(job).toMatchObject({ state: 'done', failure: null });
    expect(retrieval.state).toBe('partial');
    const byPath = new Map(files.map((file) => [file.path, file]));
    expect(byPath.size).toBe(files.length);
    const expected = entries.filter((entry) => entry.expected !== 'folder');
    for (const entry of expected) expectSettled(stick, entry, byPath.get(entryName(entry.bytes).path));
    expect(files).toHaveLength(expected.length);
    expectTwinsLinked(byPath);
    expect([snapshot(stick), snapshot(`${stick}-outside`)]).toEqual(before);
    expectNothingFromOutside(`${stick}-outside`, files);
    const recordings = await trial.ok('recordings.list', {});
    expect(recordings.filter(({ playable }) => playable === 'waiting')).toEqual([]);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
    const vault = await inspectVault(trial.folder);
    expect(vault).toMatchObject({ broken: [], orphans: [], parts: [] });
  });

  test('of a stick that goes away keeps what it has, says of every other file that it was not read, and is partial', async () => {
    await smallExport(stick);
    whenFirst(trial, isDefined, () => rmSync(stick, { recursive: true }));
    const { job, retrieval, files } = await outcomeOf(await startRetrieval(trial, await openCase(trial), stick));
    expect(job.state).toBe('done');
    expect(retrieval).toMatchObject({ state: 'partial' });
    expect(retrieval.receiptId).not.toBeNull();
    expectOneMasterRestFailed(files);
    await expectWholeVault(trial, 1);
  });

  test('of a stick that is gone before the first file has failed, and keeps nothing', async () => {
    await smallExport(stick);
    whenFirst(trial, isAny, () => rmSync(stick, { recursive: true }));
    const { retrieval, files } = await outcomeOf(await startRetrieval(trial, await openCase(trial), stick));
    expect(retrieval.state).toBe('failed');
    expect(files.map(({ outcome }) => outcome)).toEqual(files.map(() => 'failed'));
    expect(files.every(({ reason }) => (reason ?? '').length > 20)).toBe(true);
    await expectWholeVault(trial, 0);
  });

  test('that is stopped keeps what was taken, lists it, and the rest is told as not taken', async () => {
    await smallExport(stick);
    whenFirst(trial, isDefined, () => {
      void trial.ok('jobs.list', {}).then(([job]) => trial.ok('jobs.cancel', { jobId: need(job).id }));
    });
    const { job, retrieval, files } = await outcomeOf(await startRetrieval(trial, await openCase(trial), stick));
    expect(job).toMatchObject({ state: 'cancelled', failure: null });
    expect(retrieval.state).toBe('cancelled');
    expect(retrieval.receiptId).not.toBeNull();
    const taken = files.filter(({ outcome }) => outcome === 'master');
    const rest = files.filter(({ outcome }) => outcome !== 'master');
    expect(taken.length).toBeGreaterThan(0);
    expect(rest.length).toBeGreaterThan(0);
    for (const { outcome, reason } of rest) expect([outcome, (reason ?? '').length > 20]).toEqual(['failed', true]);
    const kept = await trial.ok('recordings.list', {});
    expect(kept.map(({ fileName }) => fileName).toSorted()).toEqual(
      taken
        .filter(({ role }) => role === 'footage')
        .map(({ path }) => path)
        .toSorted(),
    );
    // What was taken and not looked into yet is looked into at the next sign-in.
    await trial.restart();
    await trial.signIn('officer');
    await quiet(trial);
    const later = await trial.ok('recordings.list', {});
    expect(later.filter(({ playable }) => playable === 'waiting')).toEqual([]);
    await expectWholeVault(trial, taken.length);
  });
});

type File = Output<'retrievals.read'>['files'][number];

function expectSettled(stick: string, { bytes, expected }: HostileEntry, file: File | undefined): void {
  const { outcome, reason, ...found } = need(file);
  const isFile = expected === 'file' || (expected === 'unreadable' && process.getuid?.() === 0);
  if (!isFile) {
    expect([found.path, outcome, (reason ?? '').length > 5]).toEqual([found.path, 'refused', true]);
    return;
  }
  const source = readFileSync(Buffer.concat([Buffer.from(`${stick}/`), bytes]));
  expect([found.path, found.sha256, found.sizeBytes]).toEqual([found.path, sha256(source), source.length]);
  expect(['master', 'duplicate']).toContain(outcome);
}

function expectTwinsLinked(byPath: ReadonlyMap<string, File>): void {
  const twins = ['twin-a.dav', 'twin-b.dav'].map((name) => need(byPath.get(name)));
  expect(twins.map(({ outcome }) => outcome).toSorted()).toEqual(['duplicate', 'master']);
  expect(twins[0]?.sha256).toBe(twins[1]?.sha256);
}

/** What links on the stick point to was not taken in. */
function expectNothingFromOutside(outside: string, files: readonly File[]): void {
  const hashes = files.map((file) => file.sha256);
  expect(hashes).not.toContain(sha256(readFileSync(join(outside, 'secret.mp4'))));
  expect(hashes).not.toContain(sha256(readFileSync('/etc/passwd')));
}

function expectOneMasterRestFailed(files: readonly File[]): void {
  expect(files.filter(({ outcome }) => outcome === 'master')).toHaveLength(1);
  const rest = files.filter(({ outcome }) => outcome !== 'master');
  expect(rest.map(({ outcome }) => outcome)).toEqual(rest.map(() => 'failed'));
  expect(rest.every(({ reason }) => (reason ?? '').length > 20)).toBe(true);
}

async function expectWholeVault(trial: TrialApp, masters: number): Promise<void> {
  expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
  const { rows } = await trial.ok('ledger.search', { action: 'retrievals.defineMaster' });
  expect(rows).toHaveLength(masters);
  expect(trial.bugs).toEqual([]);
  await trial.signOut();
  expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], orphans: [], parts: [] });
}

const isAny = (): boolean => true;
const isDefined = (event: EventMessage): boolean => event.name === 'changed' && event.data.topic === 'recordings';

/** Does something at the first such event of a running retrieval. */
function whenFirst(trial: TrialApp, wanted: (event: EventMessage) => boolean, act: () => void): void {
  let running = false;
  const stop = trial.app.subscribe((event) => {
    running ||= event.name === 'job.progress' && event.data.kind === 'retrieval';
    if (!running || !wanted(event)) return;
    stop();
    act();
  });
}

/** Every name below a folder with its kind, size and time, links not followed. */
function snapshot(folder: string | Buffer): string[] {
  return readdirSync(folder, { encoding: 'buffer' })
    .flatMap((name) => {
      const path = Buffer.concat([Buffer.from(folder), Buffer.from('/'), name]);
      const stat = lstatSync(path);
      const line = `${path.toString('hex')} ${stat.mode} ${stat.size} ${stat.mtimeMs}`;
      return stat.isDirectory() ? [line, ...snapshot(path)] : [line];
    })
    .toSorted();
}
