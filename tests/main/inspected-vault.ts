import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OpenVault, openVault } from '../../src/main/open-vault.ts';
import { systemClock } from '../../src/main/platform/clock.ts';
import { openSlot } from '../../src/main/vault/key-slots.ts';
import { createObjectService } from '../../src/main/vault/object-service.ts';
import { objectPath } from '../../src/main/vault/vault-files.ts';
import { readVaultFile } from '../../src/main/vault/vault-file.ts';
import type { ObjectId } from '../../src/shared/model.ts';
import { accounts, need } from './trial-app.ts';

/** What really lies on the disk, beside what the registers say of it. */
export interface InspectedVault {
  /** Objects that are kept and whose bytes are what their row says. */
  readonly whole: readonly string[];
  /** Objects that are kept but do not open, or hold other bytes. */
  readonly broken: readonly string[];
  /** Objects that were disposed of, yet still open or still have their file. */
  readonly undead: readonly string[];
  /** Finished files that no kept object owns, and half-written ones, by object id. */
  readonly orphans: readonly string[];
  readonly parts: readonly string[];
  /** Epochs in vault.json; two mean a rotation under way. */
  readonly epochs: number;
}

/** The vault opened a second time, beside the application. */
export async function openBeside(
  dataFolder: string,
  { username, password }: { username: string; password: string } = accounts.officer,
): Promise<{ vault: OpenVault; epochs: number }> {
  const folder = join(dataFolder, 'vault');
  const { file } = await readVaultFile(folder);
  const slot = need(file.slots.find(({ label }) => label === username));
  const vaultKey = need(await openSlot(file, slot.slotId, password));
  const vault = await openVault({ folder, vaultKey, clock: systemClock, onChange: () => undefined });
  return { vault, epochs: file.epochs.length };
}

/** The file of the object that holds these bytes. */
export async function findObject(dataFolder: string, sha256: string): Promise<string> {
  const { vault } = await openBeside(dataFolder);
  const found = vault.database.connection.prepare('SELECT id FROM objects WHERE sha256 = ?').pluck().get(sha256);
  vault.close();
  return objectPath(join(dataFolder, 'vault'), found as ObjectId);
}

/** The file of a recording's activity index. */
export async function findActivityObject(dataFolder: string, recordingId: string): Promise<string> {
  const { vault } = await openBeside(dataFolder);
  const ask = vault.database.connection.prepare('SELECT object_id FROM activity_indexes WHERE recording_id = ?');
  const found = ask.pluck().get(recordingId);
  vault.close();
  return objectPath(join(dataFolder, 'vault'), found as ObjectId);
}

/** Where the first page of a table or an index begins in the encrypted file. */
export async function pageOf(dataFolder: string, name: string): Promise<number> {
  const { vault } = await openBeside(dataFolder);
  const root = vault.database.connection.prepare('SELECT rootpage FROM sqlite_master WHERE name = ?').pluck().get(name);
  vault.database.truncateLog();
  vault.close();
  if (root === undefined) throw new Error(`the registers have no ${name}`);
  return (Number(root) - 1) * 4096;
}

/** Makes the registers fail where a broken disk would: a trigger, in SQL, made beside the running application. */
export async function breakRegisters(dataFolder: string, sql: string): Promise<void> {
  const { vault } = await openBeside(dataFolder);
  vault.database.connection.exec(sql);
  vault.close();
}

/** Opens the vault beside the application, which must be at rest, and looks at every object. */
export async function inspectVault(dataFolder: string): Promise<InspectedVault> {
  const { vault, epochs } = await openBeside(dataFolder);
  const { folder } = vault;
  try {
    const objects = createObjectService({ db: vault.database, vaultFolder: folder, keys: vault.keys });
    const files = objectFiles(folder);
    const onDisk = files.filter((name) => !name.endsWith('.part'));
    const [whole, broken]: [string[], string[]] = [[], []];
    for (const { id, sha256 } of objects.kept()) ((await hashOf(objects, id)) === sha256 ? whole : broken).push(id);
    const disposed = vault.database.connection.prepare('SELECT id FROM objects WHERE disposed_at IS NOT NULL').pluck();
    const undead: string[] = [];
    for (const id of disposed.all() as Parameters<typeof objects.open>[0][])
      if (onDisk.includes(id) || (await hashOf(objects, id)) !== null) undead.push(id);
    const kept = [...whole, ...broken];
    return {
      whole,
      broken,
      undead,
      orphans: onDisk.filter((id) => !kept.includes(id)),
      parts: files.filter((name) => name.endsWith('.part')).map((name) => name.slice(0, -'.part'.length)),
      epochs,
    };
  } finally {
    vault.close();
  }
}

/** Names of all files below objects/. */
function objectFiles(vaultFolder: string): string[] {
  const objects = join(vaultFolder, 'objects');
  if (!existsSync(objects)) return [];
  return readdirSync(objects).flatMap((group) => readdirSync(join(objects, group)));
}

type Objects = ReturnType<typeof createObjectService>;

async function hashOf(objects: Objects, id: Parameters<Objects['open']>[0]): Promise<string | null> {
  const source = await objects.open(id).catch(() => null);
  if (source === null) return null;
  try {
    return createHash('sha256')
      .update(await source.read(0, source.sizeBytes))
      .digest('hex');
  } catch {
    return null;
  } finally {
    await source.close();
  }
}
