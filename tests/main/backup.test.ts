import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { newRecoveryCode } from '../../src/main/vault/recovery-code.ts';
import type { BackupDrive } from '../../src/shared/contract/backups.ts';
import {
  backUp,
  backupBench,
  type BackupBench,
  backupFolder,
  checkBackup,
  driveNow,
  generationOf,
  registerDrive,
  removeBench,
  restoreOnto,
  sealedFiles,
} from './backup-steps.ts';
import { inspectVault } from './inspected-vault.ts';
import { openViewing } from './officer-steps.ts';
import { codeFor, recoverWith } from './people-steps.ts';
import { accounts, need, type TrialApp } from './trial-app.ts';
import { flipBit } from './vault/vault-folder.ts';

// A backup is the vault once more: sealed bytes, the registers under their key, and what opens them.

const sha256 = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
const hashesIn = async (folder: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all((await sealedFiles(folder)).map(async (path) => [basename(path), await sha256(path)] as const)),
  );

describe('a backup', () => {
  let bench: BackupBench;
  let trial: TrialApp;
  let drive: BackupDrive;

  beforeAll(async () => {
    bench = await backupBench();
    trial = bench.trial;
    drive = await registerDrive(trial, 'B-01');
    return () => removeBench(bench);
  });
  const vaultFolder = (): string => join(trial.folder, 'vault');
  const entries = async (action: string) =>
    (await trial.ok('ledger.search', { action })).rows.map(
      ({ details }) => JSON.parse(details) as Record<string, unknown>,
    );

  test('is asked for on Today until there is one', async () => {
    const { due } = await trial.ok('today.read', {});
    expect(due.filter(({ kind }) => kind === 'backup')).toMatchObject([
      { title: 'There is no backup of this laptop', detail: 'Connect B-01 and make one.' },
    ]);
  });

  test('holds the sealed bytes of every object, the registers under their key, and nothing in plain', async () => {
    expect(await backUp(trial, drive, bench.first)).toMatchObject({ state: 'done' });
    const folder = await backupFolder(bench.first);
    expect(await hashesIn(folder)).toEqual(await hashesIn(vaultFolder()));
    const registers = await readFile(join(await generationOf(bench.first), 'registers.db'));
    expect(registers.includes('SQLite format')).toBe(false);
    expect(registers.includes('Edward Street')).toBe(false);
    const [done] = await entries('backups.done');
    const { backup } = await driveNow(trial, drive);
    expect(done).toMatchObject({ ...need(backup), notCopied: [] });
    expect(need(backup).objects).toBe((await sealedFiles(folder)).length);
    expect((await trial.ok('ledger.checkCode', { code: need(backup).witnessCode })).verdict).toBe('matches');
    expect((await trial.ok('today.read', {})).due.filter(({ kind }) => kind === 'backup')).toEqual([]);
  });

  test('copies only what is new the next time, and leaves one generation', async () => {
    const before = await entries('backups.copy');
    expect(await backUp(trial, drive, bench.first)).toMatchObject({ state: 'done' });
    expect(await entries('backups.copy')).toHaveLength(before.length);
    expect(basename(await generationOf(bench.first))).toBe('generation-000002');
  });

  test('is checked byte by byte, and what is bad, missing or not ours is named; the next backup mends it', async () => {
    expect(await checkBackup(trial, drive, bench.first)).toMatchObject({ state: 'done' });
    const folder = await backupFolder(bench.first);
    const [bad, missing] = await sealedFiles(folder);
    await flipBit(need(bad), 1000);
    await rm(need(missing));
    const stray = join(folder, 'objects', 'ab', 'abababab-abab-4bab-8bab-abababababab');
    await mkdir(join(folder, 'objects', 'ab'), { recursive: true });
    await writeFile(stray, 'not ours');
    const job = await checkBackup(trial, drive, bench.first);
    expect(job.state).toBe('failed');
    expect(job.failure).toMatch(/^The backup on B-01 is not whole\. Damaged: .+\. Missing: .+\. Not ours: abababab/u);
    const [checked] = await entries('backups.checked');
    expect(checked).toMatchObject({ ok: false, extra: [basename(stray)] });
    expect(await driveNow(trial, drive)).toMatchObject({ checkFaults: 3 });
    expect(JSON.stringify((await trial.ok('today.read', {})).due)).toContain('The backup on B-01 is not whole');
    expect(await backUp(trial, drive, bench.first)).toMatchObject({ state: 'done' });
    expect(await hashesIn(folder)).toEqual(await hashesIn(vaultFolder()));
    expect(await checkBackup(trial, drive, bench.first)).toMatchObject({ state: 'done' });
  });

  test('whose registers were changed is told as damaged', async () => {
    const registers = join(await generationOf(bench.first), 'registers.db');
    await flipBit(registers, 50_000);
    const job = await checkBackup(trial, drive, bench.first);
    expect(job.failure).toContain('The registers are not the bytes that were written');
    const laptop = await bench.emptyLaptop();
    laptop.shell.folders.push(bench.first);
    const { id: foundId } = await laptop.ok('restore.look', {});
    const factors = { username: 'alan', password: 'winter garden spade', code: laptop.code('officer') };
    const refused = await laptop.refused('restore.copy', { foundId, ...factors });
    expect(refused).toMatchObject({ code: 'integrity' });
    expect(await readdir(laptop.folder)).not.toContain('vault.restoring');
    await laptop.app.close();
    await backUp(trial, drive, bench.first);
  });

  test('goes only onto the drive it is for, and never onto the laptop’s own', async () => {
    const ask = async (folder: string, id = drive.id): Promise<string> => {
      trial.shell.folders.push(folder);
      return (await trial.refused('backups.start', { driveId: id })).message;
    };
    expect(await ask(bench.work)).toContain('the laptop’s own drive');
    expect(await ask(bench.second)).toContain('This is not B-01');
    await trial.signOut();
    const other = await registerDrive(trial, 'B-02');
    expect(await ask(await backupFolder(bench.first), other.id)).toContain('This is backup drive B-01, not B-02');
  });

  test('is restored onto an empty laptop: the same ledger, the same objects, and footage that plays', async () => {
    const { backup } = await driveNow(trial, drive);
    const laptop = await bench.emptyLaptop();
    expect((await laptop.ok('app.state', {})).phase).toBe('set-up');
    const { found, checked } = await restoreOnto(laptop, bench.first);
    expect(found).toMatchObject({ drive: 'B-01', complete: true, witnessCode: need(backup).witnessCode });
    expect(checked).toMatchObject({ damaged: [], ledgerFaults: [], ledgerSize: need(backup).ledgerSize });
    expect((await laptop.ok('app.state', {})).phase).toBe('signed-out');
    expect(await hashesIn(join(laptop.folder, 'vault'))).toEqual(await hashesIn(vaultFolder()));
    expect(await inspectVault(laptop.folder)).toMatchObject({
      broken: [],
      undead: [],
      orphans: [],
      parts: [],
      epochs: 1,
    });

    await laptop.signIn('officer');
    const { verdict } = await laptop.ok('ledger.checkCode', { code: need(backup).witnessCode });
    expect(verdict).toBe('matches');
    expect(await laptop.ok('ledger.verify', {})).toMatchObject({ ok: true, faults: [] });
    const { rows } = await laptop.ok('ledger.search', { action: 'restore.finish' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({
      root: need(backup).root,
      by: 'Alan Sutcliffe',
      setAside: [],
    });
    const playable = need((await laptop.ok('recordings.list', {})).find((each) => each.playable === 'master'));
    const { media } = await openViewing(laptop, playable.id);
    const response = await laptop.app.fetch(new Request(`https://app.invalid${media.url}`));
    const shown = createHash('sha256').update(Buffer.from(await response.arrayBuffer()));
    expect(shown.digest('hex')).toBe(playable.sha256);
    // Its keys on the drive are of this restore's day: a disposal here has to reach it too.
    expect(await driveNow(laptop, drive)).toMatchObject({ isBehind: false, backup: { root: need(backup).root } });
    expect(laptop.bugs).toEqual([]);
    await laptop.app.close();
  });

  test('is not restored over a vault, nor with another password', async () => {
    await trial.signOut();
    expect(await trial.refused('restore.look', {})).toMatchObject({ code: 'conflict' });
    const laptop = await bench.emptyLaptop();
    laptop.shell.folders.push(bench.first);
    const { id: foundId } = await laptop.ok('restore.look', {});
    const factors = { foundId, username: 'alan', password: 'winter garden spade' };
    for (const wrong of [
      { ...factors, password: 'three copper kettles', code: laptop.code('officer') },
      { ...factors, code: '000000' },
    ])
      expect(await laptop.refused('restore.copy', wrong)).toMatchObject({ code: 'forbidden' });
    expect((await readdir(laptop.folder)).filter((name) => name.startsWith('vault'))).toEqual([]);
    await laptop.app.close();
    await trial.signIn('officer');
  });

  test('is opened with the two recovery halves when both passwords are lost, and with nothing less', async () => {
    const laptop = await bench.emptyLaptop();
    laptop.shell.folders.push(bench.first);
    const { id: foundId } = await laptop.ok('restore.look', {});
    const [first, second] = bench.recoveryHalves.map(({ code }) => code);
    const halves = { first: need(second).toLowerCase(), second: need(first) };
    const ofAnotherVault = newRecoveryCode().halves.halfA;
    for (const [wrong, code] of [
      [{ ...halves, second: ofAnotherVault }, 'forbidden'],
      [{ ...halves, second: halves.first }, 'invalid-input'],
      [{ ...halves, second: need(first).slice(0, -1) }, 'invalid-input'],
    ] as const)
      expect(await laptop.refused('restore.copyWithHalves', { foundId, ...wrong })).toMatchObject({ code });
    expect((await readdir(laptop.folder)).filter((name) => name.startsWith('vault'))).toEqual([]);

    const checked = await laptop.ok('restore.copyWithHalves', { foundId, ...halves });
    expect(checked).toMatchObject({ damaged: [], ledgerFaults: [] });
    await laptop.ok('restore.finish', { foundId, setAsideDamaged: false });
    const fresh = { manager: 'seven paper lanterns', officer: 'harbour copper violin' };
    const secrets = await recoverWith(laptop, halves, fresh);
    const { username } = accounts.officer;
    await laptop.ok('session.signIn', { username, password: fresh.officer, code: codeFor(laptop, secrets.officer) });
    expect((await laptop.ok('people.notices', {})).map(({ title }) => title).toSorted()).toEqual([
      'The vault of this laptop was restored from a backup',
      'The vault was opened with the two recovery sheets',
    ]);
    const { rows } = await laptop.ok('ledger.search', { action: 'restore.finish' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({ by: 'the holders of the two recovery sheets' });
    expect(await laptop.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(laptop.bugs).toEqual([]);
    await laptop.app.close();
  });

  test('with damage names it, and restores the rest only when the person says so', async () => {
    const folder = await backupFolder(bench.first);
    const [bad, missing] = await sealedFiles(folder);
    await flipBit(need(bad), 200);
    await rm(need(missing));
    const laptop = await bench.emptyLaptop();
    laptop.shell.folders.push(bench.first);
    const { id: foundId } = await laptop.ok('restore.look', {});
    const factors = { username: 'alan', password: 'winter garden spade', code: laptop.code('officer') };
    const { damaged } = await laptop.ok('restore.copy', { foundId, ...factors });
    expect(damaged.map(({ fault }) => fault).toSorted()).toEqual(['damaged', 'missing']);
    expect(await laptop.refused('restore.finish', { foundId, setAsideDamaged: false })).toMatchObject({
      code: 'conflict',
    });
    expect((await laptop.ok('app.state', {})).phase).toBe('set-up');
    await laptop.ok('restore.finish', { foundId, setAsideDamaged: true });
    await laptop.signIn('officer');
    const { rows } = await laptop.ok('ledger.search', { action: 'restore.finish' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({ setAside: damaged });
    const told = JSON.stringify((await laptop.ok('ledger.search', { action: 'recovery.sweep' })).rows);
    for (const path of [bad, missing]) expect(told).toContain(basename(need(path)));
    expect([...laptop.bugs, ...trial.bugs]).toEqual([]);
    await laptop.app.close();
  });
});
