import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { HashRequest } from './segment-hasher.ts';
import type { SlotAnswer } from './slot-thread.ts';

// SHA-256 in its own thread, over slots of shared memory that the other thread fills. It answers every slot it is done
// with, so that the slot can be filled again, and 'digest' with the hash of everything.

const slots: readonly Uint8Array[] = workerData;
const hash = createHash('sha256');

function answerTo(request: HashRequest): SlotAnswer {
  if (request.kind === 'digest') return { kind: 'result', result: hash.digest('hex') };
  const slot = slots[request.slot];
  if (slot === undefined) throw new RangeError('no such slot');
  hash.update(slot.subarray(0, request.length));
  return { kind: 'free' };
}

parentPort?.on('message', (request: HashRequest) => parentPort?.postMessage(answerTo(request)));
