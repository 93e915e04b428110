import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { HashRequest } from './segment-hasher.ts';

// SHA-256 in its own thread, over slots of shared memory that the other thread fills. It answers every slot it is done
// with, so that the slot can be filled again, and 'digest' with the hash of everything since the last one.

const slots: readonly Uint8Array[] = workerData;
let hash = createHash('sha256');

parentPort?.on('message', (request: HashRequest) => {
  if (request.kind === 'slot') {
    const slot = slots[request.slot];
    if (slot === undefined) throw new RangeError('no such slot');
    hash.update(slot.subarray(0, request.length));
    parentPort?.postMessage({ kind: 'free' });
  } else {
    parentPort?.postMessage({ kind: 'digest', sha256: hash.digest('hex') });
    hash = createHash('sha256');
  }
});
