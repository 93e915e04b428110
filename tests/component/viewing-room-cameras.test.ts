import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Camera,
  gapInWords,
  momentInWords,
  neighbourMs,
  placeAt,
  timeLineOf,
} from '../../src/renderer/features/viewing-room/cameras.ts';
import {
  frameCovering,
  frameEndMs,
  frameStartMs,
  type FrameTable,
} from '../../src/renderer/features/viewing-room/frames.ts';
import { camera as one } from './footage-fixtures.ts';

const camera = (recordedFrom: string, offsetSeconds: number, table: Partial<FrameTable> = {}): Camera =>
  ({ ...one, recordedFrom, offsetSeconds, ...table }) as unknown as Camera;

/** Frames at uneven times, some of them after a long pause of the recorder. */
const tables = fc
  .array(fc.oneof(fc.integer({ min: 20, max: 200 }), fc.integer({ min: 3000, max: 20_000 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((steps): FrameTable => {
    const times = steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? 0) + step], [0]);
    const durationMs = (times.at(-1) ?? 0) + 40;
    return { frameCount: times.length, durationMs, frameTimesMs: times, frameStepMs: durationMs / times.length };
  });
const shift = fc.integer({ min: 0, max: 100 }).map((seconds) => seconds * 1000);

describe('cameras on one time line', () => {
  test('lie where their corrected times put them, whatever their recorders say', () => {
    const line = timeLineOf([
      camera('2026-11-04T21:20:00', 192),
      camera('2026-11-04T21:16:50', 0, { durationMs: 60_000 }),
      camera('2026-11-04T21:16:40', -3),
    ]);
    expect(line.shifts).toEqual([5000, 7000, 0]);
    expect(line.durationMs).toBe(67_000);
    expect(momentInWords(line, 5040)).toBe('21:16:48.040');
  });

  test('one camera by itself needs no known time', () => {
    expect(timeLineOf([{ ...camera('', 0), recordedFrom: null }])).toEqual({
      ...{ durationMs: one.durationMs, shifts: [0], correctedFromMs: null },
    });
  });

  test('a moment is covered by a frame or lies in a gap, and a gap holds no picture', () => {
    fc.assert(
      fc.property(tables, shift, fc.integer({ min: -5000, max: 300_000 }), (table, shiftMs, moment) => {
        const { frame, gap } = placeAt(table, shiftMs, moment);
        const at = moment - shiftMs;
        if (frame !== null) {
          expect(frameStartMs(table, frame)).toBeLessThanOrEqual(at + 0.01);
          expect(frameEndMs(table, frame)).toBeGreaterThan(at - 0.01);
        } else {
          if (gap?.fromMs !== null && gap?.fromMs !== undefined) expect(gap.fromMs).toBeLessThanOrEqual(moment + 0.01);
          if (gap?.toMs !== null && gap?.toMs !== undefined) expect(gap.toMs).toBeGreaterThan(moment);
          for (const [index, start] of (table.frameTimesMs ?? []).entries())
            expect(start <= at && at < Math.min(frameEndMs(table, index), start + 2000) - 0.01).toBe(false);
        }
      }),
    );
  });

  test('where no gaps are, as in a comparison, the frame that stands at a moment is there however long it stands', () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 0, max: 300_000 }), (table, moment) => {
        expect(placeAt(table, 0, moment, false)).toEqual({ frame: frameCovering(table, moment), gap: null });
      }),
    );
  });

  test('stepping on and back leads through every frame, each once', () => {
    fc.assert(
      fc.property(tables, shift, (table, shiftMs) => {
        const starts = (table.frameTimesMs ?? []).map((ms) => ms + shiftMs);
        const walked: number[] = [];
        for (let at: number | null = -1; at !== null; at = neighbourMs(table, shiftMs, at, 1)) walked.push(at);
        expect(walked.slice(1)).toEqual(starts);
        const back: number[] = [];
        for (let at: number | null = 1e6; at !== null; at = neighbourMs(table, shiftMs, at, -1)) back.push(at);
        expect(back.slice(1)).toEqual(starts.toReversed());
      }),
    );
  });

  test('a gap is said as absence, with the times between which nothing was recorded', () => {
    const line = timeLineOf([camera('2026-11-04T21:20:00', 192), camera('2026-11-04T21:20:05', 192)]);
    const say = (fromMs: number | null, toMs: number | null): string => gapInWords(line, 'REC-0013', { fromMs, toMs });
    expect(say(null, 5000)).toBe('Nothing recorded in REC-0013 before 21:16:53 corrected time.');
    expect(say(2000, 9000)).toBe('Nothing recorded in REC-0013 from 21:16:50 to 21:16:57 corrected time.');
    expect(say(40_000, null)).toBe('Nothing recorded in REC-0013 after 21:17:28 corrected time.');
  });
});
