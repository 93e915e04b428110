import type { ObjectId } from '../../shared/model.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { inBackground } from './in-background.ts';
import { createPartWriter } from './part-writer.ts';
import { type PlainInput, type PlainSource, plainInput } from './plain-input.ts';
import { keyBytes, newSegmentCipher, segmentBytes, segmentCapacity } from './sealed-format.ts';
import { createSealer, type Sealer } from './sealer.ts';
import { createSegmentHasher, type SegmentHasher, slotCount } from './segment-hasher.ts';
import { openReadBack, type ReadBack, stopIfAborted, type VerifyRequest, verifySealed } from './verifying.ts';

export interface SealRequest {
  readonly vaultFolder: string;
  readonly source: PlainSource;
  readonly signal?: AbortSignal;
  /** Plaintext bytes done so far, once a segment: first all of 'sealing', then all of 'reading-back'. */
  readonly onProgress?: (bytesDone: number, step: 'sealing' | 'reading-back') => void;
  /** Given by whoever must know of it before its first byte is on the disk; a new one otherwise. */
  readonly objectId?: ObjectId;
  /** False leaves out the read-back. For measuring only: a master is never kept unread. */
  readonly readBack?: boolean;
}

export interface SealedObject {
  readonly objectId: ObjectId;
  /** Of the plaintext, in hexadecimal. */
  readonly sha256: string;
  readonly plaintextBytes: number;
  readonly sealedBytes: number;
  /** 32 random bytes that only the caller now has: wrap it, then wipe it. */
  readonly key: Uint8Array<ArrayBuffer>;
}

/** A copy that is proved before it is kept: it can be read back, and thrown away again. */
export interface SealedCopy<T> {
  readonly sealed: T;
  open(): Promise<ByteSource>;
  discard(): Promise<void>;
}

/**
 * Seals a source as a new object in one pass (SHA-256 and encryption in threads of their own), makes it last on the disk,
 * and reads it back: what lies on the disk already is read back while the rest is still being sealed. Only then has it its
 * name. On any failure nothing of it is left: AppError('cancelled') when stopped, ('unavailable') when the disk is full or
 * fails, ('integrity') when what is on the disk is not what was sealed, and whatever the source throws.
 * A crash leaves a .part, or a finished object that no row knows and whose key is gone (both in findFiles).
 */
export async function sealObject(request: SealRequest): Promise<SealedObject> {
  stopIfAborted(request.signal);
  const objectId = request.objectId ?? newId<ObjectId>();
  const key = drawBytes(keyBytes);
  try {
    return { objectId, ...(await writeObject(request, objectId, key)), key };
  } catch (error) {
    key.fill(0);
    throw error;
  }
}

type Written = Pick<SealedObject, 'sha256' | 'plaintextBytes' | 'sealedBytes'>;

async function writeObject(request: SealRequest, objectId: ObjectId, key: Uint8Array): Promise<Written> {
  const input = plainInput(request.source, request.signal);
  const hasher = createSegmentHasher();
  let reading: Promise<ReadBack> | undefined;
  try {
    const writer = await createPartWriter(request.vaultFolder, objectId, (bytes) => {
      if (request.readBack === false) return;
      reading ??= inBackground(openReadBack({ path: writer.part, key, associatedData: objectId }));
      const segments = Math.ceil(bytes / segmentBytes) - 1; // the newest may be the last: that is known when all is written
      void inBackground(reading.then(({ synced }) => synced(segments)));
    });
    const sealer = createSealer(newSegmentCipher(key, objectId), hasher, writer);
    const stopThreads = async (): Promise<void> => {
      await sealer.stop();
      await reading?.then(({ stop }) => stop()).catch(() => undefined);
    };
    try {
      const plaintextBytes = await sealSegments({ ...request, input, hasher, sealer });
      const sha256 = await hasher.digest();
      await writer.sync();
      await readBack(request, { path: writer.part, key, associatedData: objectId, plaintextBytes, sha256 }, reading);
      await stopThreads(); // before the file they work on is closed
      return { sha256, plaintextBytes, sealedBytes: await writer.publish() };
    } catch (error) {
      await stopThreads();
      await writer.discard().catch(() => undefined); // what the disk now keeps, the sweep removes
      throw error;
    }
  } finally {
    input.stop();
    await hasher.close();
  }
}

interface Sealing extends SealRequest {
  readonly input: PlainInput;
  readonly hasher: SegmentHasher;
  readonly sealer: Sealer;
}

/**
 * A segment is sealed once it is known whether another follows, so the next one is always read before; and the one after
 * that is being read meanwhile.
 */
async function sealSegments(sealing: Sealing): Promise<number> {
  let plaintextBytes = 0;
  let plaintext = await nextSegment(sealing, 0);
  let ahead = inBackground(nextSegment(sealing, 1));
  for (let index = 0; ; index += 1) {
    const following = await ahead;
    const last = following.length === 0;
    if (!last) ahead = inBackground(nextSegment(sealing, index + 2));
    await sealing.sealer.add(index, last, plaintext);
    plaintextBytes += plaintext.length;
    sealing.onProgress?.(plaintextBytes, 'sealing');
    stopIfAborted(sealing.signal);
    if (last) break;
    plaintext = following;
  }
  await sealing.sealer.finish();
  return plaintextBytes;
}

async function nextSegment({ input, hasher, sealer }: Sealing, index: number): Promise<Uint8Array> {
  await sealer.passed(index - slotCount);
  const slot = await hasher.freeSlot();
  const filled = await input.fill(slot.subarray(0, segmentCapacity(index)));
  if (filled > 0) hasher.add(filled);
  return slot.subarray(0, filled);
}

/** The rest, where reading back has begun; all of a file that is not large enough for that. */
async function readBack(
  request: SealRequest,
  written: Omit<VerifyRequest, 'signal' | 'onProgress'>,
  reading: Promise<ReadBack> | undefined,
): Promise<void> {
  if (request.readBack === false) return;
  const asked = {
    ...written,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    onProgress: (bytesDone: number) => request.onProgress?.(bytesDone, 'reading-back'),
  };
  if (reading === undefined) await verifySealed(asked);
  else await (await reading).finish(asked);
}
