import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  joinRanges,
  longestComparedLeapMs,
  longestLeapMs,
  nothingWatched,
  presentFrame,
  putBack,
  takeRanges,
  type PresentedFrame,
  type Watched,
  type WatchedRange,
} from '../../src/renderer/features/viewing-room/watched.ts';
import { mostRanges } from '../../src/shared/contract/viewings.ts';

const shown = (fromMs: number, run = 1): PresentedFrame => ({ fromMs, toMs: fromMs + 40, run });
const watch = (frames: readonly PresentedFrame[], longestMs = longestLeapMs, from = nothingWatched): Watched =>
  frames.reduce((watched, frame) => presentFrame(watched, frame, longestMs), from);
const frames = fc.array(
  fc
    .record({ fromMs: fc.integer({ min: 0, max: 60_000 }), run: fc.integer({ min: 1, max: 4 }) })
    .map(({ fromMs, run }) => shown(fromMs, run)),
  { maxLength: 80 },
);
const holds = (ranges: readonly WatchedRange[], ms: number): boolean =>
  ranges.some((range) => range.fromMs <= ms && ms < range.toMs);

describe('what was watched', () => {
  test('playing without a jump is one range from the first frame to the end of the last', () => {
    expect(watch([shown(0), shown(40), shown(80)]).ranges).toEqual([{ fromMs: 0, toMs: 120 }]);
  });

  test('frames left out by fast playing count, a jump does not', () => {
    expect(watch([shown(0), shown(640), shown(1280)]).ranges).toEqual([{ fromMs: 0, toMs: 1320 }]);
    expect(watch([shown(0, 1), shown(640, 2)]).ranges).toHaveLength(2);
  });

  test('a picture that stood still for long does not make the footage after it watched', () => {
    expect(watch([shown(0), shown(longestLeapMs + 1)]).ranges).toHaveLength(2);
  });

  test('in a comparison a picture that was left out by fast playing was not watched', () => {
    const played = (speed: number): Watched => {
      const painted = Array.from({ length: 60 }, (_, paint) => Math.floor((paint * speed * 1000) / 60 / 40));
      return watch(
        painted.map((picture) => shown(picture * 40)),
        longestComparedLeapMs,
      );
    };
    expect(played(1).ranges).toHaveLength(1);
    expect(played(2).ranges).toHaveLength(1);
    expect(played(8).ranges.length).toBeGreaterThan(20);
    // One paint that was dropped at double speed is no gap, a longer one is.
    expect(watch([shown(0), shown(80)], longestComparedLeapMs).ranges).toEqual([{ fromMs: 0, toMs: 120 }]);
    expect(watch([shown(0), shown(120)], longestComparedLeapMs).ranges).toHaveLength(2);
  });

  test('every frame shown is within the ranges, which are in order and never touch', () => {
    fc.assert(
      fc.property(frames, (list) => {
        const { ranges } = watch(list);
        for (const frame of list) expect(holds(ranges, frame.fromMs) && holds(ranges, frame.toMs - 1)).toBe(true);
        ranges.slice(1).forEach((range, index) => {
          expect(range.fromMs).toBeGreaterThan(ranges[index]?.toMs ?? Infinity);
        });
      }),
    );
  });

  test('nothing is reported that lies further from a shown frame than the longest leap', () => {
    fc.assert(
      fc.property(frames, fc.integer({ min: 0, max: 60_000 }), (list, ms) => {
        if (!holds(watch(list).ranges, ms)) return;
        expect(list.some((frame) => Math.abs(frame.fromMs - ms) <= longestLeapMs + 40)).toBe(true);
      }),
    );
  });

  test('reporting in pieces, with a report that fails and is put back, loses nothing', () => {
    fc.assert(
      fc.property(frames, fc.nat(80), (list, cut) => {
        const first = takeRanges(watch(list.slice(0, cut)), mostRanges);
        const again = takeRanges(putBack(first.rest, first.ranges), mostRanges);
        const second = takeRanges(watch(list.slice(cut), longestLeapMs, again.rest), mostRanges);
        expect(joinRanges([...again.ranges, ...second.ranges, ...second.rest.ranges])).toEqual(watch(list).ranges);
      }),
    );
  });

  test('one report never holds more ranges than the command takes', () => {
    const many = watch(Array.from({ length: 130 }, (_, index) => shown(index * 5000, index)));
    const taken = takeRanges(many, mostRanges);
    expect(taken.ranges).toHaveLength(mostRanges);
    expect(taken.rest.ranges).toHaveLength(30);
  });
});
