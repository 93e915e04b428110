import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import { openEpochs, unwrapRecordingKey } from '../../src/main/vault/epochs.ts';
import { openSlot, openWithRecovery } from '../../src/main/vault/key-slots.ts';
import { databaseKey, type Secret } from '../../src/main/vault/keys.ts';
import { readVaultFile } from '../../src/main/vault/vault-file.ts';
import { listObjects, objectPath } from '../../src/main/vault/vault-files.ts';
import type { BackupDrive } from '../../src/shared/contract/backups.ts';
import type { ObjectId } from '../../src/shared/model.ts';
import {
  backUp,
  backupBench,
  type BackupBench,
  backupFolder,
  driveNow,
  generationOf,
  registerDrive,
  removeBench,
  restoreOnto,
  sixWeeksOn,
} from './backup-steps.ts';
import { pageTexts } from './documents/poppler.ts';
import { decryptedPages } from './decrypted-pages.ts';
import { inspectVault } from './inspected-vault.ts';
import { quiet } from './officer-steps.ts';
import { accounts, need, type TrialApp } from './trial-app.ts';

// What is destroyed on the laptop is destroyed on its backups: at the next connection, before anything else.

interface OldRow {
  readonly id: ObjectId;
  readonly epoch: number;
  readonly wrappedKey: Buffer;
}

/** Opens an encrypted database as a thief would who has the key. */
function rowsOf(path: string, key: Uint8Array): OldRow[] {
  const db = new SqliteDatabase(path, { readonly: true });
  try {
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    const sql = 'SELECT id, epoch, wrapped_key AS wrappedKey FROM objects WHERE wrapped_key IS NOT NULL';
    return db.prepare<[], OldRow>(sql).all();
  } finally {
    db.close();
  }
}

/** The vault key, by every way there is: both passwords and the recovery halves. */
async function everyVaultKey(folder: string, bench: BackupBench): Promise<Secret[]> {
  const { file } = await readVaultFile(folder);
  const byPassword = Object.values(accounts).map(async ({ username, password }) =>
    openSlot(file, need(file.slots.find(({ label }) => label === username)).slotId, password),
  );
  const [first, second] = bench.recoveryHalves;
  return [...(await Promise.all(byPassword)), openWithRecovery(file, need(first).code, need(second).code)].map(need);
}

/** Whether any vault key, with the vault file in a folder, opens a wrapped key of an old copy of the registers. */
async function opens(folder: string, old: OldRow, bench: BackupBench): Promise<boolean> {
  const { file } = await readVaultFile(folder);
  for (const vaultKey of await everyVaultKey(folder, bench))
    for (const epoch of openEpochs(file, vaultKey)) {
      try {
        unwrapRecordingKey({ ...epoch, number: old.epoch }, old.id, old.wrappedKey);
        return true;
      } catch {
        continue; // this key does not open it: the next one is tried
      }
    }
  return false;
}

