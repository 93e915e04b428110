import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshPage } from '../../../build/fresh-pages.ts';
import type { DiscDrive } from '../../../src/main/court/disc-drive.ts';
import { type DiscFile, listDiscFiles } from '../../../src/main/court/iso-image-reader.ts';
import { openDiscBytes } from '../../../src/main/platform/disc-bytes.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import type { Output } from '../../../src/shared/contract.ts';
import { AppError } from '../../../src/shared/failure.ts';
import { allText } from '../documents/poppler.ts';
import { approvedBundle, openCase, quiet, smallExport, startRetrieval } from '../officer-steps.ts';
import { accounts, need, type TrialApp, trialApp } from '../trial-app.ts';
import { dirtyAt, parts, secondExport } from './disc-steps.ts';

// What the register says of a disc is what became of it: another disc in the drive, dirt, or a burning that never began
// condemn nothing. And what lies on a disc is whole and of today.

type Disc = Output<'discs.list'>[number];

describe('the disc register', () => {
  let work: string;
  let page: string;
  let trial: TrialApp;
  let bundle: Output<'bundles.prepare'>;
  let later: Awaited<ReturnType<typeof startRetrieval>>;
  let drive: DiscDrive;
  let image: string;
  let count = 0;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'register-'));
    page = join(work, 'page.html');
    await copyFile(join(freshPage('open-me-first'), 'index.html'), page);
    trial = await trialApp({ bundlePagePath: page, discDrives: async () => [drive] });
    await trial.setUp();
    await trial.signIn('officer');
    const opened = await openCase(trial);
    const [first, second] = [join(work, 'FIRST'), join(work, 'SECOND')];
    await smallExport(first);
    await writeFile(join(first, 'player.exe'), Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000)]));
    await secondExport(second, first);
    const before = await startRetrieval(trial, opened, first);
    await trial.ended(before.jobId);
    later = await startRetrieval(trial, opened, second);
    await trial.ended(later.jobId);
    await quiet(trial);
    bundle = await bundleOfSecond(opened.caseId);
  }, 60_000);
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });
  beforeEach(() => newDisc());

  /** A bundle of the recording that only the second export brought. */
  const bundleOfSecond = async (caseId: Parameters<typeof approvedBundle>[1]): Promise<typeof bundle> => {
    const one = await approvedBundle(trial, caseId); // names the proceedings
    const footage = (await trial.ok('recordings.list', { caseId })).filter(({ playable }) => playable !== 'no');
    const newest = need(footage.toSorted((a, b) => a.number.localeCompare(b.number)).at(-1));
    const prepared = await trial.ok('bundles.prepare', {
      proceedingsId: one.proceedings.id,
      recordings: [{ recordingId: newest.id, description: 'Camera view' }],
      stillIds: [],
    });
    await trial.signOut();
    await trial.signIn('manager');
    const { password } = accounts.manager;
    await trial.ok('bundles.decide', { bundleId: prepared.id, decision: 'approve', reasons: 'Hearing.', password });
    await trial.signOut();
    await trial.signIn('officer');
    return prepared;
  };

  const newDisc = (): void => {
    count += 1;
    image = join(work, `disc-${count}.img`);
    drive = imageFileDrive(image);
  };
  const discOf = async (id: Disc['id']): Promise<Disc> =>
    need((await trial.ok('discs.list', {})).find((disc) => disc.id === id));
  const burn = async () => {
    const { discId, jobId } = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'court', driveId: drive.id });
    const job = await trial.ended(jobId);
    return { job, disc: await discOf(discId) };
  };
  const check = async ({ id }: Disc) =>
    trial.ended((await trial.ok('discs.check', { discId: id, driveId: drive.id })).jobId);
  const entries = async (action: string, text: string) => (await trial.ok('ledger.search', { action, text })).rows;
  const files = async ({ imageBytes }: Disc): Promise<(DiscFile & { readonly bytes: Uint8Array })[]> => {
    const disc = await openDiscBytes(image, need(imageBytes));
    const found = await listDiscFiles(disc);
    const read = await Promise.all(
      found.map(async (file) => ({ ...file, bytes: await disc.read(file.startByte, file.sizeBytes) })),
    );
    await disc.close();
    return read;
  };
  test('a disc carries the player of its recorder, also when an earlier retrieval had brought the same one', async () => {
    const retrieved = await trial.ok('retrievals.read', { retrievalId: later.retrievalId });
    const again = retrieved.files.filter(({ outcome }) => outcome === 'duplicate').map(({ path }) => path);
    expect(again.toSorted()).toEqual(parts);
    const { disc } = await burn();
    expect(disc.state).toBe('verified');
    const masters = (await files(disc)).filter(({ path }) => path.includes('/master/'));
    const names = masters.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).toSorted();
    expect(names).toEqual(['NVR_ch4_main_20261005212000_20261005212002.ts', ...parts]);
  });

  test('a disc is in the drive until somebody enters where it went', async () => {
    const { disc } = await burn();
    expect(disc.whereNow).toBe('In the drive: label it, seal it and lock it away');
    const to = 'Locked cabinet, shelf 2';
    const move = { reason: 'Kept', sealNumber: 'S-1', handedBy: 'Alan', receivedBy: 'Morag' };
    await trial.ok('discs.move', { discId: disc.id, to, ...move });
    expect((await discOf(disc.id)).whereNow).toBe(to);
  });

  test('another disc in the drive is told by its name, and the good one stays good', async () => {
    const { disc: good } = await burn();
    const itsOwn = drive;
    newDisc();
    const { disc: other } = await burn();
    const told = await check(good);
    expect(told.state).toBe('failed');
    expect(told.failure).toContain(`is ${other.number}, not ${good.number}. Put ${good.number} in`);
    expect(await discOf(good.id)).toEqual(good);
    expect(await discOf(other.id)).toEqual(other);
    expect(await entries('discs.checked', good.id)).toEqual([]);
    drive = itsOwn;
    expect(await check(good)).toMatchObject({ state: 'done' });
  });

  test('a disc that is none of ours is never named by what it says of itself', async () => {
    const { disc } = await burn();
    const name = Buffer.from('<b>HEARING</b>'.padEnd(32));
    const file = await open(image, 'r+');
    await file.write(name, 0, name.length, 16 * 2048 + 40);
    await file.close();
    expect((await check(disc)).failure).toContain(`is another disc, not ${disc.number}`);
    expect(await discOf(disc.id)).toEqual(disc);
  });

  test.each([
    ['in the middle', 300_000, 302_048],
    ['where its name stands', 16 * 2048, 17 * 2048],
    ['where its directory stands', 17 * 2048, 40 * 2048],
  ])('a disc with dirt %s is to be cleaned, not destroyed', async (_where, from, to) => {
    const { disc } = await burn();
    const clean = drive;
    drive = dirtyAt(clean, from, to);
    expect((await check(disc)).failure).toContain('Clean the disc and try again');
    expect(await discOf(disc.id)).toEqual(disc);
    const [entered] = await entries('discs.checked', disc.id);
    expect(JSON.parse(need(entered).details)).toMatchObject({ intact: false, unreadable: true });
    drive = clean;
    expect(await check(disc)).toMatchObject({ state: 'done' });
  });

  test('a disc with dirt in one place and a change in another is spoiled', async () => {
    const { disc } = await burn();
    const all = await files(disc);
    const changed = need(all.find(({ path }) => path.endsWith('README.txt') && path.startsWith('data/')));
    const dirty = need(all.find(({ path }) => path.endsWith('.ts')));
    const file = await open(image, 'r+');
    await file.write(Buffer.from('!'), 0, 1, changed.startByte);
    await file.close();
    drive = dirtyAt(drive, dirty.startByte, dirty.startByte + 2048);
    const told = await check(disc);
    expect(told.failure).toContain(changed.path);
    expect(await discOf(disc.id)).toMatchObject({ state: 'spoiled', whereNow: 'To be destroyed' });
    const again = await trial.refused('discs.check', { discId: disc.id, driveId: drive.id });
    expect(again).toMatchObject({ code: 'conflict' });
  });

  test('a disc whose directory was altered is spoiled', async () => {
    const { disc } = await burn();
    const file = await open(image, 'r+');
    await file.write(Buffer.alloc(1), 0, 1, 17 * 2048 + 1); // Joliet's descriptor
    await file.close();
    expect(await check(disc)).toMatchObject({ state: 'failed' });
    expect(await discOf(disc.id)).toMatchObject({ state: 'spoiled' });
  });

  test('while a disc is checked, no other check and no burning begins', async () => {
    const { disc } = await burn();
    const { readBack } = drive;
    const gate = Promise.withResolvers<void>();
    drive = { ...drive, readBack: async (bytes) => gate.promise.then(() => readBack(bytes)) };
    const driveId = drive.id;
    const { jobId } = await trial.ok('discs.check', { discId: disc.id, driveId });
    const second = await trial.refused('discs.check', { discId: disc.id, driveId });
    expect(second).toMatchObject({ code: 'conflict', message: expect.stringContaining('being checked') });
    const burning = await trial.refused('discs.burn', { bundleId: bundle.id, copy: 'court', driveId });
    expect(burning).toMatchObject({ code: 'conflict' });
    gate.resolve();
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
  });

  test('while a disc is burned, no check begins', async () => {
    const { disc } = await burn();
    newDisc();
    const { media } = drive;
    const gate = Promise.withResolvers<void>();
    drive = { ...drive, media: async () => gate.promise.then(media) };
    const input = { driveId: drive.id };
    const { jobId } = await trial.ok('discs.burn', { bundleId: bundle.id, copy: 'police', ...input });
    const refused = await trial.refused('discs.check', { discId: disc.id, ...input });
    expect(refused).toMatchObject({ code: 'conflict', message: expect.stringContaining('being burned') });
    gate.resolve();
    expect(await trial.ended(jobId)).toMatchObject({ state: 'done' });
  });

  test('a drive that gives up before it took a byte has cost no disc, one that took a byte has', async () => {
    const failure = new AppError('unavailable', 'The disc drive did not answer.');
    drive = { ...drive, burn: async () => Promise.reject(failure) };
    const none = await burn();
    expect(none.job.failure).toContain('did not answer');
    expect(none.disc).toMatchObject({ state: 'not-written', whereNow: 'No such disc: nothing was written' });
    expect(await entries('discs.notWritten', none.disc.id)).toHaveLength(1);
    expect(await entries('discs.spoiled', none.disc.id)).toEqual([]);
    drive = {
      ...drive,
      burn: async (pieces) => {
        await pieces[Symbol.asyncIterator]().next();
        throw failure;
      },
    };
    const one = await burn();
    expect(one.disc).toMatchObject({ state: 'spoiled', whereNow: 'To be destroyed' });
    const away = { to: 'Court', reason: 'Hearing', sealNumber: '1', handedBy: 'A', receivedBy: 'B' };
    expect(await trial.refused('discs.move', { discId: none.disc.id, ...away })).toMatchObject({ code: 'conflict' });
  });

  test('without its page, or without a blank disc, nothing is written and no sheet is made', async () => {
    const sheets = async (): Promise<number> => (await trial.ok('documents.list', {})).length;
    const before = await sheets();
    await rename(page, `${page}.away`);
    const pageless = await burn();
    await rename(`${page}.away`, page);
    expect(pageless.job.failure).toContain('missing from this installation');
    await writeFile(image, 'another disc');
    const written = await burn();
    expect(written.job.failure).toContain('not blank');
    expect([pageless.disc.state, written.disc.state]).toEqual(['not-written', 'not-written']);
    expect(await sheets()).toBe(before);
  });

  test('a later disc carries sheets of its own day, with all that became of the exhibit since', async () => {
    const first = await burn();
    const sheetsOf = async (disc: Disc) => (await files(disc)).filter(({ path }) => path.startsWith('data/documents/'));
    const before = await sheetsOf(first.disc);
    newDisc();
    const { disc: second } = await burn();
    const after = await sheetsOf(second);
    expect(after.map(({ path }) => path)).toEqual(before.map(({ path }) => path));
    expect(after).toHaveLength(3); // the statement goes along once every sentence of it is settled
    const chart = (sheets: typeof after): string => {
      const { bytes } = need(sheets.find(({ path }) => path.endsWith('continuity.pdf')));
      return allText({ bytes, pages: 1 });
    };
    const readBack = `Readbackdisc${first.disc.number}:everybyte`;
    expect(chart(before)).toMatch(/Retrievalbegun\(Memorystick\S+\)forrecorder/u);
    expect(chart(before)).not.toContain(readBack);
    expect(chart(after)).toContain(readBack);
    expect(chart(after)).toContain(`Courtbundle${bundle.number}:themanagerapprovedit.`);
    expect(chart(after)).toContain(`Burningofdisc${second.number}begun`);
    const listed = need((await trial.ok('bundles.list', {})).find(({ id }) => id === bundle.id)).documents;
    expect(new Set(listed.map(({ title }) => title)).size).toBe(listed.length);
    const all = await trial.ok('documents.list', { caseId: bundle.proceedings.caseId });
    expect(all.filter(({ kind }) => kind === 'continuity-chart').length).toBeGreaterThan(1);
  });

  test('an exhibit disposed of before the burning leaves the disc in the drive blank', async () => {
    trial.clock.set('2026-11-17T08:00:00.000Z');
    await trial.signOut();
    await trial.signIn('officer');
    await quiet(trial);
    const { job, disc } = await burn();
    expect(job).toMatchObject({ state: 'failed', failure: expect.stringContaining('disposed of') });
    expect(disc.state).toBe('not-written');
    expect(existsSync(image)).toBe(false);
    expect(trial.bugs).toEqual([]);
  });
});
