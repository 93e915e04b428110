import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayStrips, daysOf, stripInWords } from '../../src/renderer/features/get-footage/day-strip.ts';

const wall = (second: number): string => new Date(Date.UTC(2026, 9, 24) + second * 1000).toISOString().slice(0, 19);

describe('the 24-hour strip', () => {
  const asked = { from: '2026-11-04T20:00:00', to: '2026-11-05T01:00:00' };

  test('a period over midnight is two strips and its gap is cut at midnight', () => {
    const strips = dayStrips(asked, {
      covered: [{ from: '2026-11-04T20:00:00', to: '2026-11-04T23:30:00' }],
      gaps: [{ from: '2026-11-04T23:30:00', to: '2026-11-05T01:00:00' }],
    });
    expect(strips.map(({ day }) => day)).toEqual(['2026-11-04', '2026-11-05']);
    expect(strips.map(stripInWords)).toEqual([
      'Recorded 20:00:00–23:30:00. Nothing recorded 23:30:00–24:00:00.',
      'Nothing recorded 00:00:00–01:00:00.',
    ]);
  });

  test('a period that ends at midnight does not show an empty next day', () => {
    expect(daysOf({ from: '2026-11-04T20:00:00', to: '2026-11-05T00:00:00' })).toEqual(['2026-11-04']);
  });

  test('no second of the asked period is lost or drawn twice', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 400_000 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(cuts, (list) => {
        const at = list.sort((a, b) => a - b);
        const parts = at.slice(1).map((to, index) => ({ from: wall(at[index] ?? 0), to: wall(to) }));
        const whole = { from: wall(at[0] ?? 0), to: wall(at.at(-1) ?? 0) };
        const strips = dayStrips(whole, {
          covered: parts.filter((_, index) => index % 2 === 0),
          gaps: parts.filter((_, index) => index % 2 === 1),
        });
        const drawn = strips.flatMap(({ bars }) => bars).reduce((sum, bar) => sum + bar.toSecond - bar.fromSecond, 0);
        expect(drawn).toBe((at.at(-1) ?? 0) - (at[0] ?? 0));
      }),
    );
  });
});
