import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/failure.ts';
import { Sha256 } from '../../shared/model.ts';
import { freeBytes } from '../platform/free-space.ts';
import { readSmallFile, replaceSmallFile } from '../platform/small-file.ts';
import { onDrive } from './backup-failure.ts';
import { hashSealedFile } from './backup-copy.ts';
import { eraseVaultFiles, writeNewFile } from './erased-file.ts';
import { encodeVaultFile, type VaultFile } from './vault-file.ts';
import { isSystemError, syncFolder } from './vault-files.ts';

// A backup drive holds one folder: drive.json, objects/ as in a vault, and one generation, which is a vault.json and the
// registers as they stood at one instant. A new generation is written beside the old one, read back, and put in its
// place by one rename; then the old one's vault.json is overwritten. So at every instant there is a whole one, and once
// the old one is gone nothing on the drive opens what was disposed of since (docs/vault-format.md).

const DriveFile = z.strictObject({
  format: z.literal('lend-a-cam-evidence-backup'),
  version: z.literal(1),
  vaultId: z.uuid(),
  driveId: z.uuid(),
  number: z.string().max(200),
});
export type DriveFile = Readonly<z.output<typeof DriveFile>>;

const Generation = z.strictObject({
  number: z.int().min(1),
  /** When its registers were copied. */
  at: z.iso.datetime({ precision: 3 }),
  ledgerSize: z.int().min(0),
  root: Sha256,
  witnessCode: z.string(),
  epoch: z.int().min(1),
  /** What its registers say is kept. */
  objects: z.int().min(0),
  sealedBytes: z.int().min(0),
  registers: z.strictObject({ sizeBytes: z.int(), sha256: Sha256 }),
  /** True once every object its registers speak of lies beside it, read back. */
  complete: z.boolean(),
});
export type Generation = Readonly<z.output<typeof Generation>>;

const generationName = /^generation-(?<number>\d{6})$/u;
const partSuffix = '.part';

const FOLDER_PREFIX = 'Lend-A-Cam backup ';

/** The folder a drive's backup lies in, below the one the person chose. */
export const backupFolderName = (number: string): string =>
  `${FOLDER_PREFIX}${number.replaceAll(/[^A-Za-z0-9-]/gu, '-')}`;
/** Folders right below one that look like a drive's backup. */
export const backupFoldersIn = (chosen: string): Promise<string[]> =>
  onDrive(async () =>
    (await readdir(chosen)).filter((name) => name.startsWith(FOLDER_PREFIX)).map((name) => join(chosen, name)),
  );
const generationFolder = (folder: string, number: number): string =>
  join(folder, `generation-${String(number).padStart(6, '0')}`);
export const registersOf = (generation: string): string => join(generation, 'registers.db');

/** Which drive this folder is of; null when it is no backup. Throws AppError('integrity') when its file is damaged. */
export async function readDriveFile(folder: string): Promise<DriveFile | null> {
  return readJson(join(folder, 'drive.json'), DriveFile);
}

/** Makes the folder of a drive that holds no backup yet. */
export const makeDriveFolder = (folder: string, file: DriveFile): Promise<void> =>
  onDrive(async () => {
    // Not `recursive`: Node then tells a write-protected drive as one that is not there.
    await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
    await replaceSmallFile(join(folder, 'drive.json'), `${JSON.stringify(file, null, 2)}\n`);
    await syncFolder(folder);
  });

/** Bytes that can still be written on the drive. */
export const freeOnDrive = (folder: string): Promise<number> => onDrive(() => freeBytes(folder));

/** Threat: the drive is pulled out and the folder made anew where it was mounted, on the laptop's own disk. */
export async function requireSameDrive(folder: string, device: number): Promise<void> {
  const found = await onDrive(() => stat(join(folder, 'drive.json')));
  if (found.dev !== device)
    throw new AppError(
      'unavailable',
      'The backup drive was unplugged. Connect it again and start the backup again: it goes on where it stopped. The laptop is unharmed.',
    );
}

export const deviceOf = (folder: string): Promise<number> => onDrive(async () => (await stat(folder)).dev);

/** The newest whole generation and where it lies; null when there is none. Changes nothing. */
export async function newestGeneration(folder: string): Promise<{ generation: Generation; path: string } | null> {
  for (const name of (await generationsIn(folder)).toReversed()) {
    const path = join(folder, name);
    const generation = await readGeneration(path);
    if (generation !== null) return { generation, path };
  }
  return null;
}