describe('a disposal', () => {
  let bench: BackupBench;
  let trial: TrialApp;
  let drives: readonly [BackupDrive, BackupDrive];
  /** Copies of the laptop's registers and of the second drive, from before the disposal: what a thief may have. */
  let oldRegisters: string;
  let oldRows: OldRow[];
  let key: Secret;
  let disposed: readonly ObjectId[];

  beforeAll(async () => {
    bench = await backupBench();
    trial = bench.trial;
    const first = await registerDrive(trial, 'B-01');
    await trial.signOut();
    drives = [first, await registerDrive(trial, 'B-02')];
    await backUp(trial, drives[0], bench.first);
    await backUp(trial, drives[1], bench.second);
    await trial.restart();
    oldRegisters = join(bench.work, 'old-registers.db');
    await cp(join(trial.folder, 'vault', 'registers.db'), oldRegisters);
    await cp(bench.second, join(bench.work, 'old-drive-2'), { recursive: true });
    key = databaseKey(need((await everyVaultKey(join(trial.folder, 'vault'), bench))[0]));
    oldRows = rowsOf(oldRegisters, key);
    trial.clock.set(sixWeeksOn);
    await trial.signIn('officer');
    await quiet(trial);
    const kept = new Set<string>(await listObjects(join(trial.folder, 'vault')));
    disposed = oldRows.map(({ id }) => id).filter((id) => !kept.has(id));
    return () => removeBench(bench);
  });

  test('says on its certificate and in the ledger which backup drives it has not reached', async () => {
    expect(disposed.length).toBeGreaterThan(3);
    const [disposal] = await trial.ok('disposals.list', {});
    await trial.ok('documents.print', { documentId: need(disposal).certificateId });
    const text = pageTexts({ bytes: need(trial.shell.printed.at(-1)).bytes, pages: 1 }).join(' ');
    expect(text).toContain('Backup drives still to be connected');
    expect(text).toContain('B-01');
    expect(text).toContain('B-02');
    const { rows } = await trial.ok('ledger.search', { action: 'retention.dispose' });
    expect(JSON.stringify(rows)).toContain('backupDrivesToReach');
  });

  test('is pending for each of them, and overdue after the days that the manager has set', async () => {
    const { isBehind, pending } = await driveNow(trial, drives[0]);
    expect(isBehind).toBe(true);
    expect(pending.map(({ number }) => number)).toContain('DIS-0001');
    const early = await trial.refused('backups.check', { driveId: drives[0].id });
    expect(early).toMatchObject({ code: 'clause', clause: '4.6' });
    const due = async () =>
      (await trial.ok('today.read', {})).due.filter(({ title }) => title.includes('have not reached'));
    expect(await due()).toMatchObject([
      { title: 'Disposals have not reached backup drive B-01', urgency: 'soon', on: '2026-11-24', clause: '4.6' },
      { title: 'Disposals have not reached backup drive B-02', urgency: 'soon' },
    ]);
    trial.clock.set('2026-11-25T08:00:00.000Z');
    for (const { urgency, detail } of await due()) {
      expect(urgency).toBe('overdue');
      expect(detail).toContain('last connected on Tue 6 Oct 2026');
      expect(detail).toContain('overdue since Tue 24 Nov 2026');
    }
  });

  test('could still be undone with a drive that it has not reached: the threat is real', async () => {
    const folder = await generationOf(bench.second);
    const old = need(oldRows.find(({ id }) => disposed.includes(id)));
    expect(await opens(folder, old, bench)).toBe(true);
    expect(await listObjects(await backupFolder(bench.second))).toContain(old.id);
  });

  test('reaches a drive at its next connection: no password, no recovery half and no old register opens it there', async () => {
    expect(await backUp(trial, drives[0], bench.first)).toMatchObject({ state: 'done' });
    const folder = await generationOf(bench.first);
    for (const old of oldRows) expect([old.id, await opens(folder, old, bench)]).toEqual([old.id, false]);
    const there = await listObjects(await backupFolder(bench.first));
    for (const id of disposed) expect(there).not.toContain(id);
    expect(await driveNow(trial, drives[0])).toMatchObject({ isBehind: false, pending: [] });
    expect((await driveNow(trial, drives[1])).isBehind).toBe(true);
    const { rows } = await trial.ok('ledger.search', { action: 'backups.renew' });
    expect(JSON.parse(need(rows[0]).details)).toMatchObject({ disposalsReached: expect.arrayContaining(['DIS-0001']) });
    const removed = JSON.stringify((await trial.ok('ledger.search', { action: 'backups.remove' })).rows);
    for (const id of disposed) expect(removed).toContain(id);
  });

  test('leaves its wrapped keys nowhere: not in a used page, not in a free one, not in the log', async () => {
    await trial.restart();
    const backup = join(await generationOf(bench.first), 'registers.db');
    const laptop = join(trial.folder, 'vault', 'registers.db');
    const held = await decryptedPages(oldRegisters, key);
    for (const { wrappedKey } of oldRows) expect(held.includes(wrappedKey)).toBe(true);
    for (const path of [laptop, backup]) {
      const pages = await decryptedPages(path, key);
      expect(pages.includes('CREATE TABLE objects')).toBe(true);
      for (const { wrappedKey } of oldRows) expect(pages.includes(wrappedKey)).toBe(false);
    }
    await trial.signIn('officer');
  });

  test('reaches a vault that is restored from an older backup as soon as somebody signs in there', async () => {
    const { witnessCode } = need((await driveNow(trial, drives[0])).backup);
    const laptop = await bench.emptyLaptop();
    const { checked } = await restoreOnto(laptop, join(bench.work, 'old-drive-2'));
    expect(checked).toMatchObject({ damaged: [], ledgerFaults: [] });
    const brought = await listObjects(join(laptop.folder, 'vault'));
    for (const id of disposed) expect(brought).toContain(id);
    await laptop.signIn('officer');
    await quiet(laptop);
    const recordings = await laptop.ok('recordings.list', {});
    expect(recordings.length).toBeGreaterThan(0);
    expect(recordings.filter(({ state }) => state !== 'disposed')).toEqual([]);
    const left = await listObjects(join(laptop.folder, 'vault'));
    for (const id of disposed) expect(left).not.toContain(id);

    const older = await laptop.ok('ledger.checkCode', { code: witnessCode });
    expect(older).toMatchObject({ verdict: 'shorter-ledger' });
    expect(older.message).toContain('This ledger is older than that paper');
    laptop.shell.folders.push(bench.first);
    const refused = await laptop.refused('backups.start', { driveId: drives[0].id });
    expect(refused.message).toContain('The backup on B-01 is newer than this vault');
    expect(laptop.bugs).toEqual([]);
    await laptop.signOut();
    expect(await inspectVault(laptop.folder)).toMatchObject({ broken: [], undead: [], orphans: [] });
    await laptop.app.close();
  });

  test('asks no more of a drive that was destroyed, and a lost one is an incident', async () => {
    const { password } = accounts.manager;
    await trial.signOut();
    await trial.signIn('manager');
    const reasons = 'Left on a train.';
    const lost = await trial.ok('backups.retire', { driveId: drives[1].id, how: 'lost', reasons, password });
    expect(lost).toMatchObject({ retiredHow: 'lost', isBehind: false });
    const incidents = (await trial.ok('breaches.list', {})).filter(({ kind }) => kind !== 'retrieval-without-pia');
    expect(incidents).toMatchObject([
      { kind: 'backup-drive-lost', description: expect.stringContaining('Left on a train.') },
    ]);
    const { due } = await trial.ok('today.read', {});
    expect(due.filter(({ title }) => title.includes('have not reached'))).toEqual([]);
    await trial.signOut();
    await trial.signIn('officer');
    expect(await trial.refused('backups.start', { driveId: drives[1].id })).toMatchObject({ code: 'conflict' });
    expect(trial.bugs).toEqual([]);
  });

  test('leaves nothing of the old keys in the files of the drive itself', async () => {
    const { file: old } = await readVaultFile(await generationOf(join(bench.work, 'old-drive-2')));
    const secret = need(old.epochs[0]).wrappedSecret;
    for (const name of ['vault.json', 'vault.json.bak'])
      expect((await readFile(join(await generationOf(bench.first), name), 'utf8')).includes(secret)).toBe(false);
    expect(objectPath('x', need(disposed[0]))).toContain(need(disposed[0]));
  });
});
