import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SealedObject } from '../../../src/main/vault/sealing.ts';
import type { Kdf } from '../../../src/main/vault/vault-file.ts';
import { objectPath } from '../../../src/main/vault/vault-files.ts';

/** Argon2 as weak as it gets: the tests ask whether the right password opens, not how slow guessing is. */
export const weakKdf: Kdf = { algorithm: 'argon2id', memoryKib: 8, passes: 1, lanes: 1 };

/** An empty folder that is gone after the test. */
export async function vaultFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vault-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Where a sealed object lies, with what opens it. */
export const locationOf = (folder: string, sealed: SealedObject) => ({
  path: objectPath(folder, sealed.objectId),
  key: sealed.key,
  associatedData: sealed.objectId,
  plaintextBytes: sealed.plaintextBytes,
  sha256: sealed.sha256,
});

/** Flips one bit of a file; a place below zero counts from its end. */
export async function flipBit(path: string, at = -64): Promise<void> {
  const handle = await open(path, 'r+');
  const position = at < 0 ? (await handle.stat()).size + at : at;
  const byte = new Uint8Array(1);
  await handle.read(byte, 0, 1, position);
  byte[0] = (byte[0] ?? 0) ^ 1;
  await handle.write(byte, 0, 1, position);
  await handle.close();
}
