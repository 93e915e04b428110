import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type SegmentCipher, sealedSegmentStart, sealPieces } from './sealed-format.ts';
import type { SlotAnswer } from './slot-thread.ts';
import { isSystemError } from './vault-files.ts';

// Seals the segments of one object and writes each piece while it is still in the processor's cache. In a thread of its
// own: what the cipher returns is new memory each time, and clearing that away costs the main thread, with all it holds,
// more than the sealing (measured: twice the time, docs/decisions/0028).

export interface SealOrder {
  readonly fd: number;
  readonly cipher: SegmentCipher;
  readonly slots: readonly Uint8Array[];
}

export interface SlotToSeal {
  readonly slot: number;
  readonly length: number;
  /** Which segment of the object it is, and whether the last. */
  readonly index: number;
  readonly last: boolean;
}

const { fd, cipher, slots } = workerData as SealOrder;

function sealSlot({ slot, length, index, last }: SlotToSeal): SlotAnswer {
  const plaintext = slots[slot]?.subarray(0, length);
  if (plaintext === undefined) throw new RangeError('no such slot');
  let at = sealedSegmentStart(index);
  try {
    for (const piece of sealPieces(cipher, index, last, plaintext))
      for (let done = 0; done < piece.length; ) {
        const written = writeSync(fd, piece, done, piece.length - done, at); // may be fewer: a disk about to be full
        done += written;
        at += written;
      }
  } catch (error) {
    if (isSystemError(error)) return { kind: 'disk', code: error.code ?? '' };
    throw error;
  }
  return { kind: 'free' };
}

parentPort?.on('message', (request: SlotToSeal) => parentPort?.postMessage(sealSlot(request)));
