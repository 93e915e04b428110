import { Buffer } from 'node:buffer';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Known } from './desk.ts';

/** Longer than any chance: 64 bytes of coded picture occur in no other file. */
const pieceBytes = 64;
const piecesPerFile = 8;

/** Pieces from all over each footage file: whoever finds one of them outside the seal has found footage. */
export async function footagePieces(folder: string): Promise<Known[]> {
  const files = (await filesBelow(folder)).filter((path) => /\.(dav|mp4|ts|avi|h26[45]|mpg|psf)$/u.test(path));
  const pieces = await Promise.all(
    files.map(async (path) => {
      const bytes = await readFile(path);
      const offsets = Array.from({ length: piecesPerFile }, (_, at) =>
        Math.floor(((at + 1) * (bytes.length - pieceBytes)) / (piecesPerFile + 1)),
      );
      return offsets.map((from) => ({
        what: `footage of ${path.slice(folder.length + 1)}`,
        bytes: bytes.subarray(from, from + pieceBytes),
      }));
    }),
  );
  // A run of one value (padding) says nothing about footage.
  return pieces.flat().filter(({ bytes }) => new Set(bytes).size > 16);
}

export interface Search {
  readonly files: number;
  readonly bytes: number;
  /** What was found where, in words; empty when nothing was. */
  readonly found: readonly string[];
}

/** Looks through every byte of every file below a folder. */
export async function searchFor(known: readonly Known[], folder: string): Promise<Search> {
  const paths = await filesBelow(folder);
  const found: string[] = [];
  let total = 0;
  for (const path of paths) {
    const bytes = await readFile(path).catch(gone);
    total += bytes.length;
    for (const each of known)
      if (bytes.includes(Buffer.from(each.bytes)))
        found.push(`${each.what} stands in ${path.slice(folder.length + 1)}`);
  }
  return { files: paths.length, bytes: total, found };
}

/** A file that its program has removed since it was listed holds nothing any more. */
function gone(error: unknown): Buffer {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
  throw error;
}

/** Plain files only: what a link points at is looked at where it lies. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
