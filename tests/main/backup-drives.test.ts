import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BackupDrive } from '../../src/shared/contract/backups.ts';
import {
  backUp,
  backupBench,
  type BackupBench,
  checkBackup,
  driveNow,
  registerDrive,
  removeBench,
  sealedFiles,
} from './backup-steps.ts';
import { inspectVault } from './inspected-vault.ts';
import { type TrialApp, trialApp } from './trial-app.ts';

// Drives as they come: full, write-protected, pulled out. They are real file systems in memory, which only root may
// mount; left out where this account may not.

const probe = spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs none /mnt']);
const canMount = process.getuid?.() === 0 && probe.status === 0;

describe.skipIf(!canMount)('a backup drive', () => {
  let bench: BackupBench;
  let trial: TrialApp;
  /** Where the drive itself is, and where the laptop sees it while it is plugged in. */
  let medium: string;
  let socket: string;
  let drive: BackupDrive;
  let count = 0;

  const mount = (...args: string[]): void => void execFileSync('mount', args);
  const plugIn = (): void => mount('--bind', medium, socket);
  const pullOut = (): void => void execFileSync('umount', ['--lazy', socket]);
  const insert = (size: string): void => {
    mount('-t', 'tmpfs', '-o', `size=${size}`, 'none', medium);
    plugIn();
  };

  beforeAll(async () => {
    bench = await backupBench();
    medium = join(bench.work, 'medium');
    socket = join(bench.work, 'socket');
    for (const folder of [medium, socket]) await mkdir(folder);
    // The drives here are real ones: the operating system is asked what they are.
    await bench.trial.app.close();
    trial = await trialApp({
      folder: bench.trial.folder,
      start: '2026-10-07T09:00:00.000Z',
      totp: { officer: bench.trial.secretOf('officer'), manager: bench.trial.secretOf('manager') },
    });
    return async () => {
      await trial.app.close();
      await removeBench(bench);
    };
  });
  beforeEach(async () => {
    count += 1;
    await trial.restart();
    drive = await registerDrive(trial, `B-0${count}`);
    return () => {
      for (const folder of [socket, medium]) spawnSync('umount', ['--lazy', folder]);
    };
  });

  const expectLaptopWhole = async (): Promise<void> => {
    expect(trial.bugs).toEqual([]);
    await trial.restart();
    expect(await inspectVault(trial.folder)).toMatchObject({
      broken: [],
      undead: [],
      orphans: [],
      parts: [],
      epochs: 1,
    });
    await trial.signIn('officer');
  };

  test('that is full before the registers are on it keeps nothing half, and says so', async () => {
    insert('200k');
    const job = await backUp(trial, drive, socket);
    expect(job.state).toBe('failed');
    expect(job.failure).toMatch(/^The backup drive is full\. Free some space/u);
    expect(await driveNow(trial, drive)).toMatchObject({ backup: null, connectedAt: null });
    const [folder] = await readdir(socket);
    expect((await readdir(join(socket, String(folder)))).toSorted()).toEqual(['drive.json']);
    await expectLaptopWhole();
    mount('-o', 'remount,size=64m', medium);
    expect(await backUp(trial, drive, socket)).toMatchObject({ state: 'done' });
    expect(await checkBackup(trial, drive, socket)).toMatchObject({ state: 'done' });
  });

  test('that has no room for the footage says how much is missing, and goes on when there is', async () => {
    const vault = join(trial.folder, 'vault');
    const sizes = (await sealedFiles(vault)).map((path) => statSync(path).size);
    const footage = sizes.reduce((sum, size) => sum + size, 0);
    insert(`${Math.round(statSync(join(vault, 'registers.db')).size + footage / 2)}`);
    const job = await backUp(trial, drive, socket);
    expect(job.state).toBe('failed');
    expect(job.failure).toMatch(/^The backup drive is full: .+ are to be copied and .+ are free/u);
    expect((await driveNow(trial, drive)).backup).toBeNull();
    await expectLaptopWhole();
    mount('-o', 'remount,size=64m', medium);
    expect(await backUp(trial, drive, socket)).toMatchObject({ state: 'done' });
  });

  test('that is write-protected is refused in plain words, and nothing is said to be done', async () => {
    insert('64m');
    mount('-o', 'remount,bind,ro', socket);
    trial.shell.folders.push(socket);
    const refused = await trial.refused('backups.start', { driveId: drive.id });
    expect(refused).toMatchObject({ code: 'unavailable' });
    expect(refused.message).toMatch(/write-protected/u);
    expect((await driveNow(trial, drive)).backup).toBeNull();
    await expectLaptopWhole();
  });

  test('that is pulled out in the middle harms nothing, and the next backup goes on', async () => {
    insert('64m');
    let pulled = false;
    const stop = trial.app.subscribe((event) => {
      if (pulled || event.name !== 'job.progress' || event.data.step !== 'Copying and reading back') return;
      pulled = true;
      pullOut();
    });
    const job = await backUp(trial, drive, socket);
    stop();
    expect([pulled, job.state]).toEqual([true, 'failed']);
    expect(job.failure).toMatch(/unplugged/u);
    expect((await driveNow(trial, drive)).backup).toBeNull();
    // Nothing was written where the drive had been: that would be the laptop's own disk.
    expect(await readdir(socket)).toEqual([]);
    await expectLaptopWhole();
    plugIn();
    const { rows: before } = await trial.ok('ledger.search', { action: 'backups.copy' });
    expect(await backUp(trial, drive, socket)).toMatchObject({ state: 'done' });
    const { rows: after } = await trial.ok('ledger.search', { action: 'backups.copy' });
    expect(after.length).toBeGreaterThan(before.length);
    expect(await checkBackup(trial, drive, socket)).toMatchObject({ state: 'done' });
  });

  test('whose backup is stopped by the person keeps what was copied', async () => {
    insert('64m');
    const stop = trial.app.subscribe((event) => {
      if (event.name === 'job.progress' && event.data.step === 'Copying and reading back')
        void trial.app.invoke('jobs.cancel', { jobId: event.data.id });
    });
    const job = await backUp(trial, drive, socket);
    stop();
    expect(job.state).toBe('cancelled');
    expect((await driveNow(trial, drive)).backup).toBeNull();
    await expectLaptopWhole();
    expect(await backUp(trial, drive, socket)).toMatchObject({ state: 'done' });
  });
});
