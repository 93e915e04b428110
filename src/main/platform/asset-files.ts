import { readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A file is served when it is one plain segment after another: no dot files, no `..`, no backslash, no device names. */
const PLAIN_PATH = /^(?:[A-Za-z0-9_@-][A-Za-z0-9._@-]*\/)*[A-Za-z0-9_@-][A-Za-z0-9._@-]*$/;

/** Reads one file below a folder, or answers `null` when there is no such file. */
export type ReadAsset = (path: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/**
 * A reader that cannot leave `folder`. Threat: a page that was taken over asks for `../` or a link that points at the
 * database. So the text of the path is checked, and then where the path really leads.
 */
export function assetFolder(folder: string): ReadAsset {
  return async (path) => {
    if (!PLAIN_PATH.test(path)) return null;
    const target = join(folder, ...path.split('/'));
    try {
      const inside = relative(await realpath(folder), await realpath(target));
      if (inside.startsWith('..') || inside.split(sep).join('/') !== path) return null;
      // By name and not by handle: inside app.asar, Electron would first copy an opened file out to a temporary folder.
      return (await stat(target)).isFile() ? new Uint8Array(await readFile(target)) : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
