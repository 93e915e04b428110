import type { Dispatcher } from 'undici';
import { AppError } from '../../shared/failure.ts';
import { type Peer, unreachable } from './device-link.ts';

export interface AnswerLimits {
  /** No byte for so long: the link is taken for broken. */
  readonly stallMs: number;
  readonly textBytes: number;
  readonly textMs: number;
  /** A body that brings less than this in such a time only holds the laptop up. */
  readonly slow: { readonly bytes: number; readonly withinMs: number };
}

export interface DeviceAnswer {
  readonly status: number;
  header(name: string): string | null;
  headers(name: string): readonly string[];
  text(): Promise<string>;
  bytes(limit: number): AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}

interface Reading {
  readonly peer: Peer;
  readonly limits: AnswerLimits;
  readonly signal: AbortSignal;
  /** The body is over, whatever the end. */
  readonly ended: () => void;
}

/** An answer whose body can be read once, within bounds: a recorder may send without end, or drop by drop. */
export function answerOf(response: Dispatcher.ResponseData, { limits, signal, ended, peer }: Reading): DeviceAnswer {
  const { statusCode, headers, body } = response;
  body.on('error', () => undefined); // told to whoever reads it; a body that is let go has nobody
  const headerList = (name: string): readonly string[] => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  };
  const discard = async (): Promise<void> => {
    ended();
    body.destroy();
  };

  async function* bytes(limit: number): AsyncGenerator<Uint8Array> {
    let total = 0;
    let window = { since: performance.now(), bytes: 0 };
    try {
      for await (const piece of body as AsyncIterable<Uint8Array>) {
        total += piece.byteLength;
        window.bytes += piece.byteLength;
        if (total > limit) throw new AppError('conflict', `The ${peer} sends far more than it said. It was stopped.`);
        const elapsed = performance.now() - window.since;
        if (elapsed > limits.slow.withinMs) {
          if (window.bytes < limits.slow.bytes)
            throw new AppError('unavailable', `The ${peer} sends too slowly to go on.`);
          window = { since: performance.now(), bytes: 0 };
        }
        yield piece;
      }
    } catch (error) {
      throw asFailure(error, signal, peer);
    } finally {
      await discard();
    }
  }

  return {
    status: statusCode,
    header: (name) => headerList(name)[0] ?? null,
    headers: headerList,
    bytes,
    discard,
    async text() {
      const began = performance.now();
      const parts: Uint8Array[] = [];
      for await (const piece of bytes(limits.textBytes)) {
        parts.push(piece);
        if (performance.now() - began > limits.textMs)
          throw new AppError('unavailable', `The ${peer} answers too slowly to go on.`);
      }
      return new TextDecoder().decode(Buffer.concat(parts));
    },
  };
}

/** What went wrong with a request, in words. What the signal carries comes first: it says why we broke it off. */
export function asFailure(error: unknown, signal: AbortSignal, peer: Peer): AppError {
  if (error instanceof AppError) return error;
  if (signal.aborted)
    return signal.reason instanceof AppError
      ? signal.reason
      : new AppError('cancelled', `Reading the ${peer} was stopped.`);
  const cause = error instanceof Error && error.cause instanceof AppError ? error.cause : null;
  if (cause !== null) return cause;
  return unreachable(error, peer);
}
