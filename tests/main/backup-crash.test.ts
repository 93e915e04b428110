import { cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listObjects } from '../../src/main/vault/vault-files.ts';
import type { BackupDrive } from '../../src/shared/contract/backups.ts';
import {
  backUp,
  backupBench,
  type BackupBench,
  backupFolder,
  driveNow,
  driveVolumes,
  generationOf,
  registerDrive,
  removeBench,
  restoreOnto,
  sixWeeksOn,
} from './backup-steps.ts';
import { inspectVault } from './inspected-vault.ts';
import { quiet } from './officer-steps.ts';
import { runChild } from './run-crash-child.ts';
import { need, type TrialApp, trialApp } from './trial-app.ts';

// The laptop loses power while it makes a backup: what lies on the drive is a backup at every instant, and the next one
// goes on from there.

const KILLS = 4;

describe('a backup that is cut off', () => {
  let bench: BackupBench;
  let drive: BackupDrive;
  let secret: string;
  /** As it was after a first backup, then a disposal and another day’s work: laptop and drive. */
  let before: { readonly laptop: string; readonly drive: string };

  beforeAll(async () => {
    bench = await backupBench();
    const { trial, work, first } = bench;
    secret = trial.secretOf('officer');
    drive = await registerDrive(trial, 'B-01');
    await backUp(trial, drive, first);
    firstBackup = await driveNow(trial, drive);
    trial.clock.set(sixWeeksOn);
    await trial.restart();
    await trial.signIn('officer');
    await quiet(trial);
    await trial.restart();
    before = { laptop: join(work, 'before-laptop'), drive: join(work, 'before-drive') };
    await cp(trial.folder, before.laptop, { recursive: true });
    await cp(first, before.drive, { recursive: true });
    return () => removeBench(bench);
  });

  /** A laptop and a drive in folders of their own, as they were. */
  const again = async (): Promise<{ laptop: string; drive: string }> => {
    const folder = await mkdtemp(join(bench.work, 'cut-'));
    const copy = { laptop: join(folder, 'laptop'), drive: join(folder, 'drive') };
    await cp(before.laptop, copy.laptop, { recursive: true });
    await cp(before.drive, copy.drive, { recursive: true });
    return copy;
  };
  let firstBackup: BackupDrive;
  const order = (at: { laptop: string; drive: string }, dieAtEvent: number | null) => ({
    ...{ folder: at.laptop, secret, start: '2026-11-17T12:00:00.000Z', dieAtEvent },
    work: { name: 'backup' as const, driveId: drive.id, drive: at.drive },
  });
  const openOn = (at: { laptop: string; drive: string }, folder: string): Promise<TrialApp> =>
    trialApp({
      folder,
      start: '2026-11-18T09:00:00.000Z',
      totp: { officer: secret },
      volumes: driveVolumes({ [at.drive]: 'one' }),
    });

  /** The drive can be restored from as it is, and the next backup finishes and leaves nothing of the one cut off. */
  const expectUsable = async (at: { laptop: string; drive: string }): Promise<void> => {
    const rescue = await openOn(at, await mkdtemp(join(bench.work, 'rescue-')));
    const { checked } = await restoreOnto(rescue, at.drive, true);
    expect(checked.ledgerFaults).toEqual([]);
    await rescue.signIn('officer');
    await quiet(rescue);
    expect(await rescue.ok('ledger.verify', {})).toMatchObject({ ok: true });
    expect(rescue.bugs).toEqual([]);
    await rescue.app.close();
    expect(await inspectVault(rescue.folder)).toMatchObject({ undead: [], orphans: [], parts: [] });

    const trial = await openOn(at, at.laptop);
    await trial.signIn('officer');
    await quiet(trial);
    expect(await backUp(trial, drive, at.drive)).toMatchObject({ state: 'done' });
    expect(await driveNow(trial, drive)).toMatchObject({ isBehind: false, pending: [] });
    expect(trial.bugs).toEqual([]);
    await trial.app.close();
    await generationOf(at.drive);
    const left = await readdir(await backupFolder(at.drive), { recursive: true });
    expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
    const kept = await listObjects(join(at.laptop, 'vault'));
    const there = await listObjects(await backupFolder(at.drive));
    // The last backup knows of every object but the certificates and receipts that came after it: there are none.
    expect(there).toEqual(kept);
    expect(await inspectVault(at.laptop)).toMatchObject({ broken: [], undead: [], orphans: [], parts: [], epochs: 1 });
  };

  test('at any moment leaves a drive that can be restored from, and a laptop that is whole', async () => {
    const whole = await runChild(order(await again(), null));
    expect(whole.killed).toBe(false);
    const start = whole.lines.findIndex((line) => line.includes('backups'));
    expect(start).toBeGreaterThan(0);
    const span = whole.lines.length - start;
    const moments = Array.from(
      { length: KILLS },
      (_, index) => start + 1 + Math.round((index * (span - 2)) / (KILLS - 1)),
    );
    for (const moment of new Set(moments)) {
      const at = await again();
      expect(await runChild(order(at, moment))).toMatchObject({ killed: true });
      await expectUsable(at);
    }
  });

  test('while a generation is written leaves a half one that nothing is restored from', async () => {
    const at = await again();
    const generation = await generationOf(at.drive);
    const half = generation.replace(/\d+$/u, '000002.part');
    await cp(generation, half, { recursive: true });
    await rm(join(half, 'backup.json'));
    await expectUsable(at);
  });

  test('between the new generation and the end of the old one leaves two, and the newer one is used', async () => {
    const at = await again();
    const old = await generationOf(at.drive);
    const kept = `${at.drive}-old`;
    await cp(old, kept, { recursive: true });
    expect(await runChild(order(at, null))).toMatchObject({ killed: false });
    await rename(kept, join(await backupFolder(at.drive), basename(old)));
    const rescue = await openOn(at, await mkdtemp(join(bench.work, 'rescue-')));
    rescue.shell.folders.push(at.drive);
    const found = await rescue.ok('restore.look', {});
    expect(found.complete).toBe(true);
    expect(found.ledgerSize).toBeGreaterThan(need(firstBackup.backup).ledgerSize);
    await rescue.app.close();
    await expectUsable(at);
  });
});
