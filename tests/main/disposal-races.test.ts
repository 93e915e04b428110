import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findObject, inspectVault } from './inspected-vault.ts';
import { openCase, openViewing, quiet, roomCheck, smallExport, startRetrieval } from './officer-steps.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// Footage whose day has come, while something else is being done with it.

const sixWeeksOn = '2026-11-17T08:00:00.000Z';

describe('on the day of its disposal', () => {
  let work: string;
  let stick: string;
  let trial: TrialApp;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'disposal-'));
    stick = join(work, 'EXPORT');
    await smallExport(stick);
  });
  afterAll(() => rm(work, { recursive: true, force: true }));
  beforeEach(async () => {
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    return () => trial.remove();
  });

  /** Every recording taken, but stopped before any was looked into. */
  const takeUnexamined = async (): Promise<void> => {
    const opened = await openCase(trial);
    let stopped = false;
    const stop = trial.app.subscribe((event) => {
      if (stopped || event.name !== 'job.progress' || !event.data.step.startsWith('Reading REC')) return;
      stopped = true;
      void trial.ok('jobs.cancel', { jobId: event.data.id });
    });
    const { jobId } = await startRetrieval(trial, opened, stick);
    expect(await trial.ended(jobId)).toMatchObject({ state: 'cancelled' });
    stop();
  };

  test('footage that is only now looked into leaves no copy behind', async () => {
    await takeUnexamined();
    const waiting = (await trial.ok('recordings.list', {})).filter(({ playable }) => playable === 'waiting');
    expect(waiting.length).toBeGreaterThan(1);
    trial.clock.set(sixWeeksOn);
    await trial.restart();
    await trial.signIn('officer');
    await quiet(trial);
    expect((await trial.ok('recordings.list', {})).filter(({ state }) => state !== 'disposed')).toEqual([]);
    const documents = await trial.ok('documents.list', {});
    expect((await trial.ok('jobs.list', {})).filter(({ state }) => state === 'failed')).toEqual([]);
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
    const vault = await inspectVault(trial.folder);
    expect(vault).toMatchObject({ broken: [], undead: [], orphans: [], parts: [], epochs: 1 });
    expect(vault.whole).toHaveLength(documents.length);
  });

  test('an open viewing of it ends, and its player gets nothing more', async () => {
    const { jobId } = await startRetrieval(trial, await openCase(trial), stick);
    await trial.ended(jobId);
    const shown = (await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative');
    const { media, viewing } = await openViewing(trial, need(shown).id);
    trial.clock.set(sixWeeksOn);
    await trial.ok('retention.disposeDue', {});
    await quiet(trial);
    expect((await trial.app.fetch(new Request(`https://app.invalid${media.url}`))).status).toBe(404);
    const ended = (await trial.ok('viewings.list', {})).find(({ id }) => id === viewing.id);
    expect(ended).toMatchObject({ ending: 'abnormal' });
    expect(trial.bugs).toEqual([]);
  });

  test('a masked clip of it that is being compared is put away, and the ledger says so', async () => {
    const { jobId } = await startRetrieval(trial, await openCase(trial), stick);
    await trial.ended(jobId);
    await quiet(trial);
    const { id: recordingId } = need(
      (await trial.ok('recordings.list', {})).find((each) => each.playable === 'master'),
    );
    const areas = [{ keys: [{ picture: 2, box: { x: 10, y: 20, width: 30, height: 40 } }] }];
    const wish = { recordingId, from: 2, to: 4, reason: 'Passers-by.', areas };
    const { clipId, jobId: masking } = await trial.ok('clips.mask', wish);
    await trial.ended(masking);
    const { maskedUrl, plainUrl } = await trial.ok('clips.compare', { clipId, roomCheck, officerPresent: true });
    trial.clock.set(sixWeeksOn);
    await trial.ok('retention.disposeDue', {});
    await quiet(trial);
    for (const url of [maskedUrl, plainUrl])
      expect((await trial.app.fetch(new Request(`https://app.invalid${url}`))).status).toBe(404);
    const { rows } = await trial.ok('ledger.search', { action: 'clips.endComparison' });
    expect(rows.map(({ details }) => JSON.parse(details) as unknown)).toMatchObject([
      { clipId, note: expect.stringContaining('disposed of') as string, watched: [] },
    ]);
    expect(await trial.refused('clips.putAway', { clipId })).toMatchObject({ code: 'conflict' });
    expect(trial.bugs).toEqual([]);
  });

  test('damage found while recordings are looked into sets that one aside and does not stop the others', async () => {
    await takeUnexamined();
    const [first, ...others] = (await trial.ok('recordings.list', {})).filter(({ playable }) => playable === 'waiting');
    expect(others.length).toBeGreaterThan(0);
    const path = await findObject(trial.folder, need(first).sha256);
    const { length } = await readFile(path);
    await truncate(path, length - 1);
    await trial.restart();
    await trial.signIn('officer');
    const jobs = await quiet(trial);
    expect(jobs.find(({ kind }) => kind === 'derivative')).toMatchObject({ state: 'done' });
    const after = await trial.ok('recordings.list', {});
    expect(after.find(({ id }) => id === need(first).id)?.state).toBe('quarantined');
    expect(after.filter(({ id, playable }) => id !== need(first).id && playable === 'waiting')).toEqual([]);
    // And at the next sign-in it is not looked into again.
    await trial.signOut();
    await trial.signIn('officer');
    expect((await quiet(trial)).filter(({ kind }) => kind === 'derivative')).toHaveLength(1);
    expect(trial.bugs).toEqual([]);
  });

  test('a part of an export that comes again after its disposal is a new master, not a link to nothing', async () => {
    const opened = await openCase(trial);
    const { jobId } = await startRetrieval(trial, opened, stick);
    await trial.ended(jobId);
    trial.clock.set(sixWeeksOn);
    await trial.ok('retention.disposeDue', {});
    await quiet(trial);
    const again = await startRetrieval(trial, opened, stick);
    await trial.ended(again.jobId);
    const { files } = await trial.ok('retrievals.read', { retrievalId: again.retrievalId });
    const readme = createHash('sha256').update(await readFile(join(stick, 'README.txt')));
    expect(files.find(({ path }) => path === 'README.txt')).toMatchObject({
      outcome: 'master',
      sha256: readme.digest('hex'),
    });
    expect(trial.bugs).toEqual([]);
  });

  test('a disposal that fails half-way keeps all, leaves no certificate, and is done at the next sign-in', async () => {
    const { jobId } = await startRetrieval(trial, await openCase(trial), stick);
    await trial.ended(jobId);
    const kept = (await trial.ok('recordings.list', {})).length;
    trial.clock.set(sixWeeksOn);
    // The file that says which keys are current cannot be replaced: something else stands in its place.
    const inTheWay = join(trial.folder, 'vault', 'vault.json.tmp');
    await mkdir(inTheWay);
    await trial.ok('retention.disposeDue', {});
    const failed = (await quiet(trial)).find(({ kind }) => kind === 'disposal');
    expect(failed?.state).toBe('failed');
    expect((await trial.ok('recordings.list', {})).filter(({ state }) => state === 'kept')).toHaveLength(kept);
    expect((await trial.ok('documents.list', {})).map(({ kind }) => kind)).not.toContain('disposal-certificate');
    await rm(inTheWay, { recursive: true });
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], orphans: [], parts: [] });
    await trial.signIn('officer');
    await quiet(trial);
    expect((await trial.ok('recordings.list', {})).filter(({ state }) => state !== 'disposed')).toEqual([]);
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], epochs: 1 });
  });
});
