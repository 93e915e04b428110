import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { AppError } from '../../shared/failure.ts';
import { entryBytes, type EntryName } from './entry-name.ts';
import { below, type EntryRefusal, errnoOf, gone, refusalByErrno, refusalOf, type Root } from './folder-root.ts';

/**
 * Opens one file for reading and nothing else.
 * Threat: between listing and opening a name is swapped for a link, a pipe or a device, or a folder above it for a
 * link that leads out. So: no link followed, no waiting, and what was opened must be what stands at the very path.
 */
export async function openEntry(root: Root, name: EntryName) {
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
