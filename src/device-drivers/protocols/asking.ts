import { AppError } from '../../shared/failure.ts';
import type { DevicePorts, HttpAnswer, HttpAsk, Segment } from '../driver.ts';

/** How long to wait before the next try, while nothing comes. A mobile link is often gone for minutes. */
const asksAgainAfter = [500, 2000, 5000];
const readsOnAfter = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 60_000, 60_000, 60_000];

/** Far beyond any segment a recorder writes: what goes on longer is no recording. */
const longestSegment = 64 * 1024 ** 3;

/** Asks a device, again where a mobile link failed, and reads recordings to their real end. */
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

/** How a session reads what it has listed; what it has not is not there. */
export const readsListed =
  <T>(
    asking: Asking,
    listed: ReadonlyMap<string, T>,
    open: (item: T, name: string, fromByte: number) => Promise<HttpAnswer>,
  ) =>
  ({ id, name, sizeBytes }: Segment, fromByte: number): AsyncIterable<Uint8Array> =>
    readOn(asking, {
      ...{ name, fromByte, statedBytes: sizeBytes },
      open: (from) => {
        const item = listed.get(id);
        if (item === undefined) throw new AppError('not-found', `“${name}” is not on this ${asking.peer}.`);
        return open(item, name, from);
      },
    });

interface Reading {
  readonly name: string;
  readonly fromByte: number;
  /** As the recorder's index says; it is often not what comes. */
  readonly statedBytes: number | null;
  /** Asks for the recording from a byte on. An answer that is no recording is refused here. */
  readonly open: (fromByte: number) => Promise<HttpAnswer>;
}

/**
 * The bytes of one recording. What breaks off is taken up again where it stopped; a recorder that knows no ranges is
 * asked from the start, and what was had already is passed over. Only the recorder says where the end is.
 */
async function* readOn(asking: Asking, reading: Reading): AsyncGenerator<Uint8Array> {
  const { name, statedBytes } = reading;
  const limit = statedBytes === null ? longestSegment : statedBytes * 2 + 64 * 1024 * 1024;
  let at = reading.fromByte;
  let whole: number | null = null;
  let fruitless = 0;
  for (;;) {
    const before = at;
    let failure: unknown = null;
    try {
      asking.refuseIfClosed();
      refuseIfCancelled(asking.signal);
      const answer = await reading.open(at);
      if (answer.status === 416) {
        await answer.discard();
        return; // nothing from here on: that was all
      }
      const part = partOf(answer, at);
      const grew = whole !== null && part !== null && part.whole !== null && part.whole !== whole;
      if (part === null || grew) {
        await answer.discard(); // an answer nobody reads keeps the connection busy
        throw grew ? changed(name) : otherPart();
      }
      whole = part.whole ?? whole;
      let pass = at - part.from;
      for await (const piece of answer.bytes(limit)) {
        asking.refuseIfClosed();
        if (pass >= piece.byteLength) {
          pass -= piece.byteLength;
          continue;
        }
        const wanted = pass === 0 ? piece : piece.subarray(pass);
        pass = 0;
        at += wanted.byteLength;
        yield wanted;
      }
      if (part.endIsSure) return;
      // A connection that just closes may be the end or a broken link. Only when more was promised is it asked again.
      if (statedBytes === null || at >= statedBytes || at === before) return;
    } catch (error) {
      const mayPass = isPassing(error) || (error instanceof AppError && error.code === 'clause' && at > 0);
      if (!mayPass) throw error;
      failure = error;
    }
    fruitless = at > before ? 0 : fruitless + 1;
    const wait = readsOnAfter[fruitless];
    if (wait === undefined) throw gone(name, failure);
    await asking.ports.wait(wait, asking.signal);
  }
}

interface Part {
  readonly from: number;
  readonly whole: number | null;
  readonly endIsSure: boolean;
}

const otherPart = (): AppError =>
  new AppError('unavailable', 'The recorder gave another part of the recording than was asked for.');

/** Null when it is not what was asked for. Else which part of the recording an answer holds, and whether its end can be told from a broken link. */
function partOf(answer: HttpAnswer, asked: number): Part | null {
  const hasLength = answer.header('content-length') !== null;
  const endIsSure = hasLength || /chunked/iu.test(answer.header('transfer-encoding') ?? '');
  if (answer.status === 200) {
    const length = Number(answer.header('content-length') ?? Number.NaN);
    return { from: 0, whole: Number.isSafeInteger(length) ? length : null, endIsSure };
  }
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/iu.exec(answer.header('content-range') ?? '');
  if (answer.status !== 206 || range === null || Number(range[1]) !== asked) return null;
  return { from: asked, whole: range[3] === '*' ? null : Number(range[3]), endIsSure };
}

const gone = (name: string, cause: unknown): AppError =>
  cause instanceof AppError && cause.code === 'clause'
    ? cause
    : new AppError(
        'unavailable',
        `“${name}” could not be read to its end: ${cause instanceof AppError ? cause.message : 'the recorder stopped answering.'} Retrieve it again when the link is better, or use a memory stick.`,
        { cause },
      );

const changed = (name: string): AppError =>
  new AppError('conflict', `“${name}” changed its size on the recorder while it was read. Retrieve it again later.`);

const isPassing = (error: unknown): boolean => error instanceof AppError && error.code === 'unavailable';

export function refuseIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Reading the recorder was stopped.');
}

/** A device that does not answer as its protocol says. */
export const otherDevice = (what: string): AppError =>
  new AppError(
    'unavailable',
    `The device at this address does not answer as ${what} does. Check the site’s address and protocol.`,
  );
