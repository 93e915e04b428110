import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file the person chose a place for: whole and on the disk, or not there at all. A file of that name is
 * replaced only once the new one is complete (the dialog has asked). Throws what the file system throws.
 */
export async function writeSavedFile(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'wx', 0o600);
  try {
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
