import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import { entryBytes, type EntryName, entryName } from './entry-name.ts';

/** Why something was not taken; the words of the drivers' port, which this file may not import. */
export type EntryRefusal =
  | 'link'
  | 'device'
  | 'pipe'
  | 'socket'
  | 'other-file-system'
  | 'too-deep'
  | 'name-too-long'
  | 'unreadable';

export type FolderReaderEntry = EntryName &
  (
    | { readonly kind: 'file'; readonly sizeBytes: number; readonly modified: string }
    | { readonly kind: 'folder' }
    | { readonly kind: 'refused'; readonly reason: EntryRefusal }
  );

/** Bounds against a stick made to exhaust us. A deeper folder is refused by itself; too many entries refuse the whole. */
export interface FolderBounds {
  readonly maxDepth: number;
  readonly maxEntries: number;
}
const usualBounds: FolderBounds = { maxDepth: 32, maxEntries: 100_000 };

/**
 * A read-only view of the folder at `path`: it lists and reads, follows no link and never leaves the folder or its file
 * system. Satisfies the drivers' `FolderReader`.
 * @throws AppError 'unavailable' when there is no such folder.
 */
export async function openFolder(path: string, bounds: FolderBounds = usualBounds) {
  const root = await rootOf(path);
  return {
    name: entryName(Buffer.from(basename(root.path))).path,
    async *entries(signal: AbortSignal): AsyncGenerator<FolderReaderEntry> {
      let count = 0;
      for await (const entry of walk(root, bounds, null, 1)) {
        if (signal.aborted) throw new AppError('cancelled', 'Reading the stick was stopped.');
        count += 1;
        if (count > bounds.maxEntries) {
          const limit = bounds.maxEntries.toLocaleString('en-GB');
          throw new AppError(
            'invalid-input',
            `This folder holds more than ${limit} files. Choose the folder of the export alone.`,
          );
        }
        yield entry;
      }
    },
    open: (name: EntryName) => openEntry(root, name),
  };
}

interface Root {
  /** With every link resolved, so that what is below can be compared with it. */
  readonly path: string;
  readonly device: number;
}

async function rootOf(path: string): Promise<Root> {
  try {
    const real = await realpath(path);
    const found = await stat(real);
    if (found.isDirectory()) return { path: real, device: found.dev };
  } catch (cause) {
    throw new AppError('unavailable', 'This folder cannot be read. Plug the stick in and choose its folder again.', {
      cause,
    });
  }
  throw new AppError('unavailable', 'This is not a folder. Choose the folder of the export on the stick.');
}

/** A folder's entries in the order of their bytes, each folder before what it holds. `folder` is null for the root. */
async function* walk(
  root: Root,
  bounds: FolderBounds,
  folder: Buffer | null,
  depth: number,
): AsyncGenerator<FolderReaderEntry> {
  for (const child of await childrenOf(root, folder)) {
    const bytes = folder === null ? child : Buffer.concat([folder, Buffer.from('/'), child]);
    const entry = await look(root, bytes);
    if (entry.kind !== 'folder') yield entry;
    else if (depth >= bounds.maxDepth) yield { ...entryName(bytes), kind: 'refused', reason: 'too-deep' };
    else yield* unfold(entry, walk(root, bounds, bytes, depth + 1));
  }
}

/** A folder and what it holds; a folder that cannot be listed is itself refused, and only that. */
async function* unfold(
  folder: FolderReaderEntry,
  inside: AsyncGenerator<FolderReaderEntry>,
): AsyncGenerator<FolderReaderEntry> {
  let first: IteratorResult<FolderReaderEntry>;
  try {
    first = await inside.next();
  } catch (error) {
    if (!(error instanceof UnreadableFolder)) throw error;
    yield { path: folder.path, pathBytes: folder.pathBytes, kind: 'refused', reason: 'unreadable' };
    return;
  }
  yield folder;
  if (!first.done) yield first.value;
  yield* inside;
}

class UnreadableFolder extends Error {}

async function childrenOf(root: Root, folder: Buffer | null): Promise<Buffer[]> {
  const path = folder === null ? root.path : below(root, folder);
  try {
    const children = await readdir(path, { encoding: 'buffer' });
    return children.sort((a, b) => a.compare(b));
  } catch (cause) {
    if (folder !== null && (await refusalByErrno(root, cause)) !== null)
      throw new UnreadableFolder('unreadable', { cause });
    throw gone(folder === null ? null : entryName(folder).path, cause);
  }
}

async function look(root: Root, bytes: Buffer): Promise<FolderReaderEntry> {
  const name = entryName(bytes);
  try {
    const found = await lstat(below(root, bytes));
    const reason = refusalOf(root, found);
    if (reason !== null) return { ...name, kind: 'refused', reason };
    if (found.isDirectory()) return { ...name, kind: 'folder' };
    return { ...name, kind: 'file', sizeBytes: found.size, modified: localClock(found.mtime) };
  } catch (cause) {
    const reason = await refusalByErrno(root, cause);
    if (reason === null) throw gone(name.path, cause);
    return { ...name, kind: 'refused', reason };
  }
}

