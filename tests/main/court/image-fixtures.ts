import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll } from 'vitest';
import { type ImageEntry, type ImageLayout, streamImage } from '../../../src/main/court/iso-image.ts';
import type { ByteSource } from '../../../src/main/platform/byte-source.ts';

/** Bytes that can be told again from a word: SHA-256 in a chain. */
export function bytesFrom(seed: string, count: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(count);
  let block = createHash('sha256').update(seed).digest();
  for (let at = 0; at < count; at += block.length) {
    bytes.set(block.subarray(0, Math.min(block.length, count - at)), at);
    block = createHash('sha256').update(block).digest();
  }
  return bytes;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Gives bytes in pieces of an odd length, as a decrypting reader does. */
export async function* inPieces(bytes: Uint8Array, pieceBytes = 10_007): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

export const entryOf = (path: string, bytes: Uint8Array): ImageEntry & { readonly sha256: string } => ({
  path,
  sizeBytes: bytes.length,
  sha256: sha256(bytes),
  open: () => inPieces(bytes),
});

export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** A folder of this test file's own, removed when it is through. */
export async function ownFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'court-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function writeImage(layout: ImageLayout, path: string): Promise<void> {
  await pipeline(Readable.from(streamImage(layout)), createWriteStream(path));
}

/** All files below a folder: path with `/` and SHA-256. */
export async function listing(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const hashed = await Promise.all(
    files.map(async (file) => [file.slice(folder.length + 1), sha256(await readFile(file))] as const),
  );
  return new Map(hashed.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const sourceOf = (bytes: Uint8Array): ByteSource => ({
  sizeBytes: bytes.length,
  read: async (start, length) => Uint8Array.from(bytes.subarray(start, start + length)),
  close: async () => undefined,
});

export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r');
  return {
    sizeBytes: (await file.stat()).size,
    read: async (start, length) => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, start);
      return bytes.slice(0, bytesRead);
    },
    close: () => file.close(),
  };
}
