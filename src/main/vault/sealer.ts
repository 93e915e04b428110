import type { PartWriter } from './part-writer.ts';
import type { SealOrder, SlotToSeal } from './seal-worker.ts';
import { type SegmentCipher, sealedSegmentBytes, sealPieces } from './sealed-format.ts';
import { inlineSlots, type SegmentHasher, slotCount } from './segment-hasher.ts';
import { type SlotThread, startSlotThread } from './slot-thread.ts';

/**
 * Seals the segments that lie in the hasher's slots, one after the other. The first few are sealed here: most objects have
 * no more, and a thread takes longer to start.
 */
export interface Sealer {
  add(index: number, last: boolean, plaintext: Uint8Array): Promise<void>;
  /** Resolves when this segment, and so every one before it, needs its slot no more. */
  passed(index: number): Promise<void>;
  /** Resolves when everything that was added was handed to the disk. */
  finish(): Promise<void>;
  /** Ends the thread. Before the file it writes to is closed. */
  stop(): Promise<void>;
}

/** Every method throws AppError('unavailable') when the disk is full or fails. */
export function createSealer(cipher: SegmentCipher, hasher: SegmentHasher, writer: PartWriter): Sealer {
  let thread: SlotThread<SlotToSeal> | undefined;
  const underWay: number[] = []; // sizes of the sealed segments that the thread has not answered yet
  let answered = 0;
  /** The writer is told what is in the file, not what is on its way. */
  const tellWriter = async (): Promise<void> => {
    const done = thread?.answered() ?? 0;
    const bytes = underWay.splice(0, done - answered).reduce((sum, each) => sum + each, 0);
    answered = done;
    if (bytes > 0) await writer.wrote(bytes);
  };
  const inThread = (): SlotThread<SlotToSeal> =>
    (thread ??= startSlotThread('seal-worker', {
      ...{ fd: writer.fd, cipher, slots: hasher.shared() },
    } satisfies SealOrder));

  return {
    add: async (index, last, plaintext) => {
      if (index === 0) await writer.write([cipher.header]);
      if (index < inlineSlots) return await writer.write([...sealPieces(cipher, index, last, plaintext)]);
      inThread().send({ slot: index % slotCount, length: plaintext.length, index, last });
      underWay.push(sealedSegmentBytes(plaintext.length));
      await tellWriter();
    },
    passed: async (index) => await thread?.freed(index + 1 - inlineSlots),
    finish: async () => {
      await thread?.freed(answered + underWay.length);
      await tellWriter();
    },
    stop: async () => await thread?.stop(),
  };
}