function refusalOf(root: Root, found: Stats): EntryRefusal | null {
  if (found.isSymbolicLink()) return 'link';
  if (found.isFIFO()) return 'pipe';
  if (found.isSocket()) return 'socket';
  if (found.isFile() || found.isDirectory()) return found.dev === root.device ? null : 'other-file-system';
  return 'device';
}

/**
 * Opens one file for reading and nothing else.
 * Threat: between listing and opening a name is swapped for a link, a pipe or a device, or a folder above it for a
 * link that leads out. So: no link followed, no waiting, and what was opened must be what stands at the very path.
 */
async function openEntry(root: Root, name: EntryName) {
  const bytes = entryBytes(name);
  if (bytes === null) throw new AppError('invalid-input', `“${name.path}” is no name on this stick.`);
  const path = below(root, bytes);
  let handle: FileHandle;
  try {
    handle = await openQuietly(path);
  } catch (cause) {
    const reason = await refusalByErrno(root, cause);
    if (reason === null) throw gone(name.path, cause);
    return { opened: false, reason } as const;
  }
  try {
    const found = await handle.stat();
    const reason = refusalOf(root, found) ?? (found.isFile() ? await strayed(root, bytes, found) : 'unreadable');
    if (reason === null) return { opened: true, file: openedFile(handle, name.path, found.size) } as const;
    await handle.close();
    return { opened: false, reason } as const;
  } catch (cause) {
    await handle.close();
    throw gone(name.path, cause);
  }
}

/** Null when the opened file is the one at its path; while it is open its number cannot be given to another. */
async function strayed(root: Root, bytes: Buffer, opened: Stats): Promise<EntryRefusal | null> {
  const path = below(root, bytes);
  const [real, there] = await Promise.all([realpath(path, { encoding: 'buffer' }), lstat(path)]);
  return real.equals(path) && there.dev === opened.dev && there.ino === opened.ino ? null : 'link';
}

/** Read-only, without following a link or waiting for a pipe, and where the system lets us without marking the file as read. */
async function openQuietly(path: Buffer): Promise<FileHandle> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_NOATIME } = constants;
  const flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK; // those that Windows lacks are 0 there
  try {
    return await open(path, flags | O_NOATIME);
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw error;
    return open(path, flags);
  }
}

const openedFile = (handle: FileHandle, path: string, sizeBytes: number) => ({
  sizeBytes,
  async read(start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, sizeBytes - start)));
    for (let done = 0; done < bytes.byteLength; ) {
      const { bytesRead } = await handle
        .read(bytes, done, bytes.byteLength - done, start + done)
        .catch((cause: unknown) => {
          throw gone(path, cause);
        });
      if (bytesRead === 0) throw gone(path, new Error('shorter than when it was opened'));
      done += bytesRead;
    }
    return bytes;
  },
  close: () => handle.close(),
});

/** On Windows names are text, and their bytes here are UTF-8; forward slashes serve there too. */
const below = (root: Root, bytes: Buffer): Buffer => {
  const start = root.path.endsWith(sep) ? root.path : `${root.path}${sep}`;
  const rest = sep === '/' ? bytes : Buffer.from(bytes.toString('utf8').replaceAll('/', sep));
  return Buffer.concat([Buffer.from(start), rest]);
};

const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What an entry is refused for by itself; null when the failure means that the stick, or the file, is no longer there. */
async function refusalByErrno(root: Root, error: unknown): Promise<EntryRefusal | null> {
  const code = errnoOf(error);
  if (code === 'ELOOP' || code === 'EMLINK') return 'link';
  if (code === 'ENAMETOOLONG') return 'name-too-long';
  if (['EACCES', 'EPERM', 'EBUSY'].includes(code)) return 'unreadable';
  // A bad patch on the stick must not keep back all the rest; a stick that has gone must.
  const badPatch = ['EIO', 'EUCLEAN', 'EBADMSG', 'UNKNOWN'].includes(code);
  return badPatch && (await canBeListed(root)) ? 'unreadable' : null;
}

const canBeListed = (root: Root): Promise<boolean> =>
  readdir(root.path).then(
    () => true,
    () => false, // the caller asked whether, not why
  );

function gone(path: string | null, cause: unknown): AppError {
  const what = path === null ? 'The folder' : `“${path}”`;
  const rest = 'could not be read. If the stick was pulled out, plug it in again and start once more.';
  return new AppError('unavailable', `${what} ${rest}`, { cause });
}

/** A file's time as this computer shows it: on FAT, what the recorder's clock showed. */
function localClock(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
