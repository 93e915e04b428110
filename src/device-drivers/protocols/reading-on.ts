import { AppError } from '../../shared/failure.ts';
import type { Given, HttpAnswer, Segment } from '../driver.ts';
import { type Asking, isPassing, refuseIfCancelled } from './asking.ts';

/** How long to wait before the next try, while nothing comes. A mobile link is often gone for minutes. */
export const readsOnAfter = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 60_000, 60_000, 60_000];

/** Far beyond any segment a recorder writes: what goes on longer is no recording. */
const longestSegment = 64 * 1024 ** 3;

/** How a session reads what it has listed; what it has not is not there. */
export const readsListed =
  <T>(
    asking: Asking,
    listed: ReadonlyMap<string, T>,
    open: (item: T, name: string, fromByte: number) => Promise<Given | null>,
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
  /** Asks for the recording from a byte on; null when there is nothing from there on. */
  readonly open: (fromByte: number) => Promise<Given | null>;
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
      const given = await reading.open(at);
      if (given === null) return;
      if (whole !== null && given.whole !== null && given.whole !== whole) {
        await given.discard(); // an answer nobody reads keeps the connection busy
        throw changed(name);
      }
      whole = given.whole ?? whole;
      let pass = at - given.from;
      for await (const piece of given.bytes(limit)) {
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
      if (given.endIsSure) return;
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

/** What an HTTP answer gives of a recording asked for from a byte on; null when there is nothing from there on. */
export async function givenBy(answer: HttpAnswer, asked: number): Promise<Given | null> {
  const { bytes, discard } = answer;
  if (answer.status === 416) {
    await discard();
    return null;
  }
  const hasLength = answer.header('content-length') !== null;
  const endIsSure = hasLength || /chunked/iu.test(answer.header('transfer-encoding') ?? '');
  if (answer.status === 200) {
    const length = Number(answer.header('content-length') ?? Number.NaN);
    return { from: 0, whole: Number.isSafeInteger(length) ? length : null, endIsSure, bytes, discard };
  }
  const range = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15}|\*)$/iu.exec(answer.header('content-range') ?? '');
  if (answer.status === 206 && range !== null && Number(range[1]) === asked)
    return { from: asked, whole: range[3] === '*' ? null : Number(range[3]), endIsSure, bytes, discard };
  await discard();
  throw new AppError('unavailable', 'The recorder gave another part of the recording than was asked for.');
}

export const gone = (name: string, cause: unknown): AppError =>
  cause instanceof AppError && cause.code === 'clause'
    ? cause
    : new AppError(
        'unavailable',
        `“${name}” could not be read to its end: ${cause instanceof AppError ? cause.message : 'the recorder stopped answering.'} Retrieve it again when the link is better, or use a memory stick.`,
        { cause },
      );

const changed = (name: string): AppError =>
  new AppError('conflict', `“${name}” changed its size on the recorder while it was read. Retrieve it again later.`);
