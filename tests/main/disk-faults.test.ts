import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { changeVaultFile, readVaultFile, repairVaultFile } from '../../src/main/vault/vault-file.ts';
import { AppError } from '../../src/shared/failure.ts';
import { findObject, inspectVault } from './inspected-vault.ts';
import { type OpenedCase, openCase, quiet, smallExport, startRetrieval } from './officer-steps.ts';
import { canLoop, canMount, failingDisk, type SmallDisk, smallDisk } from './small-disk.ts';
import { accounts, need, type TrialApp, trialApp } from './trial-app.ts';

// The application on a real file system that becomes full or read-only under it. Nothing that was committed is lost,
// what could not be done is said in words, and all goes on when the cause is gone. Left out where one may not mount.

const full = { code: 'unavailable', message: expect.stringContaining('disk is full') };
const readOnly = { code: 'unavailable', message: expect.stringContaining('read but not written') };

describe.skipIf(!canMount)('a disk', () => {
  let work: string;
  let disk: SmallDisk;
  let trial: TrialApp;
  let opened: OpenedCase;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'faults-'));
    disk = await smallDisk(2048);
    trial = await trialApp({ folder: disk.folder });
    await trial.setUp();
    await trial.signIn('officer');
    opened = await openCase(trial);
    await smallExport(join(work, 'FIRST'));
    await trial.ended((await startRetrieval(trial, opened, join(work, 'FIRST'))).jobId);
  });
  afterAll(async () => {
    await trial.app.close();
    await disk.remove();
    await rm(work, { recursive: true, force: true });
  });

  const openNamed = (reactRef: string) => trial.app.invoke('cases.open', { reactRef, title: 'Noise' });
  const cases = async (): Promise<string[]> => (await trial.ok('cases.list', {})).map(({ reactRef }) => reactRef);
  /** Nothing but what the disk did was met, and nothing of the vault is half there. */
  const expectWhole = async (): Promise<void> => {
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true, faults: [] });
    const bugs = trial.bugs.filter((bug) => !(bug instanceof AppError) || bug.code !== 'unavailable');
    expect(bugs.map(String)).toEqual([]);
    await trial.app.close();
    expect(await inspectVault(trial.folder)).toMatchObject({
      broken: [],
      undead: [],
      orphans: [],
      parts: [],
      epochs: 1,
    });
    await trial.restart();
    await trial.signIn('officer');
    await quiet(trial);
  };

  test('that is full under a change keeps nothing of it, and everything from before', async () => {
    const kept = new Set(await cases()); // looked into before: a first look needs room for its entry
    disk.fill();
    const answers: string[] = [];
    for (let count = 0; count < 400 && answers.at(-1) !== 'unavailable'; count += 1) {
      const reply = await openNamed(`FULL/${count}`);
      if (reply.ok) kept.add(`FULL/${count}`);
      else expect(reply.failure).toMatchObject(full);
      answers.push(reply.ok ? 'ok' : reply.failure.code);
    }
    expect(answers.at(-1)).toBe('unavailable');
    expect((await cases()).toSorted()).toEqual([...kept].toSorted());
    disk.free();
    expect(await openNamed('AFTER/1')).toMatchObject({ ok: true });
    await expectWhole();
    expect((await cases()).toSorted()).toEqual([...kept, 'AFTER/1'].toSorted());
  });

  test('that fills up while footage is sealed fails the file in words; with room again the rest is taken', async () => {
    const stick = join(work, 'SECOND');
    await smallExport(stick);
    await writeFile(join(stick, 'notes.bin'), Buffer.alloc(6_000_000, 7));
    const stop = trial.app.subscribe((event) => {
      if (event.name !== 'job.progress' || !event.data.step.includes('notes.bin')) return;
      stop();
      disk.fill();
    });
    const { jobId, retrievalId } = await startRetrieval(trial, opened, stick);
    const isIdle = async (): Promise<boolean> => {
      const jobs = await trial.ok('jobs.list', {});
      return trial.bugs.length > 0 || jobs.every(({ id, state }) => id !== jobId || state !== 'running');
    };
    await expect.poll(isIdle, { timeout: 30_000 }).toBe(true);
    disk.free();
    await trial.restart();
    await trial.signIn('officer');
    await quiet(trial);
    const { retrieval, files } = await trial.ok('retrievals.read', { retrievalId });
    expect(['partial', 'complete', 'failed']).toContain(retrieval.state);
    expect(files.find(({ path }) => path === 'notes.bin')).toMatchObject({ outcome: 'failed' });
    expect(files.filter(({ outcome, reason }) => outcome === 'failed' && reason === null)).toEqual([]);
    await trial.ended((await startRetrieval(trial, opened, stick)).jobId);
    const [again] = await trial.ok('retrievals.list', {});
    const read = await trial.ok('retrievals.read', { retrievalId: need(again).id });
    expect(read.files.filter(({ outcome }) => outcome !== 'master' && outcome !== 'duplicate')).toEqual([]);
    await expectWhole();
  });

  test('that is full under the exchange of vault.json leaves the old one in force', async () => {
    const folder = join(disk.folder, 'vault');
    const { file } = await readVaultFile(folder);
    const [epoch] = file.epochs;
    disk.fill();
    const changing = changeVaultFile(folder, (old) => ({ ...old, epochs: [{ ...need(epoch), number: 99 }] }));
    await expect(changing).rejects.toMatchObject(full);
    expect((await readVaultFile(folder)).file).toEqual(file);
    disk.free();
    expect(await repairVaultFile(folder)).toMatchObject({ file, restored: false });
    await expectWhole();
  });

  test('that is full when a copy is made leaves the recording waiting, and the next sign-in makes the copy', async () => {
    const { id } = need((await trial.ok('recordings.list', {})).find(({ playable }) => playable === 'derivative'));
    const { derivative } = await trial.ok('recordings.read', { recordingId: id });
    const copy = await findObject(trial.folder, need(derivative).sha256);
    await trial.signOut();
    await rm(copy);
    const reported = trial.bugs.length;
    const stop = trial.app.subscribe((event) => {
      if (event.name !== 'job.progress' || event.data.kind !== 'derivative') return;
      stop();
      disk.fill();
    });
    await trial.signIn('officer');
    const settled = (): boolean =>
      trial.bugs.length > reported ||
      trial.events.some(
        ({ name, data }) =>
          name === 'job.progress' && 'kind' in data && data.kind === 'derivative' && data.state === 'failed',
      );
    await expect.poll(settled, { timeout: 30_000 }).toBe(true);
    disk.free();
    expect((await trial.ok('recordings.read', { recordingId: id })).recording).toMatchObject({
      playable: 'waiting',
      state: 'kept',
    });
    await trial.restart();
    await trial.signIn('officer');
    await quiet(trial);
    expect((await trial.ok('recordings.read', { recordingId: id })).recording.playable).toBe('derivative');
    await expectWhole();
  });

  test('that can only be read signs nobody in, says why, and signs in again when it can be written', async () => {
    const before = await cases();
    await trial.signOut();
    disk.readOnly();
    const credentials = { username: accounts.officer.username, password: accounts.officer.password };
    const refused = await trial.refused('session.signIn', { ...credentials, code: trial.code('officer') });
    expect(refused).toMatchObject(readOnly);
    expect(await trial.ok('app.state', {})).toMatchObject({ phase: 'signed-out' });
    disk.writable();
    await trial.signIn('officer');
    expect(await cases()).toEqual(before);
    await expectWhole();
  });
});

describe.skipIf(!canLoop())('a disk that fails in use', () => {
  test('refuses every change in words and lets the screen be locked; after a restart all that was kept is there', async () => {
    const disk = await failingDisk(32);
    onTestFinished(() => disk.remove());
    const trial = await trialApp({ folder: disk.folder });
    onTestFinished(() => trial.app.close());
    await trial.setUp();
    await trial.signIn('officer');
    await openCase(trial);
    await trial.ok('cases.list', {});
    disk.fail();
    expect(await trial.refused('cases.open', { reactRef: 'RO/1', title: 'Noise' })).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('nothing was'),
    });
    expect(await trial.ok('cases.list', {})).toHaveLength(1);
    expect(await trial.refused('stills.list', {})).toMatchObject({ code: 'unavailable' }); // what cannot be entered
    await trial.app.invoke('session.signOut', { why: 'locked' });
    expect(await trial.ok('app.state', {})).toMatchObject({ phase: 'signed-out', person: null });
    disk.mountAgain();
    await trial.signIn('officer');
    expect(await trial.ok('cases.list', {})).toHaveLength(1);
    expect(await trial.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(trial.bugs.filter((bug) => !(bug instanceof AppError))).toEqual([]);
  });
});
