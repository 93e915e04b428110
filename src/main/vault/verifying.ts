import { createHash } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/failure.ts';
import { damaged, type SegmentCipher, sealedSize, segmentCount, segmentStart } from './sealed-format.ts';
import { inBackground } from './in-background.ts';
import { openGrowingFile, openSealedFile, type SealedFile, type SealedLocation, segmentsOf } from './sealed-reader.ts';
import { startWorker } from './slot-thread.ts';
import { diskFailureOf } from './vault-files.ts';

export interface VerifyRequest extends SealedLocation {
  readonly plaintextBytes: number;
  /** What the plaintext must hash to, in hexadecimal. */
  readonly sha256: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number) => void;
  /** Waited for before every batch of a few segments: work that is more urgent goes first. */
  readonly whenFree?: () => Promise<void>;
}

/** What the thread is started with. */
export interface VerifyOrder {
  readonly fd: number;
  readonly cipher: SegmentCipher;
}

/** What it is told again and again: up to which segment it may go, and how much there is (Infinity: not known yet). */
export interface VerifyStep {
  readonly limit: number;
  readonly plaintextBytes: number;
}

export type VerifyAnswer =
  | { readonly kind: 'passed'; readonly segments: number }
  | { readonly kind: 'whole'; readonly sha256: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'disk'; readonly code: string };

/** About twenty milliseconds: short enough to give way to a person, long enough that asking costs nothing. */
const batchSegments = 16;
/** Up to here, reading (a few milliseconds) costs less than starting a thread. */
const inlineSegments = 4;

/**
 * Reads a sealed object from its first byte to its last: every segment must open and the whole must have its SHA-256.
 * Throws AppError('integrity') on any difference, ('cancelled') when stopped, ('unavailable') when the disk fails.
 */
export async function verifySealed(request: VerifyRequest): Promise<void> {
  const file = await openSealedFile(request);
  try {
    const isSmall = segmentCount(file.plaintextBytes) <= inlineSegments;
    const sha256 = isSmall ? await hashHere(file, request) : await hashInThread(file, request);
    if (sha256 !== request.sha256) throw damaged();
  } finally {
    await file.handle.close();
  }
}

async function goOn({ whenFree, signal }: Pick<VerifyRequest, 'whenFree' | 'signal'>): Promise<void> {
  await whenFree?.();
  stopIfAborted(signal);
}

async function hashHere(file: SealedFile, request: VerifyRequest): Promise<string> {
  const segments = segmentsOf(file);
  const hash = createHash('sha256');
  await goOn(request);
  for (let index = 0; index < segments.count; index += 1) {
    const plaintext = await segments.open(index);
    hash.update(plaintext);
    plaintext.fill(0);
  }
  stopIfAborted(request.signal);
  request.onProgress?.(file.plaintextBytes);
  return hash.digest('hex');
}

async function hashInThread({ handle, cipher, plaintextBytes }: SealedFile, request: VerifyRequest): Promise<string> {
  const worker = startVerifyWorker({ fd: handle.fd, cipher });
  try {
    return await hashToEnd(worker, 0, { ...request, plaintextBytes });
  } finally {
    await worker.terminate(); // before its file is closed
  }
}

type ToEnd = Pick<VerifyRequest, 'plaintextBytes' | 'signal' | 'onProgress' | 'whenFree'>;

/** Has the rest of an object read, opened and hashed, a few segments at a time. */
async function hashToEnd(worker: Worker, from: number, request: ToEnd): Promise<string> {
  const { plaintextBytes, onProgress } = request;
  for (let passed = from; ; ) {
    await goOn(request);
    const answer = await answerTo(worker, { limit: passed + batchSegments, plaintextBytes });
    onProgress?.(answer.kind === 'whole' ? plaintextBytes : segmentStart(answer.segments));
    if (answer.kind === 'whole') {
      stopIfAborted(request.signal);
      return answer.sha256;
    }
    passed = answer.segments;
  }
}

const startVerifyWorker = (order: VerifyOrder): Worker => startWorker('verify-worker', order);

type Done = Extract<VerifyAnswer, { kind: 'passed' | 'whole' }>;

async function answerTo(worker: Worker, step: VerifyStep): Promise<Done> {
  const { promise, resolve, reject } = Promise.withResolvers<VerifyAnswer>();
  const ended = (code: number): void => reject(new Error(`the verifying thread ended with ${code}`));
  worker.once('message', resolve).once('error', reject).once('exit', ended);
  worker.postMessage(step);
  try {
    const answer = await promise;
    if (answer.kind === 'damaged') throw damaged();
    if (answer.kind === 'disk') throw diskFailureOf(answer.code);
    return answer;
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', ended);
  }
}

/** An object that is read back while it is still being written, never further than what is on the disk. */
export interface ReadBack {
  /** So many of its segments are on the disk, and others follow. Not waited for. */
  synced(segments: number): void;
  /** All of it is on the disk, and it has so many segments. Throws as `verifySealed`. */
  finish(request: ToEnd & Pick<VerifyRequest, 'sha256'>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Opens what is being written, once its beginning is on the disk: salt and nonce are read from there like all the rest.
 * Throws as `verifySealed`.
 */
export async function openReadBack(location: SealedLocation): Promise<ReadBack> {
  const { handle, cipher } = await openGrowingFile(location);
  const worker = startVerifyWorker({ fd: handle.fd, cipher });
  let passed = 0;
  let steps = Promise.resolve();
  const goTo = async (segments: number): Promise<void> => {
    while (passed < segments) {
      const limit = Math.min(segments, passed + batchSegments);
      const answer = await answerTo(worker, { limit, plaintextBytes: Infinity });
      if (answer.kind === 'passed') passed = answer.segments;
    }
  };
  return {
    synced: (segments) => {
      steps = inBackground(steps.then(() => goTo(segments)));
    },
    finish: async ({ sha256, ...request }) => {
      await steps;
      if ((await handle.stat()).size !== sealedSize(request.plaintextBytes)) throw damaged();
      if ((await hashToEnd(worker, passed, request)) !== sha256) throw damaged();
    },
    stop: async () => {
      await worker.terminate();
      await handle.close();
    },
  };
}

/** Throws AppError('cancelled') once the signal was given. */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError('cancelled', 'Stopped before it was finished: nothing was kept.');
}
