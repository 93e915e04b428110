import { expect, test } from 'vitest';
import { untilStopped } from '../../src/main/retrievals/until-stopped.ts';
import { collect } from '../fixtures/collect.ts';

async function* pieces(...given: readonly (string | Promise<string>)[]): AsyncGenerator<string> {
  for (const piece of given) yield await piece;
}

test('what a source gives comes whole and in order', async () => {
  expect(await collect(untilStopped(pieces('a', 'b', 'c'), new AbortController().signal))).toEqual(['a', 'b', 'c']);
});

test('a stop is heard while the source gives nothing at all', async () => {
  const stop = new AbortController();
  const silence = new Promise<string>(() => undefined);
  const reading = untilStopped(pieces('a', silence), stop.signal);
  expect(await reading.next()).toEqual({ done: false, value: 'a' });
  const next = reading.next();
  stop.abort();
  await expect(next).rejects.toMatchObject({ code: 'cancelled' });
});

test('a source that is left early, or fails, is let go', async () => {
  let open = 0;
  async function* held(error: Error | null): AsyncGenerator<string> {
    open += 1;
    try {
      yield 'a';
      if (error !== null) throw error;
      yield 'b';
    } finally {
      open -= 1;
    }
  }
  for await (const piece of untilStopped(held(null), new AbortController().signal)) if (piece === 'a') break;
  expect(open).toBe(0);
  const failing = collect(untilStopped(held(new Error('broken')), new AbortController().signal));
  await expect(failing).rejects.toThrow('broken');
  expect(open).toBe(0);
});
