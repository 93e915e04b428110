import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createFrameTimes,
  frameTimeMs,
  frameTimesMs,
  largestShiftMs,
  measurePace,
} from '../../../src/main/recordings/frame-times.ts';

function timesOf(ticks: readonly number[], timescale = 1000) {
  const times = createFrameTimes();
  for (const tick of ticks) times.add(tick);
  return times.finish(timescale);
}

test('every picture keeps its exact time, whatever the times are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1e9, max: 2e12 }), { minLength: 1 }), (ticks) => {
      const times = timesOf(ticks);
      const expected = ticks.map((tick) => tick - (ticks[0] ?? 0));
      expect([...frameTimesMs(times)]).toEqual(expected);
      expect(ticks.map((_, index) => frameTimeMs(times, index))).toEqual(expected);
    }),
  );
});

test('a day of steady pictures is stored as one run', () => {
  const times = timesOf(Array.from({ length: 100_000 }, (_, index) => index * 40));
  expect(times.steps).toEqual([[40, 99_999]]);
  expect(measurePace(times, 12)).toEqual({ durationMs: 4_000_000, measuredFps: 25, variable: false, goesBack: false });
});

test('rounding to milliseconds is no variable rate, a skipped picture is', () => {
  const rounded = timesOf(Array.from({ length: 90 }, (_, index) => Math.round((index * 1001) / 30)));
  expect(measurePace(rounded, 30).variable).toBe(false);
  expect(measurePace(timesOf([0, 40, 80, 160, 200, 240]), 25).variable).toBe(true);
});

test('a clock set back inside a recording is seen', () => {
  expect(measurePace(timesOf([0, 40, 80, 20, 60]), 25).goesBack).toBe(true);
  expect(measurePace(timesOf([0, 40, 40]), 25).goesBack).toBe(true);
});

test('a recording of one picture lasts one stated step', () => {
  expect(measurePace(timesOf([500]), 12.5)).toMatchObject({ durationMs: 80, measuredFps: null, variable: false });
});

test('times are compared from the first picture on, across ticks', () => {
  expect(largestShiftMs(timesOf([80, 120, 160]), timesOf([0, 3600, 7200], 90_000))).toBe(0);
  expect(largestShiftMs(timesOf([0, 40, 80]), timesOf([0, 40, 90]))).toBe(10);
  expect(largestShiftMs(timesOf([0, 40]), timesOf([0, 40, 80]))).toBe(Infinity);
});
