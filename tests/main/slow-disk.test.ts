import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Job } from '../../src/shared/model.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { openCase, quiet, startRetrieval } from './officer-steps.ts';
import { canSlowDown, failingDisk, type FailingDisk } from './small-disk.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// A real disk that reads a megabyte a second: work on it goes on, tells how far it is, can be stopped, and is
// whole when the disk is quick again. Left out where the speed of a disk cannot be limited.

const NOISE = 'nullsrc=s=640x480:r=25:d=4,geq=random(1)*255:128:128';

describe.skipIf(!canSlowDown())('a vault on a slow disk', () => {
  let work: string;
  let disk: FailingDisk;
  let trial: TrialApp;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'slow-'));
    disk = await failingDisk(1024);
    trial = await trialApp({ folder: disk.folder });
    await trial.setUp();
    await trial.signIn('officer');
    const stick = join(work, 'EXPORT');
    await mkdir(stick);
    const film = [
      '-f',
      'lavfi',
      '-i',
      NOISE,
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-crf',
      '18',
      '-pix_fmt',
      'yuv420p',
    ];
    await ffmpeg(...film, join(stick, 'NVR_ch1_main_20261005211000_20261005211004.mp4'));
    await trial.ended((await startRetrieval(trial, await openCase(trial), stick)).jobId);
    await quiet(trial);
  });
  afterAll(async () => {
    await trial.app.close();
    await disk.remove();
    await rm(work, { recursive: true, force: true });
  });

  const jobOf = async (id: Job['id']): Promise<Job> =>
    need((await trial.ok('jobs.list', {})).find((job) => job.id === id));

  test('tells how far it is and can be stopped; quick again, all of it is read and whole', async () => {
    disk.slowDown(1024 * 1024);
    try {
      const { jobId } = await trial.ok('verification.start', {});
      // Others are answered meanwhile: the disk is slow, not the application.
      expect((await trial.ok('cases.list', {})).length).toBe(1);
      await expect.poll(async () => (await jobOf(jobId)).done, { timeout: 60_000, interval: 100 }).toBeGreaterThan(0);
      const { state, done, total } = await jobOf(jobId);
      expect([state, done < need(total)]).toEqual(['running', true]);
      await trial.ok('jobs.cancel', { jobId });
      expect(await trial.ended(jobId)).toMatchObject({ state: 'cancelled' });
    } finally {
      disk.speedUp();
    }
    expect(await trial.ended((await trial.ok('verification.start', {})).jobId)).toMatchObject({ state: 'done' });
    expect(await trial.ok('damages.list', {})).toEqual([]);
    expect(trial.bugs).toEqual([]);
  });
});
