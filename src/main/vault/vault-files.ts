import type { Dirent } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';

// Sealed objects lie in objects/<first two characters of the id>/<id>. A file ending in .part is one that was being
// written: its key was never stored, so nobody can open it, and the sweep removes it.

const objectName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const partSuffix = '.part';

/** Where an object's file lies. Refuses anything but a UUID, so that an id can never climb out of the folder. */
export function objectPath(vaultFolder: string, objectId: ObjectId): string {
  if (!objectName.test(objectId)) throw new TypeError('an object id is a UUID in lower case');
  return join(vaultFolder, 'objects', objectId.slice(0, 2), objectId);
}

export const partPath = (vaultFolder: string, objectId: ObjectId): string =>
  objectPath(vaultFolder, objectId) + partSuffix;

/** True for what the operating system says about files and disks, as opposed to a bug of ours. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error;

const isMissing = (error: unknown): boolean => isSystemError(error) && error.code === 'ENOENT';

/** Turns a failure of the vault's own disk into AppError('unavailable'); everything else is passed on as it is. */
export function diskFailure(error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  const message = full
    ? "The vault's disk is full: free some space and try again."
    : "The vault's disk could not be read or written: check it and try again.";
  return new AppError('unavailable', message, { cause: error });
}

/** Makes names that were added to or removed from a folder survive a power cut. NTFS journals them by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the folder an object will lie in; safe to repeat. */
export async function makeObjectFolder(vaultFolder: string, objectId: ObjectId): Promise<void> {
  const folder = dirname(objectPath(vaultFolder, objectId));
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (firstMade === undefined) return;
  await syncFolder(dirname(folder));
  await syncFolder(vaultFolder);
}

/**
 * Measured in a virtual machine: larger writes make Linux take large blocks of memory, which are the ones lent to the
 * host and dear to get back. 512 MiB then took 0.8 s instead of 0.15 s.
 */
const writeBytes = 256 * 1024;

/** Writes every byte of the pieces at a position: the system may write less than asked (a disk about to be full). */
export async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[], position: number): Promise<void> {
  let rest = pieces;
  let at = position;
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(split(rest, writeBytes).first, at);
    at += bytesWritten;
    rest = split(rest, bytesWritten).rest;
  }
}

function split(pieces: readonly Uint8Array[], count: number): { first: Uint8Array[]; rest: Uint8Array[] } {
  const first: Uint8Array[] = [];
  const rest: Uint8Array[] = [];
  let left = count;
  for (const piece of pieces) {
    const taken = Math.min(left, piece.length);
    if (taken > 0) first.push(piece.subarray(0, taken));
    if (taken < piece.length) rest.push(piece.subarray(taken));
    left -= taken;
  }
  return { first, rest };
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return []; // a vault in which nothing was sealed yet
    throw diskFailure(error);
  }
}

interface Found {
  /** Finished objects. */
  readonly objects: readonly ObjectId[];
  /** Objects of which a `.part` lies there. */
  readonly parts: readonly ObjectId[];
}

/** Every file of ours below objects/, where it belongs, in one walk: at unlock there may be tens of thousands. */
async function findFiles(vaultFolder: string): Promise<Found> {
  const top = join(vaultFolder, 'objects');
  const groups = (await entriesOf(top)).filter((entry) => entry.isDirectory());
  const inGroup = async ({ name: group }: Dirent): Promise<string[]> =>
    (await entriesOf(join(top, group)))
      .filter((entry) => entry.isFile() && entry.name.slice(0, 2) === group)
      .map(({ name }) => name);
  const names = (await Promise.all(groups.map(inGroup))).flat().sort();
  const part = names.filter((name) => name.endsWith(partSuffix)).map((name) => name.slice(0, -partSuffix.length));
  const isId = (name: string): name is ObjectId => objectName.test(name);
  return { objects: names.filter(isId), parts: part.filter(isId) };
}

/** The id of every finished object on disk, whether or not a row knows it. Throws AppError('unavailable'). */
export const listObjects = async (vaultFolder: string): Promise<readonly ObjectId[]> =>
  (await findFiles(vaultFolder)).objects;

/**
 * Removes what a crash left behind while sealing, and returns the ids, beside those of the finished objects. Call it
 * when nothing is being sealed (at unlock). Throws AppError('unavailable').
 */
export async function sweepParts(vaultFolder: string): Promise<Found> {
  const found = await findFiles(vaultFolder);
  for (const id of found.parts) await removeFile(partPath(vaultFolder, id));
  return found;
}

/** Removes a file and makes that last. Returns false when there was none. Throws AppError('unavailable'). */
export async function removeFile(path: string): Promise<boolean> {
  try {
    await unlink(path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw diskFailure(error);
  }
}

/**
 * Unlinks an object's file and makes that last. Returns false when there was none. Throws AppError('unavailable').
 * Unlinking alone is not disposal: only a destroyed key is (see epochs.ts).
 */
export const removeObject = (vaultFolder: string, objectId: ObjectId): Promise<boolean> =>
  removeFile(objectPath(vaultFolder, objectId));
