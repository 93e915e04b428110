import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A new, empty, private folder; whatever stood there is removed. */
export async function makeEmptyFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await mkdir(path, { recursive: true, mode: 0o700 });
}

export const removeFolder = (path: string): Promise<void> => rm(path, { recursive: true, force: true });

/** Gives a finished folder its final name in one step that survives a power cut. */
export async function publishFolder(from: string, to: string): Promise<void> {
  await rename(from, to);
  if (process.platform === 'win32') return;
  const parent = await open(dirname(to), 'r');
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}
