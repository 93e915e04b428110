import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  frameCovering,
  frameEndMs,
  frameShownAt,
  frameStartMs,
  seekPositionMs,
  type FrameTable,
} from '../../src/renderer/features/viewing-room/frames.ts';

const even = fc
  .record({ frameCount: fc.integer({ min: 1, max: 5000 }), fps: fc.constantFrom(1, 5, 12.5, 15, 25, 29.97, 30, 60) })
  .map(
    ({ frameCount, fps }): FrameTable => ({
      frameCount,
      durationMs: (frameCount * 1000) / fps,
      frameTimesMs: null,
      frameStepMs: 1000 / fps,
    }),
  );
// Recorders drop frames and change their rate: distances from 4 ms to 2 s.
const uneven = fc.array(fc.integer({ min: 4, max: 2000 }), { minLength: 1, maxLength: 300 }).map((gaps): FrameTable => {
  const times = gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? 0) + gap], [0]);
  return {
    frameCount: times.length,
    durationMs: (times.at(-1) ?? 0) + 40,
    frameTimesMs: times,
    frameStepMs: 40,
  };
});
const tableAndFrame = fc
  .oneof(even, uneven)
  .chain((table) => fc.record({ table: fc.constant(table), frame: fc.nat({ max: table.frameCount - 1 }) }));

describe('frames', () => {
  test('seeking to a frame shows that frame and no other', () => {
    fc.assert(
      fc.property(tableAndFrame, ({ table, frame }) => {
        expect(frameCovering(table, seekPositionMs(table, frame))).toBe(frame);
      }),
    );
  });

  test('a frame is recognised by its presentation time, even when the container rounds it by a millisecond', () => {
    fc.assert(
      fc.property(tableAndFrame, fc.double({ min: -1, max: 1, noNaN: true }), ({ table, frame }, rounding) => {
        expect(frameShownAt(table, frameStartMs(table, frame) + rounding)).toBe(frame);
      }),
    );
  });

  test('frames follow each other without a hole and none is empty', () => {
    fc.assert(
      fc.property(tableAndFrame, ({ table, frame }) => {
        expect(frameEndMs(table, frame)).toBeGreaterThan(frameStartMs(table, frame));
        if (frame + 1 < table.frameCount) expect(frameEndMs(table, frame)).toBe(frameStartMs(table, frame + 1));
      }),
    );
  });

  test('a position outside the recording falls on its first or last frame', () => {
    const table: FrameTable = { frameCount: 3, durationMs: 120, frameTimesMs: [0, 40, 80], frameStepMs: 40 };
    expect(frameShownAt(table, -500)).toBe(0);
    expect(frameCovering(table, 99_999)).toBe(2);
    expect(frameEndMs(table, 7)).toBe(120);
  });
});