/** Puts right what a crash left: half-made generations, and older ones whose successor is whole. */
export const settleDrive = (folder: string): Promise<void> =>
  onDrive(async () => {
    const newest = await newestGeneration(folder);
    for (const name of await readdir(folder)) {
      const isHalf = name.startsWith('generation-') && name.endsWith(partSuffix);
      const isOlder = newest !== null && generationName.test(name) && name !== basename(newest.path);
      if (isHalf || isOlder) await eraseGeneration(join(folder, name));
    }
  });

export interface NewGeneration {
  /** The one being left, or null: its number is followed. */
  readonly after: Generation | null;
  /** Writes the registers into a folder and says what they hold, with the vault file that opens them. */
  readonly write: (registersPath: string) => Promise<{
    readonly vaultFile: VaultFile;
    readonly facts: Omit<Generation, 'number' | 'registers' | 'complete'>;
  }>;
  readonly signal: AbortSignal;
}

/**
 * Writes a generation, reads it back, and puts it in the place of all others, whose keys are overwritten. A crash
 * leaves the old one, the new one, or both; `settleDrive` then finishes. Throws AppError('unavailable') and what
 * `write` throws, with the old one untouched.
 */
export async function publishGeneration(folder: string, { after, write, signal }: NewGeneration): Promise<Generation> {
  const number = (after?.number ?? 0) + 1;
  const [final, part] = [generationFolder(folder, number), `${generationFolder(folder, number)}${partSuffix}`];
  try {
    await onDrive(() => mkdir(part, { mode: 0o700 }));
    const { vaultFile, facts } = await write(registersOf(part));
    return await onDrive(async () => {
      const encoded = encodeVaultFile(vaultFile);
      for (const name of ['vault.json', 'vault.json.bak']) await writeNewFile(join(part, name), encoded);
      const { sha256, sealedBytes } = await hashSealedFile(registersOf(part), { signal, onProgress: () => undefined });
      const generation: Generation = {
        ...{ number, ...facts },
        registers: { sizeBytes: sealedBytes, sha256 },
        complete: false,
      };
      await writeNewFile(join(part, 'backup.json'), encodeJson(generation));
      await syncFolder(part);
      await renameWithin(part, final, folder);
      await settleDrive(folder);
      return generation;
    });
  } catch (error) {
    await eraseGeneration(part).catch(() => undefined); // the drive may be gone; the next backup removes it
    throw error;
  }
}

/** Says of a generation that everything it speaks of lies beside it. Throws AppError('unavailable'). */
export async function completeGeneration(folder: string, generation: Generation): Promise<Generation> {
  const complete = { ...generation, complete: true };
  const path = generationFolder(folder, generation.number);
  await onDrive(async () => {
    await replaceSmallFile(join(path, 'backup.json'), encodeJson(complete));
    await syncFolder(path);
  });
  const readBack = await readGeneration(path);
  if (readBack?.complete !== true)
    throw new AppError('integrity', 'The backup could not be read back. Do not trust this drive: use another one.');
  return readBack;
}

function unlessThere(error: unknown): void {
  if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
}

async function generationsIn(folder: string): Promise<string[]> {
  const names = await onDrive(() => readdir(folder));
  return names.filter((name) => generationName.test(name)).toSorted();
}

async function readGeneration(path: string): Promise<Generation | null> {
  try {
    return await readJson(join(path, 'backup.json'), Generation);
  } catch (error) {
    if (error instanceof AppError && error.code === 'integrity') return null; // damaged: an older one may be whole
    throw error;
  }
}

async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | null> {
  const text = await onDrive(() => readSmallFile(path));
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('integrity', 'A file of this backup is damaged. Use another backup drive, and report it.', {
      cause,
    });
  }
}

const encodeJson = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

async function renameWithin(from: string, to: string, folder: string): Promise<void> {
  await rename(from, to);
  await syncFolder(folder);
}

/** The keys first, then the rest: from the first line on, what was disposed of since cannot be opened with it. */
async function eraseGeneration(path: string): Promise<void> {
  try {
    await eraseVaultFiles(path);
    await rm(path, { recursive: true, force: true });
    await syncFolder(join(path, '..'));
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
  }
}
