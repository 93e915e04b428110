import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, syncFolder, writeAll } from './vault-files.ts';

/** Overwrites a file's bytes where they lie and makes that last. */
export async function overwriteDurably(path: string, sizeBytes: number): Promise<void> {
  const handle = await open(path, 'r+', 0o600);
  try {
    if (sizeBytes > 0) await writeAll(handle, [new Uint8Array(sizeBytes)], 0);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a file that does not exist yet and makes its bytes last; its name lasts once the folder is synced. */
export async function writeNewFile(path: string, contents: Uint8Array | string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(contents);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Overwrites and removes the files that open a vault, in a folder that is being given up. */
export async function eraseVaultFiles(folder: string): Promise<void> {
  for (const name of ['vault.json', 'vault.json.bak']) {
    const path = join(folder, name);
    const found = await stat(path).catch((error: unknown) => {
      if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
      return null;
    });
    if (found === null) continue;
    await overwriteDurably(path, found.size);
    await rm(path, { force: true });
  }
  await syncFolder(folder);
}
