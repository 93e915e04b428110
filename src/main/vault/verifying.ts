import { createHash } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../shared/failure.ts';
import { damaged, type SegmentCipher, segmentCount, segmentStart } from './sealed-format.ts';
import { openSealedFile, type SealedFile, type SealedLocation, segmentsOf } from './sealed-reader.ts';
import { diskFailure } from './vault-files.ts';

export interface VerifyRequest extends SealedLocation {
  readonly plaintextBytes: number;
  /** What the plaintext must hash to, in hexadecimal. */
  readonly sha256: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number) => void;
  /** Waited for before every batch of a few segments: work that is more urgent goes first. */
  readonly whenFree?: () => Promise<void>;
}

/** What the thread is started with; then it is told, again and again, up to which segment it may go. */
export interface VerifyOrder {
  readonly fd: number;
  readonly cipher: SegmentCipher;
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

async function goOn({ whenFree, signal }: VerifyRequest): Promise<void> {
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
  const order: VerifyOrder = { fd: handle.fd, cipher, plaintextBytes };
  // In the packaged application the file lies, bundled, beside the bundle that this code is in.
  const name = import.meta.url.endsWith('.ts') ? './verify-worker.ts' : './verify-worker.js';
  const worker = new Worker(new URL(name, import.meta.url), { workerData: order });
  try {
    for (let passed = 0; ; ) {
      await goOn(request);
      const answer = await answerTo(worker, passed + batchSegments);
      if (answer.kind === 'damaged') throw damaged();
      if (answer.kind === 'disk') throw diskFailure(Object.assign(new Error(answer.code), { code: answer.code }));
      request.onProgress?.(answer.kind === 'whole' ? plaintextBytes : segmentStart(answer.segments));
      if (answer.kind === 'whole') {
        stopIfAborted(request.signal);
        return answer.sha256;
      }
      passed = answer.segments;
    }
  } finally {
    await worker.terminate(); // before its file is closed
  }
}

async function answerTo(worker: Worker, limit: number): Promise<VerifyAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<VerifyAnswer>();
  const ended = (code: number): void => reject(new Error(`the verifying thread ended with ${code}`));
  worker.once('message', resolve).once('error', reject).once('exit', ended);
  worker.postMessage(limit);
  try {
    return await promise;
  } finally {
    worker.off('message', resolve).off('error', reject).off('exit', ended);
  }
}

/** Throws AppError('cancelled') once the signal was given. */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError('cancelled', 'Stopped before it was finished: nothing was kept.');
}
