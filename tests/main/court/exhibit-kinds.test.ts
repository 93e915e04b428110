import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleRecord } from '../../../resources/open-me-first/record.ts';
import { freshPage } from '../../../build/fresh-pages.ts';
import { listDiscFiles } from '../../../src/main/court/iso-image-reader.ts';
import { openDiscBytes } from '../../../src/main/platform/disc-bytes.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import type { Output } from '../../../src/shared/contract.ts';
import { inspectVault } from '../inspected-vault.ts';
import { approve, type OpenedCase, openCase, smallExport, startRetrieval } from '../officer-steps.ts';
import { need, type TrialApp, trialApp } from '../trial-app.ts';
import { commandLine } from './outside-checks.ts';

// What goes to court beside whole recordings of its own case, from cutting to the disc, and to the end of the six weeks.

describe('a clip', () => {
  let work: string;
  let trial: TrialApp;
  let opened: OpenedCase;
  let film: Output<'recordings.list'>[number];
  let disc: string;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'clip-'));
    disc = join(work, 'disc.img');
    await smallExport(join(work, 'EXPORT'));
    trial = await trialApp({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [imageFileDrive(disc)],
    });
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    const { caseId } = opened;
    film = need((await trial.ok('recordings.list', { caseId })).find(({ playable }) => playable === 'derivative'));
  });
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });

  const cut = async (way: 'copy' | 'exact', from: number, to: number) => {
    const { clipId, jobId } = await trial.ok('clips.make', { recordingId: film.id, from, to, way, reason: 'The blow.' });
    const job = await trial.ended(jobId);
    return { job, clip: (await trial.ok('clips.list', {})).find(({ id }) => id === clipId) ?? null };
  };
  const extract = async (): Promise<string> => {
    const bytes = await openDiscBytes(disc, (await readFile(disc)).length);
    const home = join(work, 'bundle');
    for (const { path, startByte, sizeBytes } of await listDiscFiles(bytes)) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), await bytes.read(startByte, sizeBytes));
    }
    await bytes.close();
    return home;
  };

  test('is foreseen with its times, and pictures that there are not are refused', async () => {
    const { frameCount, stretch } = await trial.ok('clips.foresee', { recordingId: film.id, from: 2, to: 5 });
    expect(frameCount).toBe(10);
    expect(stretch).toMatchObject({ milliseconds: 300, recorded: { from: '2026-10-05T21:10:00' } });
    expect(stretch?.corrected?.from).toBe('2026-10-05T21:06:48');
    const beyond = { recordingId: film.id, from: 2, to: 10, way: 'copy', reason: 'x' };
    expect(await trial.refused('clips.make', beyond)).toMatchObject({ code: 'invalid-input' });
  });

  test('is sealed with hash, parent, pictures, tool and command; a copy says where it really begins', async () => {
    const { job, clip } = await cut('copy', 3, 6);
    expect(job.state).toBe('done');
    expect(clip).toMatchObject({ number: 'CLIP-0001', wish: { from: 3, to: 6 }, shown: { from: 0 }, state: 'kept' });
    expect(clip).toMatchObject({ parentSha256: film.sha256, tool: expect.stringContaining('ffmpeg version') });
    const { rows } = await trial.ok('ledger.search', { action: 'clips.made' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({ sha256: clip?.sha256, masterSha256: film.sha256 });
    expect((await cut('exact', 3, 6)).clip).toMatchObject({ shown: { from: 3, to: 6 }, way: 'exact' });
  });

  test('goes to court after the manager’s approval: in record, list, page and continuity of the disc', async () => {
    const proceedings = await trial.ok('proceedings.name', {
      ...{ caseId: opened.caseId, kind: 'civil', court: 'County Court', caseNumber: 'L1', parties: 'A v B' },
    });
    const clips = (await trial.ok('clips.list', {})).map(({ id }) => ({ clipId: id, description: 'The blow' }));
    const bundle = await trial.ok('bundles.prepare', {
      ...{ proceedingsId: proceedings.id, recordings: [], stillIds: [], clips },
    });
    expect(bundle.exhibits.map(({ kind, clip }) => [kind, clip?.recordingNumber])).toEqual([
      ['clip', film.number],
      ['clip', film.number],
    ]);
    await approve(trial, bundle.id);
    const { jobId } = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: disc });
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
    const home = await extract();
    const { status, stdout } = commandLine(home);
    expect([status, stdout]).toEqual([0, expect.stringContaining('The fingerprint of every recording stands in the ledger')]);
    const record = JSON.parse(await readFile(join(home, 'data/record/exhibits.json'), 'utf8')) as BundleRecord;
    expect(record.clips).toMatchObject([
      { reference: 'AS/1', how: 'transcoded', parentReference: film.number, wished: { from: 4, to: 7 } },
      { reference: 'AS/2', how: 'copied', parentSha256: film.sha256, shown: { from: 1 } },
    ]);
    expect(await readFile(join(home, 'manifest-sha256.txt'), 'utf8')).toContain('data/clips/AS-2.mp4');
    expect(await readFile(join(home, 'data/record/ledger.json'), 'utf8')).toContain('retrievals.defineMaster');
    const { statement } = { statement: await trial.ok('statements.drawUp', { bundleId: bundle.id }) };
    expect(statement.sentences.some(({ text }) => text.includes('Clip CLIP-0001 cut, pictures copied as they are'))).toBe(
      true,
    );
  });

  test('dies with its recording, and nothing of it can be opened or put into a bundle', async () => {
    trial.clock.set('2026-11-17T08:00:00.000Z');
    const { jobId } = await trial.ok('retention.disposeDue', {});
    expect(await trial.ended(need(jobId))).toMatchObject({ state: 'done' });
    expect((await trial.ok('clips.list', {})).map(({ state }) => state)).toEqual(['disposed', 'disposed']);
    const [clip] = await trial.ok('clips.list', {});
    const [proceedings] = await trial.ok('proceedings.list', {});
    const again = { proceedingsId: need(proceedings).id, recordings: [], stillIds: [] };
    const clips = [{ clipId: need(clip).id, description: 'The blow' }];
    expect(await trial.refused('bundles.prepare', { ...again, clips })).toMatchObject({ code: 'clause', clause: '4.6' });
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [] });
  });
});
