import { copyFile, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import { type CopiedObject, fromTheDrive, hashSealedFile, writeCopy } from './backup-copy.ts';
import { deviceOf, type Generation, registersOf, requireSameDrive } from './backup-drive.ts';
import { onDrive } from './backup-failure.ts';
import { eraseVaultFiles, writeNewFile } from './erased-file.ts';
import type { Secret } from './keys.ts';
import { createObjectKeys } from './object-keys.ts';
import type { ObjectKeys, ObjectRow } from './object-service.ts';
import { encodeVaultFile, readVaultFile } from './vault-file.ts';
import { diskFailure, isSystemError, listObjects, objectPath, removeObject } from './vault-files.ts';
import { verifySealed } from './verifying.ts';

// From a backup drive to a folder beside the place of the vault. What lies there is no vault until it is given its name.

/** True when there is nothing where the vault is to be put. */
export async function isEmptyPlace(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return true;
    throw diskFailure(error);
  }
}

/** Overwrites the keys of a restore that was given up, then removes it: it would be one more copy of the vault. */
export async function eraseRestore(staging: string, removeFolder: (path: string) => Promise<void>): Promise<void> {
  if (await isEmptyPlace(staging)) return removeFolder(staging);
  await eraseVaultFiles(staging);
  await removeFolder(staging);
}

/** The vault file and the registers of a generation; the registers must be the bytes that were written. */
export async function copyRegistersBack(
  from: { readonly path: string; readonly generation: Generation },
  staging: string,
  signal: AbortSignal,
): Promise<void> {
  const { file } = await onDrive(() => readVaultFile(from.path));
  await mkdir(staging, { recursive: true, mode: 0o700 });
  for (const name of ['vault.json', 'vault.json.bak']) await writeNewFile(join(staging, name), encodeVaultFile(file));
  const to = registersOf(staging);
  await onDrive(() => copyFile(registersOf(from.path), to));
  await syncFile(to);
  const { sha256 } = await hashSealedFile(to, { signal, onProgress: () => undefined, failure: diskFailure });
  if (sha256 !== from.generation.registers.sha256)
    throw new AppError(
      'integrity',
      'The registers of this backup are damaged, and without them nothing in it can be opened. Use another backup drive.',
    );
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export interface RestoreObjects {
  /** The backup's folder, and where its objects go. */
  readonly from: string;
  readonly staging: string;
  readonly vaultKey: Secret;
  readonly kept: readonly ObjectRow[];
  readonly signal: AbortSignal;
  readonly onProgress: (bytesDone: number) => void;
}

export interface RestoredObjects {
  readonly good: readonly (CopiedObject & { readonly objectId: ObjectId })[];
  readonly damaged: readonly { readonly objectId: ObjectId; readonly fault: 'damaged' | 'missing' }[];
}

/**
 * Copies every object and opens each copy from its first byte to its last. What does not open, or is not there, is told
 * and left out. Throws AppError('unavailable') when the drive or the laptop's disk fails as a whole, and ('cancelled').
 */
export async function copyObjectsBack({
  from,
  staging,
  vaultKey,
  kept,
  signal,
  onProgress,
}: RestoreObjects): Promise<RestoredObjects> {
  const keys = await createObjectKeys(staging, vaultKey);
  const device = await deviceOf(from);
  const there = new Set<string>(await onDrive(() => listObjects(from)));
  const good: (CopiedObject & { objectId: ObjectId })[] = [];
  const damaged: { objectId: ObjectId; fault: 'damaged' | 'missing' }[] = [];
  let done = 0;
  /** Null when the copy does not open: with a drive that is still there, that is one object's damage. */
  const one = async (row: ObjectRow): Promise<CopiedObject | null> => {
    try {
      return await copyAndOpen(row, keys, { from, staging, signal, onProgress: (bytes) => onProgress(done + bytes) });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'integrity') throw error;
      await requireSameDrive(from, device);
      await removeObject(staging, row.id);
      return null;
    }
  };
  try {
    for (const row of kept) {
      const copied = there.has(row.id) ? await one(row) : null;
      if (copied !== null) good.push({ ...copied, objectId: row.id });
      else damaged.push({ objectId: row.id, fault: there.has(row.id) ? 'damaged' : 'missing' });
      done += 2 * row.sealedBytes;
    }
    return { good, damaged };
  } finally {
    keys.wipe();
  }
}

type OneCopy = Pick<RestoreObjects, 'from' | 'staging' | 'signal' | 'onProgress'>;

async function copyAndOpen(
  row: ObjectRow,
  keys: Pick<ObjectKeys, 'unwrap'>,
  { from, staging, signal, onProgress }: OneCopy,
): Promise<CopiedObject> {
  const { id, epoch, wrappedKey, plaintextBytes, sha256, sealedBytes } = row;
  if (epoch === null || wrappedKey === null) throw new Error('a kept object has no key');
  const key = keys.unwrap({ epoch, wrappedKey }, id);
  try {
    const copied = await writeCopy({ from, to: staging, objectId: id, signal, onProgress }, fromTheDrive);
    await verifySealed({
      ...{ path: objectPath(staging, id), key, associatedData: id, plaintextBytes, sha256, signal },
      onProgress: (bytes) => onProgress(sealedBytes + bytes),
    });
    return copied;
  } finally {
    key.fill(0);
  }
}
