import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/shared/contract.ts';
import { inspectVault } from './inspected-vault.ts';
import { approve, openCase, quiet, startRetrieval, viewingOf, twoCameras } from './officer-steps.ts';
import { pictureHashes } from './recordings/footage.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// Before a court: a stretch is a film of its own, so that nothing else of the recording can be read; cameras go in step;
// a still of the bundle is shown, and that it was is told.

const { password } = accounts.manager;
type Showing = Output<'viewings.present'>;

describe('a showing before a court', () => {
  let work: string;
  let trial: TrialApp;
  let bundle: Output<'bundles.prepare'>;
  let recordings: Output<'recordings.list'>;
  let still: Output<'stills.list'>[number];
  const recordingOf = (index: number) => need(need(bundle.exhibits[index]).recordingId);
  const numberOf = (index: number) => need(recordings.find(({ id }) => id === recordingOf(index))).number;
  const request = (more: object) => ({
    ...{ bundleId: bundle.id, place: 'Court 3', allowedBy: 'District Judge Patel', direction: 'As listed.' },
    ...{ listed: [], ...more },
  });
  const get = (url: string): Promise<Response> => trial.app.fetch(new Request(`https://app.invalid${url}`));
  const whole = async (url: string): Promise<Uint8Array> => {
    const pieces: Uint8Array[] = [];
    for (let at = 0; ; ) {
      const answer = await trial.app.fetch(
        new Request(`https://app.invalid${url}`, { headers: { range: `bytes=${at}-` } }),
      );
      if (answer.status !== 206) return Buffer.concat(pieces);
      const piece = new Uint8Array(await answer.arrayBuffer());
      pieces.push(piece);
      at += piece.length;
    }
  };
  const close = ({ viewing }: Showing) =>
    trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'shown-in-court' });
  const objectFiles = async (): Promise<number> =>
    (await readdir(join(trial.folder, 'vault', 'objects'), { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    ).length;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'court-'));
    await twoCameras(join(work, 'EXPORT'));
    trial = await trialApp();
    await trial.setUp();
    await trial.signIn('officer');
    const opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    await quiet(trial);
    recordings = (await trial.ok('recordings.list', {})).toSorted((a, b) => a.fileName.localeCompare(b.fileName));
    const { viewing } = await trial.ok('viewings.open', viewingOf(need(recordings[0]).id));
    const at = { viewingId: viewing.id, positionMs: 300, frameIndex: 3, note: 'Door opens.' };
    const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });
    const asked = { bookmarkId, requester: 'Priya Shah', necessity: 'To identify.', particulars: 'Door' };
    const { id: stillId } = await trial.ok('stills.request', asked);
    const manager = async (act: () => Promise<unknown>): Promise<void> => {
      await trial.signOut();
      await trial.signIn('manager');
      await act();
      await trial.signOut();
      await trial.signIn('officer');
    };
    await manager(() => trial.ok('stills.decide', { stillId, decision: 'approve', reasons: 'Needed.', password }));
    await trial.ok('stills.produce', { stillId });
    const signing = {
      stillId,
      decision: 'countersign',
      reasons: 'Seen.',
      cabinetPlace: 'Cabinet 1',
      password,
    } as const;
    await manager(() => trial.ok('stills.countersign', signing));
    still = need((await trial.ok('stills.list', {}))[0]);
    const { id: proceedingsId } = await trial.ok('proceedings.name', {
      ...{ caseId: opened.caseId, kind: 'civil', court: 'County Court at Stockport', caseNumber: 'L00SK123' },
      parties: 'Stockport Homes v Doe',
    });
    bundle = await trial.ok('bundles.prepare', {
      proceedingsId,
      recordings: recordings.map(({ id }) => ({ recordingId: id, description: 'Camera view' })),
      stillIds: [stillId],
    });
    await approve(trial, bundle.id);
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  test('gives of a listed stretch those pictures alone, and nothing is left of it when it has ended', async () => {
    const before = await objectFiles();
    const recordingId = recordingOf(0);
    const listed = [{ recordingId, from: '2026-10-05T21:10:02', to: '2026-10-05T21:10:03' }];
    const showing = await trial.ok('viewings.present', request({ listed }));
    const camera = need(showing.cameras[0]);
    expect(camera).toMatchObject({ startsAtMs: 2000, durationMs: 2000, frameCount: 20, bookmarks: [], activity: null });
    expect(need(camera.frameTimesMs).map(Math.round)).toEqual(Array.from({ length: 20 }, (_, at) => at * 100));
    const film = await whole(camera.media.url);
    expect(await pictureHashes(film)).toHaveLength(20);
    expect(await objectFiles()).toBe(before + 1);
    await trial.ok('viewings.watched', {
      viewingId: showing.viewing.id,
      ranges: [{ recordingId, fromMs: 2000, toMs: 3000 }],
    });
    const { viewing } = await close(showing);
    expect(viewing.recordings[0]?.watched).toEqual([{ fromMs: 2000, toMs: 3000 }]);
    expect((await get(camera.media.url)).status).toBe(404);
    await expect.poll(objectFiles).toBe(before);
    const inspected = await inspectVault(trial.folder);
    expect([inspected.broken, inspected.undead, inspected.orphans, inspected.parts]).toEqual([[], [], [], []]);
  });

  test('says how far the cutting of a stretch has come, and leaves nothing of one that is stopped', async () => {
    const before = await objectFiles();
    const listed = [
      { recordingId: recordingOf(0), from: '2026-10-05T21:10:02', to: '2026-10-05T21:10:03' },
      { recordingId: recordingOf(1), from: '2026-10-05T21:10:04', to: '2026-10-05T21:10:06' },
    ];
    const steps = () =>
      trial.events.flatMap(({ name, data }) => (name === 'job.progress' && data.kind === 'stretch' ? [data] : []));
    trial.events.length = 0;
    const beginning = trial.refused('viewings.present', request({ listed }));
    await expect.poll(() => steps().some(({ step }) => step.includes(numberOf(1))), { timeout: 60_000 }).toBe(true);
    const { id: jobId } = need(steps()[0]);
    await trial.ok('jobs.cancel', { jobId });
    expect(await beginning).toMatchObject({ code: 'cancelled' });
    expect(steps()[0]).toMatchObject({
      step: `Cutting the stretch of ${numberOf(0)}`,
      ...{ done: 0, total: 20, unit: 'pictures', state: 'running' },
    });
    expect(await trial.ended(jobId)).toMatchObject({ state: 'cancelled', kind: 'stretch' });
    expect((await trial.ok('viewings.list', {}))[0]).toMatchObject({
      ...{ ending: 'abnormal', outcomeNote: 'Stopped while a stretch was cut; nothing was shown.' },
    });
    await expect.poll(objectFiles).toBe(before);
    const inspected = await inspectVault(trial.folder);
    expect([inspected.broken, inspected.orphans, inspected.parts]).toEqual([[], [], []]);
    await close(await trial.ok('viewings.present', request({ listed: [{ recordingId: recordingOf(0) }] })));
  });

  test('that is still being cut when the application is closed leaves nothing, and is told as ended', async () => {
    const before = await objectFiles();
    const listed = [{ recordingId: recordingOf(0), from: '2026-10-05T21:10:02', to: '2026-10-05T21:10:03' }];
    trial.events.length = 0;
    const beginning = trial.refused('viewings.present', request({ listed }));
    await expect.poll(() => trial.events.some(({ name }) => name === 'job.progress'), { timeout: 60_000 }).toBe(true);
    await trial.restart();
    expect(await beginning).toMatchObject({ code: 'cancelled' });
    await trial.signIn('officer');
    expect((await trial.ok('viewings.list', {}))[0]).toMatchObject({ ending: 'abnormal' });
    expect((await trial.ok('jobs.list', {}))[0]).toMatchObject({ kind: 'stretch', state: 'cancelled' });
    expect(await objectFiles()).toBe(before);
    expect(trial.bugs).toEqual([]);
  });

  test('that is still being cut when the screen is locked is stopped, and is no failure', async () => {
    const before = await objectFiles();
    const listed = [{ recordingId: recordingOf(0), from: '2026-10-05T21:10:02', to: '2026-10-05T21:10:03' }];
    trial.events.length = 0;
    const beginning = trial.refused('viewings.present', request({ listed }));
    const isCutting = (): boolean =>
      trial.events.some(({ name, data }) => name === 'job.progress' && data.step.startsWith('Cutting'));
    await expect.poll(isCutting, { timeout: 60_000 }).toBe(true);
    await trial.ok('session.signOut', { why: 'locked' });
    expect(await beginning).toMatchObject({ code: 'cancelled' });
    await trial.signIn('officer');
    expect((await trial.ok('viewings.list', {}))[0]).toMatchObject({ ending: 'abnormal' });
    expect((await trial.ok('jobs.list', {}))[0]).toMatchObject({ kind: 'stretch', state: 'cancelled' });
    expect((await trial.ok('today.read', {})).due.map(({ kind }) => kind)).not.toContain('job-failed');
    expect(await objectFiles()).toBe(before);
    expect(trial.bugs).toEqual([]);
  });

  test('has cameras in step, which share a moment of what is listed of them', async () => {
    const both = [{ recordingId: recordingOf(0) }, { recordingId: recordingOf(1) }];
    const one = request({ listed: both.slice(0, 1), inStep: true });
    expect(await trial.refused('viewings.present', one)).toMatchObject({ code: 'invalid-input' });
    // The first second of the first camera was over before the second camera began.
    const apart = [{ ...both[0], from: '2026-10-05T21:10:00', to: '2026-10-05T21:10:00' }, both[1]];
    expect(await trial.refused('viewings.present', request({ listed: apart, inStep: true }))).toMatchObject({
      code: 'conflict',
    });
    const showing = await trial.ok('viewings.present', request({ listed: both, inStep: true }));
    expect(showing.viewing.showing).toMatchObject({ inStep: true, exhibits: [{}, {}] });
    expect(showing.cameras.map(({ startsAtMs }) => startsAtMs)).toEqual([0, 0]);
    await close(showing);
  });

  test('has a still of the bundle, alone too; it is told when it was on the screen, and it goes with the showing', async () => {
    const other = request({ stills: ['X/9'] });
    expect(await trial.refused('viewings.present', other)).toMatchObject({ code: 'clause', clause: '6.4' });
    expect(await trial.refused('viewings.present', request({}))).toMatchObject({ code: 'invalid-input' });
    const showing = await trial.ok('viewings.present', request({ stills: [need(bundle.exhibits[2]).reference] }));
    expect(showing.cameras).toEqual([]);
    const shown = need(showing.stills[0]);
    expect(shown).toMatchObject({ stillId: still.id, reference: need(bundle.exhibits[2]).reference });
    expect((await get(shown.url)).status).toBe(200);
    const said = { viewingId: showing.viewing.id, reference: shown.reference };
    await trial.ok('viewings.stillShown', said);
    const unlisted = { ...said, reference: 'X/9' };
    expect(await trial.refused('viewings.stillShown', unlisted)).toMatchObject({ clause: '6.4' });
    const { reactSlip } = await close(showing);
    expect(reactSlip).toContain('shown to the court');
    expect((await get(shown.url)).status).toBe(404);
    const entry = need((await trial.ok('ledger.search', { action: 'viewings.stillShown' })).rows[0]);
    expect(JSON.parse(entry.details)).toMatchObject({ stillId: still.id, reference: shown.reference });
    for (const words of [showing.viewing.number, `${still.number} showing`]) {
      const { groups } = await trial.ok('search.find', { words });
      const hits = groups.find(({ register }) => register === 'viewing')?.hits;
      expect(hits).toMatchObject([
        { reference: showing.viewing.number, place: { screen: 'recording', id: still.recordingId } },
      ]);
    }
    const folder = join(work, 'registers');
    await mkdir(folder);
    trial.shell.folders.push(folder);
    const register = { register: 'viewings', reason: 'For the Head.', password: accounts.officer.password } as const;
    const written = need(await trial.ok('registers.export', register));
    const lines = (await readFile(join(folder, written.folderName, 'viewings.csv'), 'utf8')).split('\r\n');
    const row = need(lines.find((line) => line.startsWith(showing.viewing.number)));
    expect(row).toContain(`,${still.number},`);
    expect(row).toContain('District Judge Patel');
    expect(trial.bugs).toEqual([]);
  });
});
