import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import { driveFailure, onDrive } from './backup-failure.ts';
import { inBackground } from './in-background.ts';
import { createPartWriter } from './part-writer.ts';
import { createSegmentHasher, type SegmentHasher } from './segment-hasher.ts';
import { diskFailure, objectPath, removeFile, removeObject } from './vault-files.ts';
import { stopIfAborted } from './verifying.ts';

// Sealed objects on their way to and from a backup. They are copied as they are, sealed: no key is needed, and nothing
// that could be read is ever on the way.

export interface CopyRequest {
  /** Folders that hold `objects/`. */
  readonly from: string;
  readonly to: string;
  readonly objectId: ObjectId;
  readonly signal: AbortSignal;
  /** Sealed bytes done: first all of them written, then all of them read back. */
  readonly onProgress: (bytesDone: number) => void;
}

export interface CopiedObject {
  /** Of the sealed bytes, in hexadecimal. */
  readonly sha256: string;
  readonly sealedBytes: number;
}

/** How whoever reads or writes a side tells that side's failures: the laptop's disk, or the backup drive. */
export interface Sides {
  readonly source: Telling;
  readonly target: Telling;
}

/** One object cannot be read where it lies: that is no fault of the other side, and must not keep the others back. */
export class UnreadableSource extends AppError {
  constructor(cause: unknown) {
    super('integrity', 'An object could not be read where it lies.', { cause });
  }
}

const toTheDrive: Sides = { source: (error) => new UnreadableSource(error), target: driveFailure };
export const fromTheDrive: Sides = {
  source: (error) => new UnreadableSource(driveFailure(error)),
  target: diskFailure,
};

/**
 * Copies one sealed object: written under another name, synced, renamed, and read back from the first byte to the last;
 * the two hashes must be equal. On any failure nothing of it is left that could be taken for the object. Throws
 * AppError('unavailable'), ('cancelled'), or ('integrity') when the target did not keep what was written.
 */
export async function copySealed(request: CopyRequest, sides: Sides = toTheDrive): Promise<CopiedObject> {
  const { to, objectId, onProgress } = request;
  const written = await writeCopy(request, sides);
  const readBack = await hashSealedFile(objectPath(to, objectId), {
    signal: request.signal,
    onProgress: (bytes) => onProgress(written.sealedBytes + bytes),
    failure: sides.target,
  });
  if (readBack.sha256 === written.sha256) return written;
  await removeObject(to, objectId);
  throw new AppError(
    'integrity',
    'What was read back from the drive is not what was written. Do not trust this drive: use another one.',
  );
}

/** The same without the read-back, for whoever opens every segment of the copy afterwards. Throws as `copySealed`. */
export async function writeCopy(request: CopyRequest, { source, target }: Sides): Promise<CopiedObject> {
  const { from, to, objectId, signal, onProgress } = request;
  const hasher = createSegmentHasher();
  try {
    const writer = await telling(target, () => createPartWriter(to, objectId));
    try {
      await pass(objectPath(from, objectId), hasher, {
        ...{ signal, onProgress, failure: source },
        each: (piece) => telling(target, () => writer.write([piece])),
      });
      const sha256 = await hasher.digest();
      return { sha256, sealedBytes: await telling(target, () => writer.publish()) };
    } catch (error) {
      await writer.discard().catch(() => undefined); // a drive that is gone keeps a .part, which the next backup removes
      throw error;
    }
  } finally {
    await hasher.close();
  }
}

type Telling = (error: unknown) => unknown;

/** A failure is told where it happens: afterwards nobody knows which of the two disks it was. */
async function telling<T>(failure: Telling, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failure(error);
  }
}

export interface HashOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (bytesDone: number) => void;
  readonly failure?: Telling;
}

/** SHA-256 of a file as it lies there, read from its first byte to its last. Throws as the options say. */
export async function hashSealedFile(path: string, options: HashOptions): Promise<CopiedObject> {
  const hasher = createSegmentHasher();
  try {
    const sealedBytes = await pass(path, hasher, {
      ...options,
      failure: options.failure ?? driveFailure,
      each: async () => undefined,
    });
    return { sha256: await hasher.digest(), sealedBytes };
  } finally {
    await hasher.close();
  }
}

interface Pass extends Required<HashOptions> {
  readonly each: (piece: Uint8Array) => Promise<void>;
}

/** One reading of a file into the hasher's slots; the next piece is read while this one is dealt with. */
async function pass(path: string, hasher: SegmentHasher, { signal, onProgress, failure, each }: Pass): Promise<number> {
  const handle = await telling(failure, () => open(path, 'r'));
  let ahead: Promise<Uint8Array> | null = null;
  try {
    const readAt = async (position: number): Promise<Uint8Array> => {
      const slot = await hasher.freeSlot();
      return slot.subarray(0, await telling(failure, () => fill(handle, slot, position)));
    };
    let done = 0;
    for (let piece = await readAt(0); piece.length > 0; ) {
      hasher.add(piece.length);
      ahead = inBackground(readAt(done + piece.length));
      await each(piece);
      done += piece.length;
      onProgress(done);
      stopIfAborted(signal);
      piece = await ahead;
    }
    return done;
  } finally {
    await Promise.allSettled([ahead]);
    await handle.close();
  }
}

async function fill(handle: FileHandle, slot: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < slot.length) {
    const { bytesRead } = await handle.read(slot, filled, slot.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Removes an object's file from a backup drive, whether whole or half written. */
export const removeFromDrive = (folder: string, objectId: ObjectId): Promise<boolean> =>
  onDrive(async () => {
    const path = objectPath(folder, objectId);
    await removeFile(`${path}.part`);
    return removeFile(path);
  });
