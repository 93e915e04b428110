import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BundleRecord } from '../../../resources/open-me-first/record.ts';
import { freshPage } from '../../../build/fresh-pages.ts';
import { listDiscFiles } from '../../../src/main/court/iso-image-reader.ts';
import { openDiscBytes } from '../../../src/main/platform/disc-bytes.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import type { Output } from '../../../src/shared/contract.ts';
import { sha256Hex } from '../../../src/main/platform/sha256.ts';
import { pageTexts } from '../documents/poppler.ts';
import { inspectVault } from '../inspected-vault.ts';
import { approve, type OpenedCase, openCase, openViewing, smallExport, startRetrieval } from '../officer-steps.ts';
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
    const { clipId, jobId } = await trial.ok('clips.make', {
      recordingId: film.id,
      from,
      to,
      way,
      reason: 'The blow.',
    });
    const job = await trial.ended(jobId);
    return { job, clip: (await trial.ok('clips.list', {})).find(({ id }) => id === clipId) ?? null };
  };
  const extract = async (name = 'bundle'): Promise<string> => {
    const bytes = await openDiscBytes(disc, (await readFile(disc)).length);
    const home = join(work, name);
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

  test('is offered the places that were bookmarked while it was watched, in the order of the pictures', async () => {
    const { viewing } = await openViewing(trial, film.id);
    const at = { viewingId: viewing.id, positionMs: 0 };
    await trial.ok('viewings.bookmark', { ...at, frameIndex: 6, note: 'He turns away.', mark: 'clip-to' });
    await trial.ok('viewings.bookmark', { ...at, frameIndex: 5, note: 'The blow.' });
    await trial.ok('viewings.bookmark', { ...at, frameIndex: 3, note: 'He comes near.', mark: 'clip-from' });
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'copy-for-court' });
    const places = await trial.ok('clips.places', { recordingId: film.id });
    expect(places.map(({ frameIndex, mark, note }) => [frameIndex, mark, note])).toEqual([
      [3, 'clip-from', 'He comes near.'],
      [5, null, 'The blow.'],
      [6, 'clip-to', 'He turns away.'],
    ]);
    expect(places[0]?.recordedAt).toBe('2026-10-05T21:10:00');
    const { rows } = await trial.ok('ledger.search', { action: 'viewings.bookmark' });
    expect(rows.map(({ details }) => (JSON.parse(details) as { mark?: string }).mark)).toEqual([
      'clip-from',
      undefined,
      'clip-to',
    ]);
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
    expect([status, stdout]).toEqual([
      0,
      expect.stringContaining('The fingerprint of every recording stands in the ledger'),
    ]);
    const record = JSON.parse(await readFile(join(home, 'data/record/exhibits.json'), 'utf8')) as BundleRecord;
    expect(record.clips).toMatchObject([
      { reference: 'AS/1', how: 'transcoded', parentReference: film.number, wished: { from: 4, to: 7 } },
      { reference: 'AS/2', how: 'copied', parentSha256: film.sha256, shown: { from: 1 } },
    ]);
    expect(await readFile(join(home, 'manifest-sha256.txt'), 'utf8')).toContain('data/clips/AS-2.mp4');
    expect(await readFile(join(home, 'data/record/ledger.json'), 'utf8')).toContain('retrievals.defineMaster');
    const statement = await trial.ok('statements.drawUp', { bundleId: bundle.id });
    expect(
      statement.sentences.some(({ text }) =>
        text.includes('I cut clip CLIP-0001 out of the recording, its pictures copied as they are'),
      ),
    ).toBe(true);
  });

  test('is no way round the case of a recording; bytes retrieved for two cases are an exhibit in both', async () => {
    const { id: caseId } = await trial.ok('cases.open', { reactRef: 'ASB/2026/0500', title: 'The neighbour' });
    const proceedings = await trial.ok('proceedings.name', {
      ...{ caseId, kind: 'criminal', court: 'Magistrates', caseNumber: 'M2', parties: 'R v C' },
    });
    const wish = {
      ...{ proceedingsId: proceedings.id, stillIds: [] },
      recordings: [{ recordingId: film.id, description: 'The yard' }],
    };
    expect(await trial.refused('bundles.prepare', wish)).toMatchObject({
      message: `${film.number} was retrieved for another case only.`,
    });
    const { id: incidentId } = await trial.ok('cases.reportIncident', {
      ...{ caseId, system: 'standard-4g', occurredAt: '2026-10-05T21:15:00', place: 'Yard', description: 'Shouting.' },
    });
    const timeCheck = {
      ...{ systemTime: '2026-10-06T10:05:00', referenceTime: '2026-10-06T10:00:00' },
      ...{ source: 'gps' as const, seenBy: 'Alan Sutcliffe' },
    };
    const second = { ...opened, caseId, incidentId };
    const { jobId } = await startRetrieval(trial, second, join(work, 'EXPORT'), { timeCheck, place: 'Yard' });
    await trial.ended(jobId);
    expect((await trial.ok('recordings.linked', { caseId })).map(({ id }) => id)).toContain(film.id);

    // A clip and a still of it stand in the case they were made for, with that retrieval's clock check.
    expect((await trial.ok('recordings.cases', { recordingId: film.id })).map((each) => each.reactRef)).toEqual([
      'ASB/2026/0417',
      'ASB/2026/0500',
    ]);
    const stretch = { recordingId: film.id, from: 3, to: 6, way: 'exact' as const, reason: 'The shouting.' };
    const made = await trial.ok('clips.make', { ...stretch, caseId });
    await trial.ended(made.jobId);
    const clips = await trial.ok('clips.list', { caseId });
    expect(clips).toMatchObject([{ id: made.clipId, caseId, corrected: { from: '2026-10-05T21:05:00' } }]);
    const { id: stranger } = await trial.ok('cases.open', { reactRef: 'ASB/2026/0501', title: 'Another' });
    expect(await trial.refused('clips.make', { ...stretch, caseId: stranger })).toMatchObject({ code: 'conflict' });
    const { viewing } = await openViewing(trial, film.id);
    const at = { viewingId: viewing.id, positionMs: 0, frameIndex: 3, note: 'Shouting.' };
    const { id: bookmarkId } = await trial.ok('viewings.bookmark', at);
    const asked = { bookmarkId, requester: 'P. Shah', necessity: 'To know who shouts.', particulars: 'The yard' };
    expect(await trial.ok('stills.request', { ...asked, caseId })).toMatchObject({
      ...{ caseId, correctedTime: '2026-10-05T21:05:00' },
    });
    expect(await trial.refused('stills.request', { ...asked, caseId: stranger })).toMatchObject({ code: 'conflict' });
    await trial.ok('viewings.close', { viewingId: viewing.id, outcome: 'still-wanted' });

    const bundle = await trial.ok('bundles.prepare', wish);
    expect(bundle.exhibits).toMatchObject([{ heldUnder: 'ASB/2026/0417', reference: 'AS/3' }]);
    expect(bundle.completeness.every((sentence) => sentence.startsWith('Retrieval RET-0002: '))).toBe(true);
    await approve(trial, bundle.id);
    disc = join(work, 'disc-2.img');
    const burning = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: disc });
    expect(await trial.ended(burning.jobId)).toMatchObject({ state: 'done' });
    const home = await extract('bundle-2');
    expect(commandLine(home).status).toBe(0);
    const record = JSON.parse(await readFile(join(home, 'data/record/exhibits.json'), 'utf8')) as BundleRecord;
    expect(record.exhibits).toMatchObject([
      {
        retrieval: { number: 'RET-0002', method: expect.stringContaining('sealed at retrieval RET-0001') },
        camera: { place: 'Yard' },
        timeCheck: { source: 'GPS clock', offsetSeconds: 300 },
        masters: [{ sha256: film.sha256 }, {}, {}],
      },
    ]);
  });

  test('leaves as one encrypted file that 7-Zip opens with the passphrase of the slip alone', async () => {
    const bundle = (await trial.ok('bundles.list', {})).find(({ number }) => number === 'BUN-0001');
    const wish = { bundleId: need(bundle).id, copy: 'police', recipient: 'P. Shah', organisation: 'GMP' } as const;
    const stick = join(work, 'stick');
    await mkdir(stick);
    const write = async (folder: string) => {
      trial.shell.folders.push(folder);
      const { transitId, jobId } = need(await trial.ok('transits.make', { ...wish, passphraseRoute: 'By hand' }));
      return { job: await trial.ended(jobId), id: transitId };
    };
    const copyOf = async (id: string) => need((await trial.ok('transits.list', {})).find((each) => each.id === id));
    const { job, id } = await write(stick);
    expect(job).toMatchObject({ state: 'done' });
    const copy = await copyOf(id);
    const file = await readFile(join(stick, copy.fileName));
    expect(copy).toMatchObject({ state: 'verified', sha256: sha256Hex(file), sizeBytes: file.length });
    await trial.ok('documents.print', { documentId: need(copy.slipId) });
    const [page = ''] = pageTexts({ bytes: need(trial.shell.printed.at(-1)).bytes, pages: 1 });
    const passphrase = need(/^(?:[0-9A-Z]{5}-){5}[0-9A-Z]{5}$/mu.exec(page)?.[0]);
    const unpack = (word: string) =>
      spawnSync('7z', ['x', '-y', `-p${word}`, `-o${stick}`, join(stick, copy.fileName)]);
    expect(unpack('WRONG-WRONG').status).not.toBe(0);
    expect(unpack(passphrase).status).toBe(0);
    expect(commandLine(join(stick, copy.bundleNumber)).status).toBe(0);
    // The passphrase is on the slip and nowhere else; a place that keeps nothing leaves a failed copy and no file.
    expect(JSON.stringify((await trial.ok('ledger.search', { about: copy.bundleNumber })).rows)).not.toContain(
      passphrase,
    );
    const lost = await write(join(work, 'no such place'));
    expect(lost.job.failure).toContain('Nothing was left in it');
    expect(await copyOf(lost.id)).toMatchObject({ state: 'failed', slipId: null });
    expect(await readdir(stick)).toEqual([copy.bundleNumber, copy.fileName]);
    expect((await write(join(trial.folder, 'vault'))).job.failure).toContain('application’s own folder');

    expect(await trial.refused('transits.receiptSigned', { transitId: id, signedOn: '2026-10-06' })).toMatchObject({
      message: expect.stringContaining('No receipt was made'),
    });
    trial.clock.advance(8 * 86_400_000);
    const due = (await trial.ok('today.read', {})).due.filter(({ title }) => title.includes(copy.number));
    expect(due).toMatchObject([{ detail: expect.stringContaining('P. Shah, GMP') }]);
    await trial.ok('transits.receipt', { transitId: id });
    await trial.ok('transits.receiptSigned', { transitId: id, signedOn: '2026-10-07' });
    expect((await copyOf(id)).receiptSignedOn).toBe('2026-10-07');
    // Whoever closes the case is asked why it stays out there; of a copy that failed there is nothing.
    const { items } = await trial.ok('cases.closingReview', { caseId: opened.caseId });
    expect(items.filter(({ kind }) => kind === 'copy')).toEqual([
      { kind: 'copy', id, number: copy.number, where: 'P. Shah, GMP', stayedBecause: null },
    ]);
  });

  test('dies with its recording, and nothing of it can be opened or put into a bundle', async () => {
    trial.clock.set('2026-11-17T08:00:00.000Z');
    const { jobId } = await trial.ok('retention.disposeDue', {});
    expect(await trial.ended(need(jobId))).toMatchObject({ state: 'done' });
    expect((await trial.ok('clips.list', {})).map(({ state }) => state)).toEqual(Array(3).fill('disposed'));
    const [clip] = await trial.ok('clips.list', {});
    const [proceedings] = await trial.ok('proceedings.list', { caseId: opened.caseId });
    const again = { proceedingsId: need(proceedings).id, recordings: [], stillIds: [] };
    const clips = [{ clipId: need(clip).id, description: 'The blow' }];
    expect(await trial.refused('bundles.prepare', { ...again, clips })).toMatchObject({
      code: 'clause',
      clause: '4.6',
    });
    expect(trial.bugs).toEqual([]);
    await trial.signOut();
    expect(await inspectVault(trial.folder)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [] });
  });
});
