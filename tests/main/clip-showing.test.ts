import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/main/platform/sha256.ts';
import type { Output } from '../../src/shared/contract.ts';
import { findObject } from './inspected-vault.ts';
import { approve, openCase, quiet, startRetrieval, roomCheck, twoCameras } from './officer-steps.ts';
import { credentialsOf } from './people-steps.ts';
import { pictureHashes } from './recordings/footage.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';
import { flipBit } from './vault/vault-folder.ts';

// Before a court a clip is shown as the exhibit it is: its own bytes and no others, by the clock of its recording, and
// what was really shown of it is kept apart from what was shown of the recording.

const { password } = accounts.manager;
type Clip = Output<'clips.list'>[number];
type Showing = Output<'viewings.present'>;

describe('a clip before a court', () => {
  let work: string;
  let trial: TrialApp;
  let recordings: Output<'recordings.list'>;
  let bundle: Output<'bundles.prepare'>;
  let copied: Clip;
  let masked: Clip;
  const referenceOf = (clip: Clip): string => need(bundle.exhibits.find((each) => each.clip?.id === clip.id)).reference;
  const request = (more: object) => ({
    ...{ bundleId: bundle.id, place: 'Court 3', allowedBy: 'District Judge Patel', direction: 'As listed.' },
    ...{ listed: [], ...more },
  });
  const get = (url: string): Promise<Response> => trial.app.fetch(new Request(`https://app.invalid${url}`));
  const whole = async (url: string): Promise<Uint8Array> => {
    const pieces: Uint8Array[] = [];
    for (let at = 0; ; at += need(pieces.at(-1)).length) {
      const range = { range: `bytes=${at}-` };
      const answer = await trial.app.fetch(new Request(`https://app.invalid${url}`, { headers: range }));
      if (answer.status !== 206) return Buffer.concat(pieces);
      pieces.push(new Uint8Array(await answer.arrayBuffer()));
    }
  };
  const close = ({ viewing }: Showing) =>
    trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'shown-in-court' });
  const newest = async (action: string): Promise<Record<string, unknown>> =>
    JSON.parse(need((await trial.ok('ledger.search', { action })).rows[0]).details) as Record<string, unknown>;
  const made = async ({ clipId, jobId }: Output<'clips.make'>): Promise<Clip> => {
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    return need((await trial.ok('clips.list', {})).find(({ id }) => id === clipId));
  };
  const covered = (to: number) =>
    trial.ok('clips.mask', {
      ...{ recordingId: need(recordings[0]).id, from: 20, to, reason: 'Passers-by.' },
      areas: [{ keys: [{ picture: 20, box: { x: 10, y: 20, width: 60, height: 40 } }] }],
    });

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'clips-'));
    await twoCameras(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    const opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    await quiet(trial);
    recordings = (await trial.ok('recordings.list', {})).toSorted((a, b) => a.fileName.localeCompare(b.fileName));
    const wish = { recordingId: need(recordings[0]).id, from: 14, to: 18, reason: 'The door.' };
    copied = await made(await trial.ok('clips.make', { ...wish, way: 'copy' }));
    masked = await made(await covered(29));
    await trial.signOut();
    await trial.signIn('manager');
    const officer = credentialsOf(trial, 'officer');
    const { durationMs } = await trial.ok('clips.compareWithOfficer', { clipId: masked.id, roomCheck, officer });
    const ranges = [{ of: 'masked' as const, fromMs: 0, toMs: durationMs }];
    await trial.ok('clips.watched', { clipId: masked.id, ranges });
    await trial.ok('clips.decide', { clipId: masked.id, decision: 'approve', reasons: 'Compared.', password });
    await trial.signOut();
    await trial.signIn('officer');
    const { id: proceedingsId } = await trial.ok('proceedings.name', {
      ...{ caseId: opened.caseId, kind: 'civil', court: 'County Court at Stockport', caseNumber: 'L00SK123' },
      parties: 'Stockport Homes v Doe',
    });
    bundle = await trial.ok('bundles.prepare', {
      ...{ proceedingsId, stillIds: [] },
      recordings: recordings.map(({ id }) => ({ recordingId: id, description: 'Camera view' })),
      clips: [copied, masked].map(({ id }) => ({ clipId: id, description: 'The door' })),
    });
    await approve(trial, bundle.id);
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('is its own bytes under its reference, at its times of the recording, and nothing else of it opens', async () => {
    const showing = await trial.ok('viewings.present', request({ clips: [referenceOf(copied), referenceOf(masked)] }));
    expect(showing.viewing.recordings).toEqual([]);
    expect(showing.cameras).toMatchObject([
      {
        ...{ clip: { number: copied.number, way: 'copy' }, startsAtMs: 1000, durationMs: 900, frameCount: 9 },
        ...{ recordedFrom: '2026-10-05T21:10:00', offsetSeconds: 192, bookmarks: [], activity: null },
        media: { kind: 'derivative', sha256: copied.sha256 },
      },
      {
        ...{ clip: { number: masked.number, way: 'masked' }, startsAtMs: 2000, durationMs: 1000, frameCount: 10 },
        media: { kind: 'derivative', sha256: masked.sha256 },
      },
    ]);
    for (const [index, clip] of [copied, masked].entries()) {
      const film = await whole(need(showing.cameras[index]).media.url);
      expect(sha256Hex(film)).toBe(clip.sha256);
      expect(await pictureHashes(film)).toHaveLength(need(showing.cameras[index]).frameCount);
    }
    expect(showing.viewing.showing?.exhibits).toEqual(
      [copied, masked].map((clip, index) => ({
        ...{ recordingId: clip.recordingId, reference: referenceOf(clip), clipId: clip.id, sha256: clip.sha256 },
        ...[
          { fromMs: 1000, toMs: 1900 },
          { fromMs: 2000, toMs: 3000 },
        ][index],
      })),
    );
    expect(await newest('viewings.present')).toMatchObject({
      recordings: [],
      clips: [copied, masked].map(({ id, sha256 }) => ({ clipId: id, sha256 })),
      officerPresent: 'Alan Sutcliffe',
    });
    const { viewings } = await trial.ok('recordings.read', { recordingId: copied.recordingId });
    expect(viewings.map(({ number }) => number)).toEqual([showing.viewing.number]);
    const viewingId = showing.viewing.id;
    const note = { viewingId, positionMs: 0, frameIndex: 50, note: 'Not of the clip.' };
    expect(await trial.refused('viewings.bookmark', note)).toMatchObject({ code: 'invalid-input' });
    await close(showing);
    for (const { media } of showing.cameras) expect((await get(media.url)).status).toBe(404);
  });

  test('has what was really shown of it told in its own pictures and both clocks, apart from its recording', async () => {
    const recordingId = need(recordings[0]).id;
    const showing = await trial.ok(
      'viewings.present',
      request({ listed: [{ recordingId }], clips: [referenceOf(masked)] }),
    );
    const viewingId = showing.viewing.id;
    const ranges = [
      { recordingId, fromMs: 0, toMs: 500 },
      { recordingId, clipId: masked.id, fromMs: 2000, toMs: 2500 },
    ];
    await trial.ok('viewings.watched', { viewingId, ranges });
    await trial.ok('viewings.watched', { viewingId, ranges: [{ clipId: masked.id, fromMs: 2500, toMs: 3000 }] });
    const other = [{ clipId: copied.id, fromMs: 1000, toMs: 1100 }];
    expect(await trial.refused('viewings.watched', { viewingId, ranges: other })).toMatchObject({
      code: 'invalid-input',
    });
    const { viewing, reactSlip } = await close(showing);
    expect(viewing.recordings).toMatchObject([{ recordingId, watched: [{ fromMs: 0, toMs: 500 }] }]);
    expect(viewing.clips).toMatchObject([{ clipId: masked.id, watched: [{ fromMs: 2000, toMs: 3000 }] }]);
    expect(reactSlip).toContain(`${need(recordings[0]).number}, ${masked.number} viewed`);
    const { watched } = await newest('viewings.close');
    expect(watched).toEqual([
      expect.stringMatching(
        /^REC-\d+: Mon 5 Oct 2026, 21:10:00 to 21:10:00 recorded; .* 21:06:48 to 21:06:48 corrected$/u,
      ),
      expect.stringMatching(
        /^\S+ of REC-\d+, pictures 1 to 10 of the clip: Mon 5 Oct 2026, 21:10:02 to 21:10:03 recorded; .* 21:06:50 to 21:06:51 corrected$/u,
      ),
    ]);
    const statement = await trial.ok('statements.drawUp', { bundleId: bundle.id });
    expect(statement.sentences.map(({ text }) => text).join(' ')).toMatch(
      new RegExp(`${need(bundle.exhibits[0]).reference}, ${referenceOf(masked)} \\(clip ${masked.number}\\)`, 'u'),
    );
    const { groups } = await trial.ok('search.find', { words: `${copied.number} showing` });
    expect(groups.find(({ register }) => register === 'viewing')?.hits).toMatchObject([
      { place: { screen: 'recording', id: recordingId } },
    ]);
  });

  test('goes in step with another camera by corrected times, where they share a moment', async () => {
    const [first, second] = recordings;
    const before = [{ recordingId: need(second).id }];
    const apart = request({ listed: before, clips: [referenceOf(copied)], inStep: true });
    expect(await trial.refused('viewings.present', apart)).toMatchObject({ code: 'conflict' });
    const together = request({ listed: before, clips: [referenceOf(masked)], inStep: true });
    const showing = await trial.ok('viewings.present', together);
    expect(showing.cameras.map(({ recordingId, startsAtMs }) => [recordingId, startsAtMs])).toEqual([
      [need(second).id, 0],
      [need(first).id, 2000],
    ]);
    await close(showing);
  });

  test('is not shown unless it is in the bundle, once, and approved where it is masked', async () => {
    const undecided = await made(await covered(24));
    const count = (await trial.ok('viewings.list', {})).length;
    const clips = [referenceOf(copied), referenceOf(copied)];
    expect(await trial.refused('viewings.present', request({ clips }))).toMatchObject({ code: 'invalid-input' });
    for (const wrong of ['X/9', undecided.number, need(bundle.exhibits[0]).reference])
      expect(await trial.refused('viewings.present', request({ clips: [wrong] }))).toMatchObject({ clause: '6.4' });
    expect(await trial.ok('viewings.list', {})).toHaveLength(count);
  });

  test('that no longer matches its seal stops the showing and is set aside, and its recording stays', async () => {
    const listed = request({ clips: [referenceOf(masked)] });
    const showing = await trial.ok('viewings.present', listed);
    await flipBit(await findObject(trial.folder, masked.sha256));
    const { url } = need(showing.cameras[0]).media;
    expect((await get(url)).status).toBe(500);
    const told = () => trial.events.filter(({ name }) => name === 'integrity.failed').map(({ data }) => data);
    await expect.poll(told).toMatchObject([{ item: `${masked.number} of ${masked.recordingNumber}` }]);
    expect((await get(url)).status).toBe(404);
    await close(showing);
    expect((await trial.ok('breaches.list', {})).filter(({ kind }) => kind === 'integrity')).toHaveLength(1);
    expect(await trial.refused('viewings.present', listed)).toMatchObject({ code: 'integrity' });
    expect((await trial.ok('viewings.list', {}))[0]).toMatchObject({ ending: 'abnormal' });
    const { recording } = await trial.ok('recordings.read', { recordingId: masked.recordingId });
    expect(recording.state).toBe('kept');
    await close(await trial.ok('viewings.present', request({ clips: [referenceOf(copied)] })));
    expect(trial.bugs).toEqual([]);
  });
});
