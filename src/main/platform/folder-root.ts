import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { AppError } from '../../shared/failure.ts';

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

/** The chosen folder, and the file system nothing below it may leave. */
export interface Root {
  /** With every link resolved, so that what is below can be compared with it. */
  readonly path: string;
  readonly device: number;
}

/** @throws AppError 'unavailable' when there is no such folder. */
export async function rootOf(path: string): Promise<Root> {
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

/** Why an entry is not taken by what it is; null for a file or folder of the stick's own file system. */
export function refusalOf(root: Root, found: Stats): EntryRefusal | null {
  if (found.isSymbolicLink()) return 'link';
  if (found.isFIFO()) return 'pipe';
  if (found.isSocket()) return 'socket';
  if (found.isFile() || found.isDirectory()) return found.dev === root.device ? null : 'other-file-system';
  return 'device';
}

/** The full path of an entry. On Windows names are text, and their bytes here are UTF-8; forward slashes serve there too. */
export const below = (root: Root, bytes: Buffer): Buffer => {
  const start = root.path.endsWith(sep) ? root.path : `${root.path}${sep}`;
  const rest = sep === '/' ? bytes : Buffer.from(bytes.toString('utf8').replaceAll('/', sep));
  return Buffer.concat([Buffer.from(start), rest]);
};

export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What an entry is refused for by itself; null when the failure means that the stick, or the file, is no longer there. */
export async function refusalByErrno(root: Root, error: unknown): Promise<EntryRefusal | null> {
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

/** The failure of a stick, or a file on it, that is no longer there; names the file as it may be shown. */
export function gone(path: string | null, cause: unknown): AppError {
  const what = path === null ? 'The folder' : `“${path}”`;
  const rest = 'could not be read. If the stick was pulled out, plug it in again and start once more.';
  return new AppError('unavailable', `${what} ${rest}`, { cause });
}
