import { expect, test } from 'vitest';
import { openComparison, unseenOf, watchedOf } from '../../../src/main/court/clip-watched.ts';

// What the ledger says of comparisons: which is on the screen, what was shown, and which pictures nobody saw.

const entry = (action: string, details: object = {}) => ({
  ...{ action, actorId: 'a' },
  text: JSON.stringify({ details }),
});
const report = (masked: number[][], plain: number[][] = []) => entry('clips.watched', { masked, plain });

test('a comparison is on the screen from its beginning to whatever ended it', () => {
  const begun = entry('clips.compareWithOfficer');
  const seen = report([[0, 100]]);
  expect(openComparison([])).toBeNull();
  expect(openComparison([entry('clips.made'), begun, seen])).toEqual([begun, seen]);
  for (const ended of ['clips.putAway', 'clips.endComparison', 'clips.decide'])
    expect(openComparison([begun, seen, entry(ended), seen])).toBeNull();
  expect(openComparison([begun, entry('clips.putAway'), entry('clips.compare')])).toHaveLength(1);
});

test('what was shown is the union of the reports, of each side by itself, whichever way it was played', () => {
  const reports = [report([[0, 100]], [[0, 50]]), entry('clips.compare'), report([[300, 100]])];
  expect(watchedOf(reports)).toEqual({
    masked: [{ fromMs: 0, toMs: 300 }],
    plain: [{ fromMs: 0, toMs: 50 }],
  });
});

test('a picture is unseen while the middle of its time was not shown, at rates that vary and at times that repeat', () => {
  const timesMs = [0, 33.367, 33.367, 66.733, 2066.733];
  const unseen = (...seen: [number, number][]) =>
    unseenOf(
      { timesMs, durationMs: 2100 },
      seen.map(([fromMs, toMs]) => ({ fromMs, toMs })),
    ).map(({ from, to }) => [from, to]);
  expect(unseen()).toEqual([[0, 4]]);
  expect(unseen([0, 2100])).toEqual([]);
  // Whole milliseconds, as they are entered: the picture without a length lies where its neighbours meet.
  expect(unseen([0, 33], [33, 67], [67, 2067])).toEqual([[4, 4]]);
  expect(unseen([0, 67])).toEqual([[3, 4]]);
  expect(unseen([67, 2067])).toEqual([
    [0, 2],
    [4, 4],
  ]);
});

test('a clip of one picture, and a device whose clock went back, are seen whole as well', () => {
  expect(unseenOf({ timesMs: [0], durationMs: 40 }, [{ fromMs: 0, toMs: 40 }])).toEqual([]);
  const back = { timesMs: [0, 200, 100, 300], durationMs: 400 };
  expect(
    unseenOf(back, [
      { fromMs: 0, toMs: 160 },
      { fromMs: 180, toMs: 400 },
    ]),
  ).toEqual([]);
});
