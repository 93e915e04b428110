import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshPage } from '../../../build/fresh-pages.ts';
import type { DiscDrive } from '../../../src/main/court/disc-drive.ts';
import { listDiscFiles } from '../../../src/main/court/iso-image-reader.ts';
import { openDiscBytes } from '../../../src/main/platform/disc-bytes.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import type { Output } from '../../../src/shared/contract.ts';
import { approvedBundle, openCase, smallExport, startRetrieval } from '../officer-steps.ts';
import { need, type TrialApp, trialApp } from '../trial-app.ts';
import { bytesFrom } from './image-fixtures.ts';
import { commandLineOf, openssl, sha256sum } from './outside-checks.ts';

// A bundle that no disc takes: burned as a set, one disc after the other, each read back; complete when all are.

type Disc = Output<'discs.list'>[number];
const capacityBytes = 2_600_000;

describe('a set of discs', () => {
  let work: string;
  let trial: TrialApp;
  let bundle: Output<'bundles.prepare'>;
  let drive: DiscDrive;
  let image: string;
  let count = 0;
  const images = new Map<string, string>();

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'set-'));
    await smallExport(join(work, 'EXPORT'));
    // A player larger than a disc of this test.
    await writeFile(
      join(work, 'EXPORT', 'player.exe'),
      Buffer.concat([Buffer.from('MZ'), bytesFrom('player', 5_500_000)]),
    );
    trial = await trialApp({
      bundlePagePath: join(freshPage('open-me-first'), 'index.html'),
      discDrives: async () => [drive],
    });
    await trial.setUp();
    await trial.signIn('officer');
    const opened = await openCase(trial);
    await trial.ended((await startRetrieval(trial, opened, join(work, 'EXPORT'))).jobId);
    bundle = await approvedBundle(trial, opened.caseId);
  }, 60_000);
  afterAll(async () => {
    await trial.remove();
    await rm(work, { recursive: true, force: true });
  });
  beforeEach(() => newDisc());

  const newDisc = (): void => {
    count += 1;
    image = join(work, `disc-${count}.img`);
    const file = imageFileDrive(image);
    drive = { ...file, media: async () => ({ ...(await file.media()), capacityBytes }) };
  };
  const burn = async (how: { severalDiscs?: boolean; setId?: string }) => {
    const { discId, jobId } = await trial.ok('discs.burn', {
      bundleId: bundle.id,
      copy: 'court',
      driveId: drive.id,
      ...how,
    });
    const job = await trial.ended(jobId);
    const disc = need((await trial.ok('discs.list', {})).find(({ id }) => id === discId));
    images.set(disc.number, image);
    return { job, disc };
  };
  const setOf = async ({ setId }: Disc) =>
    need((await trial.ok('discs.sets', { bundleId: bundle.id })).find(({ id }) => id === setId));

  /** The files of a disc, written into a folder. */
  const extract = async (disc: Disc): Promise<string> => {
    const bytes = await openDiscBytes(need(images.get(disc.number)), need(disc.imageBytes));
    const home = join(work, `out ${disc.number}`);
    for (const { path, startByte, sizeBytes } of await listDiscFiles(bytes)) {
      await mkdir(dirname(join(home, path)), { recursive: true });
      await writeFile(join(home, path), await bytes.read(startByte, sizeBytes));
    }
    await bytes.close();
    return home;
  };

  test('is not begun unless the officer says so: a bundle larger than the disc is refused, and no disc is lost', async () => {
    const { job, disc } = await burn({});
    expect(job.failure).toContain('allow several discs');
    expect(disc).toMatchObject({ state: 'not-written', setId: null, setNumber: 1, setSize: 1 });
  });

  test('is told in discs before it is begun, burned disc by disc, and is complete when every place is verified', async () => {
    const foretold = await trial.ok('discs.count', { bundleId: bundle.id, driveId: drive.id });
    expect(foretold).toMatchObject({ discs: 3, capacityBytes });

    const first = await burn({ severalDiscs: true });
    expect(first.job).toMatchObject({ state: 'done' });
    expect(first.disc).toMatchObject({ state: 'verified', setNumber: 1, setSize: 3, copy: 'court' });
    const setId = need(first.disc.setId);
    expect(await setOf(first.disc)).toMatchObject({ size: 3, copy: 'court', missing: [2, 3] });

    // Half a set stays in the house, and Today says what is missing.
    const due = async () => (await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'disc-set');
    expect(await due()).toMatchObject([
      { detail: expect.stringContaining('Discs 2, 3 of 3 are to be burned'), place: { id: bundle.id } },
    ]);
    const hands = { discId: first.disc.id, reason: 'Hearing', sealNumber: 'S-1', handedBy: 'A', receivedBy: 'B' };
    expect(await trial.refused('discs.move', { ...hands, to: 'County Court' })).toMatchObject({
      code: 'clause',
      message: expect.stringContaining('Burn discs 2, 3 of it first'),
    });
    const homeward = { ...hands, to: 'Locked cabinet', reason: 'Until the set is burned', staysInHouse: true };
    expect((await trial.ok('discs.move', homeward)).whereNow).toBe('Locked cabinet');
    expect(await trial.refused('discs.move', { ...homeward, dueBackOn: '2030-01-01' })).toMatchObject({
      code: 'invalid-input',
    });

    // Disc 2 comes out wrong: the place stays open, and another number takes it.
    newDisc();
    const { readBack } = drive;
    drive = {
      ...drive,
      readBack: async (bytes) => {
        const file = await open(image, 'r+');
        await file.write(Buffer.from('!?'), 0, 2, 1_500_000);
        await file.close();
        return readBack(bytes);
      },
    };
    const spoiled = await burn({ setId });
    expect(spoiled.disc).toMatchObject({ state: 'spoiled', setNumber: 2, setSize: 3 });
    expect((await setOf(spoiled.disc)).missing).toEqual([2, 3]);
    newDisc();
    const second = await burn({ setId });
    expect(second.disc).toMatchObject({ state: 'verified', setNumber: 2, setSize: 3, setId });
    expect(second.disc.number).not.toBe(spoiled.disc.number);

    newDisc();
    const third = await burn({ setId });
    expect(third.disc).toMatchObject({ state: 'verified', setNumber: 3 });
    expect((await setOf(third.disc)).missing).toEqual([]);
    expect(await due()).toEqual([]);
    await trial.ok('discs.move', { ...hands, to: 'County Court' });
    newDisc();
    const more = { bundleId: bundle.id, copy: 'court', driveId: drive.id, setId };
    expect(await trial.refused('discs.burn', more)).toMatchObject({ code: 'conflict' });

    const discs = [first.disc, second.disc, third.disc];
    expect(new Set(discs.map(({ witnessCode }) => witnessCode)).size).toBe(1);
    const homes = await Promise.all(discs.map(extract));
    for (const home of homes) expect([sha256sum(home), openssl(home)]).toEqual([true, true]);
    const { status, stdout } = commandLineOf(homes, '--code', need(first.disc.witnessCode));
    expect(stdout).toContain('All 3 discs of the set are here.');
    expect(stdout).toMatch(/player\.exe” is divided over discs .*; joined, it is the file that was sealed/);
    expect(status).toBe(0);

    const [begun] = (await trial.ok('ledger.search', { action: 'discs.beginSet' })).rows;
    expect(JSON.parse(need(begun).details)).toMatchObject({ setId, discs: 3 });
    expect(trial.bugs).toEqual([]);
  });

  test('of another bundle, or that is not there, is refused', async () => {
    const [set] = await trial.ok('discs.sets', {});
    const input = { copy: 'court', driveId: drive.id };
    const stranger = '0190a000-0000-7000-8000-000000000000';
    expect(await trial.refused('discs.burn', { ...input, bundleId: bundle.id, setId: stranger })).toMatchObject({
      code: 'not-found',
    });
    const again = await trial.ok('bundles.prepare', {
      proceedingsId: bundle.proceedings.id,
      recordings: [{ recordingId: need(bundle.exhibits[0]?.recordingId), description: 'Again' }],
      stillIds: [],
    });
    const reply = await trial.refused('discs.burn', { ...input, bundleId: again.id, setId: need(set).id });
    expect(reply).toMatchObject({ code: 'clause', clause: '3.10' });
  });

  test('that was planned stays as it was planned: what its discs share cannot be changed', async () => {
    const { job, disc } = await burn({ severalDiscs: true });
    expect(job.state).toBe('done');
    newDisc();
    drive = { ...drive, media: async () => ({ ...(await imageFileDrive(image).media()), capacityBytes: 1_000_000 }) };
    const smaller = await burn({ setId: need(disc.setId) });
    expect(smaller.job.failure).toContain('larger than this disc');
    expect(smaller.disc).toMatchObject({ state: 'not-written', setNumber: 2 });
    expect(await setOf(disc)).toMatchObject({ missing: [2, 3], isGivenUp: false });
    // What there was of it is destroyed: nobody goes on with it, and it is on nobody's list.
    await trial.ok('discs.destroy', {
      ...{ discId: disc.id, why: 'It is not wanted.', method: 'shredded', place: 'Cornerstone' },
      witnessedBy: 'Morag Whitfield',
    });
    expect(await setOf(disc)).toMatchObject({ missing: [1, 2, 3], isGivenUp: true });
    newDisc();
    const more = { bundleId: bundle.id, copy: 'court', driveId: drive.id, setId: need(disc.setId) };
    expect(await trial.refused('discs.burn', more)).toMatchObject({ code: 'conflict' });
  });
});
