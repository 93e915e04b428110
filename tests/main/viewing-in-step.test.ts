import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { openCase, startRetrieval, viewingOf } from './officer-steps.ts';
import { findObject } from './inspected-vault.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';
import { flipBit } from './vault/vault-folder.ts';

// Cameras side by side are one viewing: one reason, one outcome, and of each recording what was really shown of it.

type Recording = Output<'recordings.list'>[number];

/** Four cameras of one retrieval, five seconds each: the fourth shares no moment with the others. */
async function fourCameras(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const film = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1'];
  for (const [index, from] of [211000, 211002, 211003, 213000].entries()) {
    const source = `testsrc2=size=320x${240 + 2 * index}:rate=10:duration=5`;
    const name = `NVR_ch${index + 1}_main_20261005${from}_20261005${from + 5}.mp4`;
    await ffmpeg('-f', 'lavfi', '-i', source, ...film, '-movflags', '+faststart', join(folder, name));
  }
}

let work: string;
let trial: TrialApp;
let cameras: Recording[];
const camera = (number: number): Recording => need(cameras[number - 1]);
const inStep = (first: number, ...beside: number[]) => ({
  ...viewingOf(camera(first).id),
  beside: beside.map((number) => camera(number).id),
});

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'in-step-'));
  await fourCameras(join(work, 'EXPORT'));
  trial = await trialApp();
  await trial.setUp();
  await trial.signIn('officer');
  const { jobId } = await startRetrieval(trial, await openCase(trial), join(work, 'EXPORT'));
  await trial.ended(jobId);
  cameras = (await trial.ok('recordings.list', {})).toSorted((a, b) => a.fileName.localeCompare(b.fileName));
});
afterAll(async () => {
  await trial.remove();
  await rm(work, { recursive: true, force: true });
});

test('three cameras are one viewing, and each recording knows what was shown of it', async () => {
  const opened = await trial.ok('viewings.open', inStep(1, 2, 3));
  const { viewing } = opened;
  expect(
    opened.cameras.map(({ recordingId, recordedFrom, offsetSeconds }) => [recordingId, recordedFrom, offsetSeconds]),
  ).toEqual([1, 2, 3].map((number) => [camera(number).id, camera(number).recordedFrom, 192]));
  for (const { media } of opened.cameras)
    expect((await trial.app.fetch(new Request(`https://app.invalid${media.url}`))).status).toBe(206);

  const unnamed = { viewingId: viewing.id, ranges: [{ fromMs: 0, toMs: 100 }] };
  expect(await trial.refused('viewings.watched', unnamed)).toMatchObject({ code: 'invalid-input' });
  const ranges = [
    { recordingId: camera(1).id, fromMs: 2000, toMs: 3000 },
    { recordingId: camera(2).id, fromMs: 0, toMs: 1000 },
    { recordingId: camera(1).id, fromMs: 2900, toMs: 3500 },
  ];
  await trial.ok('viewings.watched', { viewingId: viewing.id, ranges });
  const other = { recordingId: camera(4).id, fromMs: 0, toMs: 100 };
  expect(await trial.refused('viewings.watched', { viewingId: viewing.id, ranges: [other] })).toMatchObject({
    code: 'invalid-input',
  });
  const place = { viewingId: viewing.id, positionMs: 0, frameIndex: 3, note: 'A person at the gate.' };
  expect(await trial.refused('viewings.bookmark', place)).toMatchObject({ code: 'invalid-input' });
  const bookmark = await trial.ok('viewings.bookmark', { ...place, recordingId: camera(3).id });
  expect(bookmark).toMatchObject({ recordingId: camera(3).id, positionMs: 300 });

  const closed = await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'relevant' });
  expect(closed.viewing.recordings.map(({ watched }) => watched)).toEqual([
    [{ fromMs: 2000, toMs: 3500 }],
    [{ fromMs: 0, toMs: 1000 }],
    [],
  ]);
  expect(closed.reactSlip).toContain([1, 2, 3].map((number) => camera(number).number).join(', '));
  for (const number of [1, 2, 3]) {
    const { viewings } = await trial.ok('recordings.read', { recordingId: camera(number).id });
    expect(viewings.map((each) => each.number)).toEqual([viewing.number]);
  }
  const { rows } = await trial.ok('ledger.search', { action: 'viewings.close' });
  const { watched } = JSON.parse(need(rows[0]).details) as { watched: string[] };
  expect(watched).toEqual([
    `${camera(1).number}: Mon 5 Oct 2026, 21:10:02 to 21:10:03 recorded; Mon 5 Oct 2026, 21:06:50 to 21:06:51 corrected`,
    `${camera(2).number}: Mon 5 Oct 2026, 21:10:02 to 21:10:03 recorded; Mon 5 Oct 2026, 21:06:50 to 21:06:51 corrected`,
  ]);
});

test('what cannot be held in step is refused, and nothing is opened', async () => {
  const before = (await trial.ok('viewings.list', {})).length;
  expect(await trial.refused('viewings.open', inStep(1, 4))).toMatchObject({ code: 'conflict' });
  expect(await trial.refused('viewings.open', inStep(1, 2, 1))).toMatchObject({ code: 'invalid-input' });
  expect(await trial.refused('viewings.open', inStep(1, 2, 3, 4))).toMatchObject({ code: 'invalid-input' });
  expect(await trial.ok('viewings.list', {})).toHaveLength(before);
});

test('damage in one camera ends what all of them show', async () => {
  const opened = await trial.ok('viewings.open', inStep(1, 2));
  const [whole, damaged] = opened.cameras.map(({ media }) => media);
  const get = (url: string) => trial.app.fetch(new Request(`https://app.invalid${url}`)).then(({ status }) => status);
  expect(await get(need(whole).url)).toBe(206);
  await flipBit(await findObject(trial.folder, need(damaged).sha256), 900);
  expect(await get(need(damaged).url)).toBe(500);
  await expect.poll(() => get(need(whole).url)).toBe(404);
  await trial.ok('viewings.close', { viewingId: opened.viewing.id, outcome: 'nothing-relevant' });
});
