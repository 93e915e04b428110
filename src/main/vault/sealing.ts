import type { ObjectId } from '../../shared/model.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { inBackground } from './in-background.ts';
import { createPartWriter, type PartWriter } from './part-writer.ts';
import { type PlainInput, type PlainSource, plainInput } from './plain-input.ts';
import { keyBytes, newSegmentCipher, type SegmentCipher, sealSegment, segmentCapacity } from './sealed-format.ts';
import { createSegmentHasher, type SegmentHasher } from './segment-hasher.ts';
import { objectPath, removeObject } from './vault-files.ts';
import { stopIfAborted, verifySealed } from './verifying.ts';

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

/**
 * Seals a source as a new object in one pass (SHA-256 in its own thread), makes it last on the disk, and reads it back.
 * On any failure nothing of it is left: AppError('cancelled') when stopped, ('unavailable') when the disk is full or
 * fails, ('integrity') when what is on the disk is not what was sealed, and whatever the source throws.
 * A crash leaves a .part, or a finished object that no row knows and whose key is gone (both in findFiles).
 */
export async function sealObject(request: SealRequest): Promise<SealedObject> {
  stopIfAborted(request.signal);
  const objectId = request.objectId ?? newId<ObjectId>();
  const key = drawBytes(keyBytes);
  try {
    const written = await writeObject(request, objectId, key);
    const sealed = { objectId, ...written, key };
    if (request.readBack !== false) await readBack(request, sealed);
    return sealed;
  } catch (error) {
    key.fill(0);
    throw error;
  }
}

type Written = Pick<SealedObject, 'sha256' | 'plaintextBytes' | 'sealedBytes'>;

async function writeObject(request: SealRequest, objectId: ObjectId, key: Uint8Array): Promise<Written> {
  const input = plainInput(request.source, request.signal);
  const hasher = createSegmentHasher();
  try {
    const writer = await createPartWriter(request.vaultFolder, objectId);
    try {
      const plaintextBytes = await sealSegments({
        ...request,
        input,
        hasher,
        writer,
        cipher: newSegmentCipher(key, objectId),
      });
      const sha256 = await hasher.digest();
      return { sha256, plaintextBytes, sealedBytes: await writer.publish() };
    } catch (error) {
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
  readonly writer: PartWriter;
  readonly cipher: SegmentCipher;
}

/**
 * A segment is sealed once it is known whether another follows, so the next one is always read before; and the one after
 * that is being read meanwhile.
 */
async function sealSegments(sealing: Sealing): Promise<number> {
  await sealing.writer.write([sealing.cipher.header]);
  let plaintextBytes = 0;
  let plaintext = await nextSegment(sealing, 0);
  let ahead = inBackground(nextSegment(sealing, 1));
  for (let index = 0; ; index += 1) {
    const following = await ahead;
    const last = following.length === 0;
    if (!last) ahead = inBackground(nextSegment(sealing, index + 2));
    await sealing.writer.write(sealSegment(sealing.cipher, index, last, plaintext));
    plaintextBytes += plaintext.length;
    sealing.onProgress?.(plaintextBytes, 'sealing');
    stopIfAborted(sealing.signal);
    if (last) return plaintextBytes;
    plaintext = following;
  }
}

async function nextSegment({ input, hasher }: Sealing, index: number): Promise<Uint8Array> {
  const slot = await hasher.freeSlot();
  const filled = await input.fill(slot.subarray(0, segmentCapacity(index)));
  if (filled > 0) hasher.add(filled);
  return slot.subarray(0, filled);
}

async function readBack(request: SealRequest, sealed: SealedObject): Promise<void> {
  const { onProgress, signal, vaultFolder } = request;
  const { objectId, key, plaintextBytes, sha256 } = sealed;
  try {
    const path = objectPath(vaultFolder, objectId);
    await verifySealed({
      ...{ path, key, associatedData: objectId, plaintextBytes, sha256 },
      ...(signal === undefined ? {} : { signal }),
      onProgress: (bytesDone) => onProgress?.(bytesDone, 'reading-back'),
    });
  } catch (error) {
    await removeObject(vaultFolder, objectId);
    throw error;
  }
}
