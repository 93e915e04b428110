import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { segmentBytes } from './sealed-format.ts';

export type HashRequest = { kind: 'slot'; slot: number; length: number } | { kind: 'digest' };
type HashAnswer = { kind: 'free' } | { kind: 'digest'; sha256: string };

/**
 * SHA-256 over a row of segments, in another thread while this one seals or opens them. Slots are given out in a
 * circle: one that was handed over may still be read until `slotCount - 1` more were asked for.
 */
export interface SegmentHasher {
  /** The next slot to fill (1 MiB). Waits for the other thread when all are full. */
  freeSlot(): Promise<Uint8Array>;
  /** Hands over the slot given last, filled up to `length`. */
  add(length: number): void;
  /** SHA-256 of everything added, in hexadecimal. Call once. */
  digest(): Promise<string>;
  /** Ends the thread and wipes the slots. Safe to call at any time. */
  close(): Promise<void>;
}

const slotCount = 16;
/** Up to here, hashing (a few milliseconds) costs less than starting a thread. */
const inlineSlots = 4;

export function createSegmentHasher(): SegmentHasher {
  const slots: Uint8Array[] = [];
  const lengths: number[] = []; // of the slots that wait for the thread to start
  let thread: HashThread | undefined;
  let given = 0;

  return {
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
      while (slots.length < slotCount) slots.push(new Uint8Array(new SharedArrayBuffer(segmentBytes)));
      thread = startHashThread(slots);
      for (const [slot, waiting] of lengths.entries()) thread.send({ kind: 'slot', slot, length: waiting });
    },
    digest: async () => {
      if (thread !== undefined) return await thread.digest();
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

interface HashThread {
  send(request: HashRequest): void;
  /** Resolves when this many slots have been hashed. Rejects when the thread failed. */
  freed(count: number): Promise<void>;
  digest(): Promise<string>;
  stop(): Promise<void>;
}

function startHashThread(slots: readonly Uint8Array[]): HashThread {
  // In the packaged application the file lies, bundled, beside the bundle that this code is in.
  const file = import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: slots });
  let done = 0;
  let sha256: string | undefined;
  let failure: Error | undefined;
  let wake = (): void => undefined;

  worker.on('message', (answer: HashAnswer) => {
    if (answer.kind === 'free') done += 1;
    else sha256 = answer.sha256;
    wake();
  });
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
    wake();
  });
  worker.on('exit', (code) => {
    failure ??= new Error(`the hashing thread ended with ${code}`);
    wake();
  });
  const until = async (reached: () => boolean): Promise<void> => {
    while (!reached()) {
      if (failure !== undefined) throw failure;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };

  return {
    send: (request) => worker.postMessage(request),
    freed: (count) => until(() => done >= count),
    digest: async () => {
      worker.postMessage({ kind: 'digest' } satisfies HashRequest);
      await until(() => sha256 !== undefined);
      return sha256 ?? '';
    },
    stop: async () => void (await worker.terminate()),
  };
}
