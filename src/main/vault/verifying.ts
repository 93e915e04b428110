import { AppError } from '../../shared/failure.ts';
import { inBackground } from './in-background.ts';
import { damaged } from './sealed-format.ts';
import { openSegments, type SealedLocation } from './sealed-reader.ts';
import { createSegmentHasher } from './segment-hasher.ts';

export interface VerifyRequest extends SealedLocation {
  readonly plaintextBytes: number;
  /** What the plaintext must hash to, in hexadecimal. */
  readonly sha256: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number) => void;
  /** Waited for before every segment: work that is more urgent goes first. */
  readonly whenFree?: () => Promise<void>;
}

/**
 * Reads a sealed object from its first byte to its last: every segment must open and the whole must have its SHA-256.
 * Throws AppError('integrity') on any difference, ('cancelled') when stopped, ('unavailable') when the disk fails.
 */
export async function verifySealed(request: VerifyRequest): Promise<void> {
  if ((await hashSealed(request)) !== request.sha256) throw damaged();
}

async function hashSealed(request: VerifyRequest): Promise<string> {
  const hasher = createSegmentHasher();
  const segments = await openSegments(request);
  let next = segments.open(0);
  try {
    for (let index = 0, done = 0; index < segments.count; index += 1) {
      const plaintext = await next;
      await request.whenFree?.();
      stopIfAborted(request.signal);
      if (index + 1 < segments.count) next = inBackground(segments.open(index + 1));
      (await hasher.freeSlot()).set(plaintext);
      hasher.add(plaintext.length);
      plaintext.fill(0);
      done += plaintext.length;
      request.onProgress?.(done);
    }
    return await hasher.digest();
  } finally {
    await Promise.allSettled([next]);
    await hasher.close();
    await segments.close();
  }
}

/** Throws AppError('cancelled') once the signal was given. */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError('cancelled', 'Stopped before it was finished: nothing was kept.');
}
