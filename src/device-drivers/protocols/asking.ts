import { AppError } from '../../shared/failure.ts';
import type { DevicePorts, HttpAnswer, HttpAsk } from '../driver.ts';

/** How long to wait before the next try, while nothing comes. A mobile link is often gone for minutes. */
const asksAgainAfter = [500, 2000, 5000];

/** Asks a device, again where a mobile link failed. */
export interface Asking {
  /** What the device is called in words. */
  readonly peer: 'recorder' | 'portal';
  readonly signal: AbortSignal;
  readonly ports: DevicePorts;
  refuseIfClosed(): void;
  close(): void;
  request(ask: HttpAsk): Promise<HttpAnswer>;
  /** The text of an answer with status 200; null for every other status. */
  text(ask: HttpAsk): Promise<string | null>;
}

export function createAsking(ports: DevicePorts, signal: AbortSignal, peer: Asking['peer'] = 'recorder'): Asking {
  let closed = false;
  const refuseIfClosed = (): void => {
    if (closed) throw new AppError('conflict', `The connection to the ${peer} was closed. Connect again.`);
  };
  const patiently = async <T>(ask: HttpAsk, take: (answer: HttpAnswer) => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      refuseIfClosed();
      refuseIfCancelled(signal);
      try {
        const answer = await ports.request(ask, signal);
        if (answer.status !== 503) return await take(answer);
        await answer.discard();
        throw new AppError('unavailable', `The ${peer} is too busy to answer. Try again in a few minutes.`);
      } catch (error) {
        const wait = asksAgainAfter[tries];
        if (!isPassing(error) || wait === undefined) throw error;
        await ports.wait(wait, signal);
      }
    }
  };
  return {
    peer,
    signal,
    ports,
    refuseIfClosed,
    close: () => void (closed = true),
    request: (ask) => patiently(ask, async (answer) => answer),
    text: (ask) =>
      patiently(ask, async (answer) => {
        if (answer.status === 200) return answer.text();
        await answer.discard();
        return null;
      }),
  };
}

export const isPassing = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable';

export function refuseIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Reading the recorder was stopped.');
}

/** A device that does not answer as its protocol says. */
export const otherDevice = (what: string): AppError =>
  new AppError(
    'unavailable',
    `The device at this address does not answer as ${what} does. Check the site’s address and protocol.`,
  );
