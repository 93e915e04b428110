import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { findObject } from './inspected-vault.ts';
import { openCase, openViewing, quiet, roomCheck, smallExport, startRetrieval, viewingOf } from './officer-steps.ts';
import { credentialsOf } from './people-steps.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';
import { flipBit } from './vault/vault-folder.ts';

// Footage that goes bad, and a screen that is left, while clips are being shown: what is shown ends, nothing is entered
// that is then told as failed, and nobody is kept from the next thing.

type Clip = Output<'clips.list'>[number];

describe('while clips are shown', () => {
  let work: string;
  let trial: TrialApp;
  /** Watched as a copy, so that its pictures are looked into anew when that is damaged. */
  let film: Output<'recordings.list'>[number];
  let sound: Output<'recordings.list'>[number];
  let copySha256: string;
  let masked: Clip;
  let other: Clip;
  const made = async ({ clipId, jobId }: Output<'clips.make'>): Promise<Clip> => {
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    return need((await trial.ok('clips.list', {})).find(({ id }) => id === clipId));
  };
  const maskOf = async (to: number, of = film): Promise<Clip> => {
    const areas = [{ keys: [{ picture: 2, box: { x: 10, y: 20, width: 30, height: 40 } }] }];
    return made(await trial.ok('clips.mask', { recordingId: of.id, from: 2, to, reason: 'Passers-by.', areas }));
  };
  const beside = (clip: Clip) => ({ clipId: clip.id, roomCheck, officer: credentialsOf(trial, 'officer') });
  const count = async (action: string): Promise<number> => (await trial.ok('ledger.search', { action })).rows.length;
  const status = async (url: string): Promise<number> =>
    (await trial.app.fetch(new Request(`https://app.invalid${url}`))).status;
  const as = async (who: 'manager' | 'officer'): Promise<void> => {
    await trial.signOut();
    await trial.signIn(who);
  };

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'interrupted-'));
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    await trial.ended((await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'))).jobId);
    await quiet(trial);
    const recordings = await trial.ok('recordings.list', {});
    film = need(recordings.find(({ playable }) => playable === 'derivative'));
    sound = need(recordings.find(({ playable }) => playable === 'master'));
    masked = await maskOf(8);
    other = await maskOf(6);
    const { media, viewing } = await openViewing(trial, film.id);
    copySha256 = media.sha256;
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'nothing-relevant' });
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('the decision on one leaves another of the same recording on the screen', async () => {
    await as('manager');
    const { maskedUrl, plainUrl } = await trial.ok('clips.compareWithOfficer', beside(masked));
    const { password } = accounts.manager;
    await trial.ok('clips.decide', { clipId: other.id, decision: 'refuse', reasons: 'Not needed.', password });
    await quiet(trial);
    expect([await status(maskedUrl), await status(plainUrl)]).toEqual([206, 206]);
    await trial.ok('clips.putAway', { clipId: masked.id });
    expect([await status(maskedUrl), await status(plainUrl)]).toEqual([404, 404]);
  });

  test.each([
    { action: 'clips.compareWithOfficer', first: 0, asked: () => beside(masked) },
    {
      ...{ action: 'viewings.openWithOfficer', first: 1 },
      asked: () => ({ ...viewingOf(sound.id), officer: credentialsOf(trial, 'officer') }),
    },
  ])('$action, asked for before the screen was locked, begins nothing behind the lock', async (begins) => {
    const { action, first, asked } = begins;
    await as('officer');
    const before = await count(action);
    const areas = [{ keys: [{ picture: first, box: { x: 10, y: 20, width: 30, height: 40 } }] }];
    for (const to of [3, 4, 5])
      await trial.ok('clips.mask', { recordingId: film.id, from: first, to, reason: 'Passers-by.', areas });
    // Work goes on behind the lock, so the vault stays open.
    await trial.ok('session.signOut', { why: 'locked' });
    await trial.signInOnly('manager');
    const beginning = trial.app.invoke(action, asked());
    await trial.ok('session.signOut', { why: 'locked' });
    expect(await beginning).toMatchObject({ ok: false, failure: { code: 'signed-out' } });
    await trial.signInOnly('officer');
    expect((await trial.ok('jobs.list', {})).some(({ state }) => state === 'running')).toBe(true);
    expect(await count(action)).toBe(before);
    await quiet(trial);
    expect(trial.bugs).toEqual([]);
  });

  test('what was shown is not entered and then told as failed, once its recording was set aside', async () => {
    await as('officer');
    const clip = await maskOf(7, sound);
    await trial.ok('clips.compare', { clipId: clip.id, roomCheck, officerPresent: true });
    await flipBit(await findObject(trial.folder, sound.sha256));
    const wish = { recordingId: sound.id, from: 3, to: 6, way: 'exact', reason: 'The blow.' } as const;
    expect(await trial.ended((await trial.ok('clips.make', wish)).jobId)).toMatchObject({ state: 'failed' });
    const ranges = [{ of: 'masked' as const, fromMs: 0, toMs: 300 }];
    expect(await trial.refused('clips.watched', { clipId: clip.id, ranges })).toMatchObject({ code: 'integrity' });
    expect(await count('clips.watched')).toBe(0);
    await trial.ok('clips.putAway', { clipId: clip.id });
  });

  test('a recording of which nothing is known any more keeps nobody from the next thing, nor from leaving', async () => {
    // Its copy is missing at the next sign-in, and none can be made from a master that is damaged.
    await rm(await findObject(trial.folder, copySha256));
    await flipBit(await findObject(trial.folder, film.sha256));
    await as('officer');
    await quiet(trial);
    const found = (await trial.ok('clips.list', {})).find(({ id }) => id === masked.id);
    expect(found?.mask).toMatchObject({ state: 'made', width: null, height: null });
    const message = expect.not.stringContaining('wrong') as string;
    expect(await trial.refused('viewings.open', viewingOf(film.id))).toMatchObject({ code: 'integrity', message });
    await as('manager');
    expect((await trial.ok('approvals.list', {})).map(({ number }) => number)).toContain(masked.number);
    expect(trial.bugs).toEqual([]);
  });
});
