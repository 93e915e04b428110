import { createHash } from 'node:crypto';
import { segmentBytes } from './sealed-format.ts';
import { type SlotThread, startSlotThread } from './slot-thread.ts';

export type HashRequest = { kind: 'slot'; slot: number; length: number } | { kind: 'digest' };

/**
 * SHA-256 over a row of segments, in another thread while this one seals or opens them. Slots are given out in a
 * circle: one that was handed over may still be read until `slotCount - 1` more were asked for.
 */
export interface SegmentHasher {
  /** The next slot to fill (1 MiB). Waits for the other thread when all are full. */
  freeSlot(): Promise<Uint8Array>;
  /** Hands over the slot given last, filled up to `length`. */
  add(length: number): void;
  /** All slots, in the order of the circle, for another thread that works over them. */
  shared(): readonly Uint8Array[];
  /** SHA-256 of everything added, in hexadecimal. Call once. */
  digest(): Promise<string>;
  /** Ends the thread and wipes the slots. Safe to call at any time. */
  close(): Promise<void>;
}

export const slotCount = 16;
/** Up to here, hashing (a few milliseconds) costs less than starting a thread. */
export const inlineSlots = 4;

export function createSegmentHasher(): SegmentHasher {
  const slots: Uint8Array[] = [];
  const lengths: number[] = []; // of the slots that wait for the thread to start
  let thread: SlotThread<HashRequest> | undefined;
  let given = 0;
  const shared = (): readonly Uint8Array[] => {
    while (slots.length < slotCount) slots.push(new Uint8Array(new SharedArrayBuffer(segmentBytes)));
    return slots;
  };

  return {
    shared,
    freeSlot: async () => {
      const index = given % slotCount;
      given += 1;
      if (given > slotCount) await thread?.freed(given - slotCount);
      slots[index] ??= new Uint8Array(new SharedArrayBuffer(segmentBytes));
      return slots[index];
    },
    add: (length) => {
      if (thread === undefined) lengths.push(length);
      else thread.send({ kind: 'slot', slot: (given - 1) % slotCount, length });
      if (thread !== undefined || lengths.length <= inlineSlots) return;
      thread = startSlotThread('hash-worker', shared());
      for (const [slot, waiting] of lengths.entries()) thread.send({ kind: 'slot', slot, length: waiting });
    },
    digest: async () => {
      if (thread !== undefined) return await thread.result({ kind: 'digest' });
      const hash = createHash('sha256');
      for (const [slot, length] of lengths.entries()) hash.update(slots[slot]?.subarray(0, length) ?? new Uint8Array());
      return hash.digest('hex');
    },
    close: async () => {
      await thread?.stop();
      for (const slot of slots) slot.fill(0); // footage must not stay in memory after it was sealed
    },
  };
}
