import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../../shared/failure.ts';
import { isSystemError } from './vault-files.ts';

/** What can be sealed: an open file, read from its first byte (it stays the caller's to close), or a stream of bytes. */
export type PlainSource = FileHandle | AsyncIterable<Uint8Array>;

/** Fills slots from a source, in order. */
export interface PlainInput {
  /** Fills `target`; fewer bytes than it holds only at the end of the source. */
  fill(target: Uint8Array): Promise<number>;
  /** Tells a stream that no more is wanted. */
  stop(): void;
}

/** Throws AppError('unavailable') when a source fails with a system error; a driver's own AppError passes as it is. */
export const plainInput = (source: PlainSource, signal: AbortSignal | undefined): PlainInput =>
  Symbol.asyncIterator in source ? streamInput(source[Symbol.asyncIterator](), signal) : fileInput(source);

function fileInput(handle: FileHandle): PlainInput {
  let position = 0;
  let ended = false; // a file that still grows must not go on after its end was met
  return {
    fill: async (target) => {
      let filled = 0;
      while (filled < target.length && !ended) {
        const { bytesRead } = await handle.read(target, filled, target.length - filled, position).catch(sourceFailed);
        ended = bytesRead === 0;
        filled += bytesRead;
        position += bytesRead;
      }
      return filled;
    },
    stop: () => undefined,
  };
}

function streamInput(chunks: AsyncIterator<Uint8Array>, signal: AbortSignal | undefined): PlainInput {
  let rest: Uint8Array = new Uint8Array();
  let ended = false;
  return {
    fill: async (target) => {
      let filled = 0;
      while (filled < target.length && !ended) {
        const piece = rest.subarray(0, target.length - filled);
        target.set(piece, filled);
        filled += piece.length;
        rest = rest.subarray(piece.length);
        if (filled === target.length) break;
        const next = await orAborted(chunks.next(), signal).catch(sourceFailed);
        if (next.done === true) ended = true;
        else rest = next.value;
      }
      return filled;
    },
    // Not awaited: a recorder that hangs would hang us with it. What it says on its way out changes nothing.
    stop: () => {
      if (!ended) chunks.return?.().catch(() => undefined);
    },
  };
}

function sourceFailed(error: unknown): never {
  if (!isSystemError(error)) throw error;
  throw new AppError('unavailable', 'The footage could not be read to its end: check the device and try again.', {
    cause: error,
  });
}

/** A recorder that stopped answering must not keep a person from cancelling. */
async function orAborted<T>(step: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await step;
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(new AppError('cancelled', 'Stopped before it was finished: nothing was kept.'));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([step, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    step.catch(() => undefined); // lost the race: the abort is what is reported
  }
}
