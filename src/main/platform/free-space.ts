import { statfs } from 'node:fs/promises';

/** Bytes this account may still write on the drive that holds the folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
