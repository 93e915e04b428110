import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What the application is made of where it runs from its sources; packed, it is everything that was packed. */
const SOURCE_PARTS = ['src', 'resources', 'package.json', 'package-lock.json'];

/**
 * One SHA-256 over the names and bytes of all files of the application. Electron shows the packed archive as a folder,
 * so that this reads the packed files themselves.
 */
export async function programFingerprint(root: string): Promise<string> {
  const names = await readdir(root);
  const parts = names.includes('src') ? SOURCE_PARTS.filter((name) => names.includes(name)) : names;
  const all = createHash('sha256');
  for (const part of parts.toSorted())
    for (const path of await filesOf(join(root, part))) {
      const hash = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      all.update(`${hash}  ${relative(root, path).split(sep).join('/')}\n`);
    }
  return all.digest('hex');
}

/** The same, read once: another program on the drive later is not the one that runs. */
export function fingerprintOnce(root: string): () => Promise<string> {
  let read: Promise<string> | null = null;
  return () => (read ??= programFingerprint(root));
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  const below = entries.filter((entry) => entry.isDirectory() || entry.isFile()).map(({ name }) => join(path, name));
  return (await Promise.all(below.toSorted().map(filesOf))).flat();
}
