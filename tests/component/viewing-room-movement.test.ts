import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  barsOf,
  busyPeriods,
  movementBefore,
  nextMovement,
} from '../../src/renderer/features/viewing-room/movement.ts';
import {
  brightened,
  inWords,
  noAids,
  panned,
  styleOf,
  zoomed,
} from '../../src/renderer/features/viewing-room/viewing-aids.ts';

describe('movement in a recording', () => {
  const day = Array.from({ length: 86_400 }, () => 0);
  day.fill(255, 3600, 7200); // nothing was recorded from one to two
  day.fill(60, 50_000, 50_120); // two minutes in a day

  it('is one period where it pauses for less than five seconds, and never a gap', () => {
    expect(busyPeriods([0, 20, 20, 0, 0, 0, 20, 255, 255, 0, 0, 0, 0, 0, 12])).toEqual([
      { fromMs: 1000, toMs: 7000 },
      { fromMs: 14_000, toMs: 15_000 },
    ]);
    expect(busyPeriods(day)).toEqual([{ fromMs: 50_000_000, toMs: 50_120_000 }]);
  });

  it('is found from anywhere, forward and back', () => {
    const periods = busyPeriods(day);
    expect(nextMovement(periods, 0)).toBe(50_000_000);
    expect(nextMovement(periods, 50_000_000)).toBeNull();
    expect(movementBefore(periods, 86_000_000)).toBe(50_000_000);
    expect(movementBefore(periods, 50_000_500)).toBeNull();
  });

  it('of two minutes in a day can be seen among 500 bars, and what was not recorded looks like nothing else', () => {
    const bars = barsOf(day, 500);
    expect(bars).toHaveLength(500);
    expect(bars.filter(({ height }) => height > 0.4).length).toBeGreaterThan(0);
    expect(bars.filter(({ isEmpty }) => isEmpty).length).toBe(20);
    expect(barsOf([7], 500)).toHaveLength(1);
    expect(barsOf([], 500)).toEqual([]);
  });
});

describe('viewing aids', () => {
  it('never leave the picture, however often they are used', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(1, -1), fc.double({ min: -2, max: 2, noNaN: true }))), (steps) => {
        let aids = noAids;
        for (const [direction, by] of steps) aids = panned(zoomed(aids, direction), by, -by);
        const half = 0.5 / aids.zoom;
        return aids.zoom >= 1 && aids.zoom <= 16 && aids.x >= half - 1e-9 && aids.x <= 1 - half + 1e-9;
      }),
    );
  });

  it('are said on the picture while they are on, and leave no style when they are off', () => {
    expect(inWords(noAids)).toBeNull();
    expect(styleOf(noAids)).toEqual({});
    const aids = brightened(zoomed(zoomed(noAids, 1), 1), 1.5);
    expect(inWords(aids)).toBe('Viewing aid: 2.0 × nearer, brightness 150 %. Not part of the footage.');
    expect(styleOf(aids)).toMatchObject({ filter: 'brightness(1.5) contrast(1)' });
  });
});
