import type { Dirent } from 'node:fs';
import { access, constants, type FileHandle, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
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
  return new AppError('unavailable', diskMessage(error.code), { cause: error });
}

/** The same for a failure that another thread met and could only tell by its code. */
export const diskFailureOf = (code: string): AppError =>
  new AppError('unavailable', diskMessage(code), { cause: Object.assign(new Error(code), { code }) });

function diskMessage(code: string | undefined): string {
  if (code === 'ENOSPC' || code === 'EDQUOT') return "The vault's disk is full: free some space and try again.";
  if (code === 'EROFS')
    return "The vault's disk can be read but not written: nothing was changed. Restart the laptop; if it stays so, call your IT contact.";
  return "The vault's disk could not be read or written: check that it is there, and try again.";
}

/**
 * Refuses when there is no folder of objects at all: its disk is gone, or it was moved. Only while it is there does a
 * missing file mean that an object is missing. Throws AppError('unavailable').
 */
export async function requireObjectsFolder(vaultFolder: string): Promise<void> {
  try {
    await stat(join(vaultFolder, 'objects'));
  } catch (error) {
    if (!isMissing(error)) throw diskFailure(error);
    throw new AppError(
      'unavailable',
      'The folder of the sealed footage is not there: its disk is gone, or the folder was moved. Nothing was deleted by the application. Have it put back, then sign in again.',
      { cause: error },
    );
  }
}

/** Refuses a vault that cannot be written. Throws AppError('unavailable'). */
export async function requireWritable(vaultFolder: string): Promise<void> {
  try {
    await access(vaultFolder, constants.W_OK);
  } catch (error) {
    throw diskFailure(error);
  }
}

/** Whether an object's file is there. Throws AppError('unavailable') when the disk is not. */
export async function hasObject(vaultFolder: string, objectId: ObjectId): Promise<boolean> {
  try {
    return (await stat(objectPath(vaultFolder, objectId))).isFile();
  } catch (error) {
    if (!isMissing(error)) throw diskFailure(error);
    await requireObjectsFolder(vaultFolder);
    return false;
  }
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

/** Makes the folder an object will lie in; safe to repeat. The vault's own folder must be there. */
export async function makeObjectFolder(vaultFolder: string, objectId: ObjectId): Promise<void> {
  const folder = dirname(objectPath(vaultFolder, objectId));
  for (const each of [dirname(folder), folder]) if (await makeFolder(each)) await syncFolder(dirname(each));
}

/**
 * Answers whether it had to be made. Its parent must be there. Threat: the vault's disk is taken out while footage is
 * sealed, and the rest of it goes to the folder the disk was mounted on, where the vault will never look again.
 */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (isSystemError(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Measured in a virtual machine: larger writes make Linux take large blocks of memory, which are the ones lent to the
 * host and dear to get back. 1 GB then took 1.1 s instead of 0.5 s (docs/decisions/0028).
 */
const writeBytes = 64 * 1024;

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

export interface FoundFiles {
  /** Finished objects. */
  readonly objects: readonly ObjectId[];
  /** Objects of which a `.part` lies there. */
  readonly parts: readonly ObjectId[];
  /** Names of files and folders that are none of ours. */
  readonly strange: readonly string[];
}

const isId = (name: string): name is ObjectId => objectName.test(name);

/** Everything below objects/ in one walk: there may be tens of thousands. Throws AppError('unavailable'). */
export async function findFiles(vaultFolder: string): Promise<FoundFiles> {
  const top = join(vaultFolder, 'objects');
  const groups = await entriesOf(top);
  const [objects, parts]: [ObjectId[], ObjectId[]] = [[], []];
  const strange = groups.filter((entry) => !isGroup(entry)).map(({ name }) => name);
  const look = async ({ name: group }: Dirent): Promise<void> => {
    for (const entry of await entriesOf(join(top, group))) {
      const { name } = entry;
      const [id, isPart] = name.endsWith(partSuffix) ? [name.slice(0, -partSuffix.length), true] : [name, false];
      if (entry.isFile() && isId(id) && id.startsWith(group)) (isPart ? parts : objects).push(id);
      else strange.push(`${group}/${name}`);
    }
  };
  await Promise.all(groups.filter(isGroup).map(look));
  return { objects: objects.toSorted(), parts: parts.toSorted(), strange: strange.toSorted() };
}

/** The id of every finished object below a folder, whether or not a row knows it. Throws AppError('unavailable'). */
export const listObjects = async (vaultFolder: string): Promise<readonly ObjectId[]> =>
  (await findFiles(vaultFolder)).objects;

const isGroup = (entry: Dirent): boolean => entry.isDirectory() && /^[0-9a-f]{2}$/u.test(entry.name);

/** Removes a half-written object. Returns false when there was none. Throws AppError('unavailable'). */
export const removePart = (vaultFolder: string, objectId: ObjectId): Promise<boolean> =>
  removeFile(partPath(vaultFolder, objectId));

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
