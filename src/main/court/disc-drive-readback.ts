import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import type { ImageLayout } from './iso-image.ts';

// Burning is believed only after the disc was read again: every byte, against what the record says.

/** A running SHA-256. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  /** Lower-case hex; the hasher is used up. */
  digestHex(): string;
}
export type CreateHasher = () => Hasher;

/** Passes a stream on and hashes it on the way: what was burned is what was hashed. */
export async function* hashing(bytes: AsyncIterable<Uint8Array>, hasher: Hasher): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hasher.update(piece);
    yield piece;
  }
}

/** A file that must lie at this place of the disc. Files stand in the order of their places and do not overlap. */
export interface ExpectedFile {
  readonly path: string;
  readonly startByte: number;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface ExpectedDisc {
  readonly imageBytes: number;
  readonly imageSha256: string;
  readonly files: readonly ExpectedFile[];
}

/** The places of a layout's files with the hashes the record holds. Throws when a hash is not known: that is our bug. */
export function expectedFiles(layout: ImageLayout, sha256Of: ReadonlyMap<string, string>): ExpectedFile[] {
  return layout.files.map(({ entry, startByte }) => {
    const sha256 = sha256Of.get(entry.path);
    if (sha256 === undefined) throw new Error('a file on the disc without a hash');
    return { path: entry.path, startByte, sizeBytes: entry.sizeBytes, sha256 };
  });
}

export interface DiscReadBack {
  /** Image and every file are what they must be. */
  readonly intact: boolean;
  /** Null when some of the disc could not be read. */
  readonly imageSha256: string | null;
  readonly files: readonly { readonly path: string; readonly state: 'good' | 'changed' | 'unreadable' }[];
}

export interface ReadBackOptions {
  readonly createHasher: CreateHasher;
  readonly signal: AbortSignal;
  readonly onProgress?: (bytesDone: number) => void;
}

const pieceBytes = 1024 * 1024;

/**
 * Reads the whole disc once and compares image and files. A place that cannot be read is reported, never skipped in
 * silence, and reading goes on behind it. Throws AppError('cancelled').
 */
export async function readBackDisc(
  disc: ByteSource,
  expected: ExpectedDisc,
  { createHasher, signal, onProgress }: ReadBackOptions,
): Promise<DiscReadBack> {
  const image = createHasher();
  const states = new Map<string, 'good' | 'changed' | 'unreadable'>();
  const readPart = async (start: number, end: number, hasher: Hasher | null): Promise<boolean> => {
    let readable = true;
    for (let at = start; at < end; at += pieceBytes) {
      if (signal.aborted) throw new AppError('cancelled', 'The check of the disc was stopped.');
      const piece = await readPiece(disc, at, Math.min(pieceBytes, end - at));
      if (piece === null) readable = false;
      else for (const each of [image, hasher]) each?.update(piece);
      onProgress?.(Math.min(at + pieceBytes, end));
    }
    return readable;
  };
  let at = 0;
  let readable = true;
  for (const file of expected.files) {
    readable = (await readPart(at, file.startByte, null)) && readable;
    const hasher = createHasher();
    at = file.startByte + file.sizeBytes;
    const wasReadable = await readPart(file.startByte, at, hasher);
    readable &&= wasReadable;
    states.set(file.path, !wasReadable ? 'unreadable' : hasher.digestHex() === file.sha256 ? 'good' : 'changed');
  }
  readable = (await readPart(at, expected.imageBytes, null)) && readable;
  const imageSha256 = readable ? image.digestHex() : null;
  const files = [...states].map(([path, state]) => ({ path, state }));
  return {
    intact: imageSha256 === expected.imageSha256 && files.every(({ state }) => state === 'good'),
    imageSha256,
    files,
  };
}

/** Null when the drive cannot read this place, or the disc ends before it. */
async function readPiece(disc: ByteSource, start: number, length: number): Promise<Uint8Array | null> {
  try {
    const piece = await disc.read(start, length);
    return piece.length === length ? piece : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return null; // recorded as unreadable by the caller
    throw error;
  }
}
