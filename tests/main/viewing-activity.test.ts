import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { type OpenedCase, openCase, openViewing, quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { findActivityObject } from './inspected-vault.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// The activity index is footage: sealed, shown inside a viewing alone, no loss when it is damaged, gone with its master.

let work: string;
let trial: TrialApp;
let opened: OpenedCase;
let recording: Output<'recordings.list'>[number];
const nothing = { outcome: 'nothing-relevant' } as const;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'activity-'));
  trial = await trialApp();
  await trial.setUp();
  await trial.signIn('officer');
  opened = await openCase(trial);
  await smallExport(join(work, 'EXPORT'));
  await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
  await quiet(trial);
  recording = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'master'));
});
afterAll(async () => {
  await trial.remove();
  await rm(work, { recursive: true, force: true });
});

const fetchPicture = (url: string): Promise<Response> => trial.app.fetch(new Request(`https://app.invalid${url}`));
const objects = async (): Promise<string[]> => {
  const folder = join(trial.folder, 'vault', 'objects');
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name));
};
const entries = async (action: string) => (await trial.ok('ledger.search', { action })).rows;

test('is shown inside a viewing and ends with it', async () => {
  const { viewing, activity } = await openViewing(trial, recording.id);
  const { scores, strip } = need(activity);
  expect(scores).toHaveLength(1);
  const picture = await fetchPicture(strip.url);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8');
  await trial.ok('viewings.close', { viewingId: viewing.id, ...nothing });
  expect((await fetchPicture(strip.url)).status).toBe(404);
  const [examined] = await entries('recordings.examine');
  expect(need(examined).details).toContain('activityIndex');
});

test('that is damaged is dropped and told, and the footage is watched without it', async () => {
  const path = await findActivityObject(trial.folder, recording.id);
  const file = await open(path, 'r+');
  await file.write(Buffer.from([0xff, 0xff, 0xff]), 0, 3, 60);
  await file.close();
  const { viewing, activity, media } = await openViewing(trial, recording.id);
  expect([activity, media.kind]).toEqual([null, 'master']);
  await trial.ok('viewings.close', { viewingId: viewing.id, ...nothing });
  expect(await entries('recordings.dropActivity')).toHaveLength(1);
  expect(await objects()).not.toContain(path);
});

test('goes with its master when the six weeks are over', async () => {
  const other = need(
    (await trial.ok('recordings.list', {})).find(({ id, playable }) => id !== recording.id && playable !== 'no'),
  );
  const path = await findActivityObject(trial.folder, other.id);
  trial.clock.set('2026-11-17T08:00:00.000Z');
  await trial.ended(need((await trial.ok('retention.disposeDue', {})).jobId));
  expect(await objects()).not.toContain(path);
  const disposed = (await entries('retention.dispose')).map(({ details }) => details).join();
  expect(disposed).toContain(basename(path));
});
