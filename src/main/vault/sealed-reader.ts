import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import {
  damaged,
  headerBytes,
  openSegment,
  plaintextSize,
  type SegmentCipher,
  sealedSegmentRange,
  sealedSize,
  segmentAt,
  segmentCipherOf,
  segmentCount,
  segmentStart,
} from './sealed-format.ts';
import { diskFailure, isSystemError } from './vault-files.ts';

export interface SealedLocation {
  readonly path: string;
  /** The object's own 32-byte key, unwrapped. A copy is not kept; the caller wipes it. */
  readonly key: Uint8Array;
  /** What the object was sealed with: its id. */
  readonly associatedData: string;
}

/** The segments of one sealed file, opened one at a time. Nothing unauthenticated ever leaves it. */
export interface SealedSegments {
  readonly plaintextBytes: number;
  readonly count: number;
  /** The plaintext of a segment. Throws AppError('integrity') on damage, ('unavailable') when the disk fails. */
  open(index: number): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/**
 * Opens a sealed file whose plaintext size is known from an authenticated place (the database). A file of any other
 * size is refused at once: one cut at a segment boundary would otherwise read well until its end.
 * Throws AppError('integrity') also when the file is missing.
 */
async function openSegments(location: SealedLocation & { plaintextBytes: number }): Promise<SealedSegments> {
  return segmentsOf(await openSealedFile(location));
}

/**
 * Opens a sealed file when nothing but the file is left. The size is taken from the file, and proven by opening the
 * last segment first: a file that was cut or extended does not end in a segment that was sealed as the last.
 */
export async function openSegmentsUnknownSize(location: SealedLocation): Promise<SealedSegments> {
  return await withOpenFile(location.path, async (handle, sealedBytes) => {
    const plaintextBytes = plaintextSize(sealedBytes);
    if (plaintextBytes === null) throw damaged();
    const segments = segmentsOf({ handle, plaintextBytes, cipher: await cipherOf(handle, location) });
    (await segments.open(segments.count - 1)).fill(0);
    return segments;
  });
}

/** Random access to the plaintext of a sealed object. Errors as for openSegments, on opening and on every read. */
export async function openSealed(location: SealedLocation & { plaintextBytes: number }): Promise<ByteSource> {
  return sourceOver(await openSegments(location));
}

/** The same when only the file and its key are left (recovery after a disaster). */
export async function openSealedUnknownSize(location: SealedLocation): Promise<ByteSource> {
  return sourceOver(await openSegmentsUnknownSize(location));
}

/** A sealed file whose size was proven, and what opens its segments. */
export interface SealedFile {
  readonly handle: FileHandle;
  readonly cipher: SegmentCipher;
  readonly plaintextBytes: number;
}

/** The file alone, for whoever opens its segments in another thread and closes it. Errors as openSegments. */
export async function openSealedFile(location: SealedLocation & { plaintextBytes: number }): Promise<SealedFile> {
  const { path, plaintextBytes } = location;
  return await withOpenFile(path, async (handle, sealedBytes) => {
    if (sealedBytes !== sealedSize(plaintextBytes)) throw damaged();
    return { handle, plaintextBytes, cipher: await cipherOf(handle, location) };
  });
}

/** A file that is still being written, opened by what its own beginning says. Errors as openSegments. */
export const openGrowingFile = (location: SealedLocation): Promise<Omit<SealedFile, 'plaintextBytes'>> =>
  withOpenFile(location.path, async (handle) => ({ handle, cipher: await cipherOf(handle, location) }));

async function withOpenFile<T>(
  path: string,
  opening: (handle: FileHandle, sealedBytes: number) => Promise<T>,
): Promise<T> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw isSystemError(error) && error.code === 'ENOENT' ? missing(error) : diskFailure(error);
  });
  try {
    return await opening(handle, (await handle.stat()).size);
  } catch (error) {
    await handle.close();
    throw diskFailure(error);
  }
}

const missing = (cause: unknown): AppError =>
  new AppError('integrity', 'A sealed recording is missing from the vault: report it before anything else.', { cause });

async function cipherOf(handle: FileHandle, { key, associatedData }: SealedLocation): Promise<SegmentCipher> {
  return segmentCipherOf(key, associatedData, await readExactly(handle, 0, headerBytes));
}

/** The segments of an open file; closing them closes it. */
export const segmentsOf = ({ handle, cipher, plaintextBytes }: SealedFile): SealedSegments => ({
  plaintextBytes,
  count: segmentCount(plaintextBytes),
  open: (index) => readSegment(handle, cipher, index, plaintextBytes),
  close: () => handle.close(),
});

async function readSegment(
  handle: FileHandle,
  cipher: SegmentCipher,
  index: number,
  plaintextBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { start, length, last } = sealedSegmentRange(index, plaintextBytes);
  return openSegment(cipher, index, last, await readExactly(handle, start, length));
}

async function readExactly(handle: FileHandle, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = Buffer.allocUnsafeSlow(length); // every byte of it is read, or nothing is returned
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, start + done).catch((error: unknown) => {
      throw diskFailure(error);
    });
    if (bytesRead === 0) throw damaged(); // shorter than its size said: cut while it was open
    done += bytesRead;
  }
  return bytes;
}

/** Enough for a player that reads in two places; what is kept is footage in plain, so no more than that. */
const keptSegments = 8;

function sourceOver(segments: SealedSegments): ByteSource {
  const kept = new Map<number, Promise<Uint8Array<ArrayBuffer>>>(); // oldest use first
  let closed = false;

  const segment = (index: number): Promise<Uint8Array<ArrayBuffer>> => {
    const opened = kept.get(index) ?? segments.open(index);
    kept.delete(index);
    kept.set(index, opened);
    opened.catch(() => kept.delete(index)); // the reader gets the failure; the next read tries the disk again
    for (const oldest of kept.keys()) {
      if (kept.size <= keptSegments) break;
      kept.delete(oldest);
    }
    return opened;
  };

  return {
    sizeBytes: segments.plaintextBytes,
    read: async (start, length) => {
      if (closed) throw new AppError('unavailable', 'This recording was closed: open it again.');
      const from = Math.min(Math.max(0, start), segments.plaintextBytes);
      const bytes = new Uint8Array(Math.max(0, Math.min(start + length, segments.plaintextBytes) - from));
      for (let done = 0; done < bytes.length; ) {
        const index = segmentAt(from + done);
        const plaintext = await segment(index);
        const piece = plaintext.subarray(from + done - segmentStart(index)).subarray(0, bytes.length - done);
        bytes.set(piece, done);
        done += piece.length;
      }
      return bytes;
    },
    close: async () => {
      if (closed) return;
      closed = true;
      for (const opened of kept.values()) {
        opened.then((plaintext) => plaintext.fill(0)).catch(() => undefined); // told to its reader
      }
      kept.clear();
      await segments.close();
    },
  };
}
