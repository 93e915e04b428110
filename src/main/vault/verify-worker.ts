import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/failure.ts';
import { damaged, passSegment, segmentBytes, segmentCount, sealedSegmentRange } from './sealed-format.ts';
import { isSystemError } from './vault-files.ts';
import type { VerifyAnswer, VerifyOrder, VerifyStep } from './verifying.ts';

// Reads, opens and hashes the segments of one object in a thread of its own, as far as it was told to go. One thread for all
// three: plaintext is hashed while it is still in the processor's cache, and is never handed to another thread.

/** On a slow disk it answers after each segment: whoever waits sees how far it is, and can stop it. */
const longestMs = 100;

const { fd, cipher } = workerData as VerifyOrder;
const sealed = new Uint8Array(segmentBytes);
const hash = createHash('sha256');
let next = 0;

function passNext(plaintextBytes: number): void {
  const { start, length, last } = sealedSegmentRange(next, plaintextBytes);
  for (let done = 0; done < length; ) {
    const bytesRead = readSync(fd, sealed, done, length - done, start + done);
    if (bytesRead === 0) throw damaged(); // shorter than its size said: cut while it was open
    done += bytesRead;
  }
  for (const piece of passSegment(cipher, next, last, sealed.subarray(0, length))) hash.update(piece);
  next += 1;
}

function goTo({ limit, plaintextBytes }: VerifyStep): VerifyAnswer {
  const count = segmentCount(plaintextBytes);
  try {
    const began = performance.now();
    while (next < Math.min(limit, count) && performance.now() - began < longestMs) passNext(plaintextBytes);
    return next < count ? { kind: 'passed', segments: next } : { kind: 'whole', sha256: hash.digest('hex') };
  } catch (error) {
    if (error instanceof AppError && error.code === 'integrity') return { kind: 'damaged' };
    if (isSystemError(error)) return { kind: 'disk', code: error.code ?? '' };
    throw error; // ours: it must not pass for damage
  }
}

parentPort?.on('message', (step: VerifyStep) => parentPort?.postMessage(goTo(step)));
