import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figure } from '../../../src/main/oversight/figures.ts';
import { FEW, HIDDEN, publishedSections } from '../../../src/main/oversight/publishable.ts';
import type { Figure } from '../../../src/shared/contract/audits.ts';

// What the public may read of any figures at all.

const shownOf = (figures: Figure[]): Map<string, string> => {
  const period = { from: '2026-04-01', until: '2027-03-31', asOf: '2027-04-10' };
  const [section] = publishedSections({
    ...period,
    sections: [{ title: 'T', clause: '5.6', figures, details: ['x'] }],
  });
  return new Map(section?.figures.map(({ key, shown }) => [key, shown]));
};
const parts = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 });
const family = (counts: readonly number[]): Figure[] => [
  figure(
    'all',
    'All',
    counts.reduce((sum, each) => sum + each, 0),
  ),
  ...counts.map((count, index) => figure(`all.${index}`, `Part ${index}`, count, { of: 'all' })),
];

describe('a report for publication', () => {
  test('shows no number from one to four', () => {
    fc.assert(
      fc.property(parts, (counts) => {
        for (const said of shownOf(family(counts)).values()) expect(said).not.toMatch(/^[1-4]$/u);
      }),
    );
  });

  test('shows no total from which a number that is not shown could be worked out', () => {
    fc.assert(
      fc.property(parts, (counts) => {
        const shown = shownOf(family(counts));
        const isPartHidden = counts.some((_, index) => shown.get(`all.${index}`) === FEW);
        if (isPartHidden) expect(shown.get('all')).toBe(HIDDEN);
        else expect(shown.get('all')).toBe(String(counts.reduce((sum, each) => sum + each, 0)));
      }),
    );
  });

  test('hides the total of a total, too', () => {
    const figures = [
      figure('all', 'All', 20),
      figure('all.a', 'A', 10, { of: 'all' }),
      figure('all.b', 'B', 10, { of: 'all' }),
      figure('all.a.x', 'X', 8, { of: 'all.a' }),
      figure('all.a.y', 'Y', 2, { of: 'all.a' }),
    ];
    expect([...shownOf(figures)]).toEqual([
      ['all', HIDDEN],
      ['all.a', HIDDEN],
      ['all.b', '10'],
      ['all.a.x', '8'],
      ['all.a.y', FEW],
    ]);
  });

  test('shows no average over fewer than five, and nothing that names a place', () => {
    const days: Figure = { ...figure('days', 'Days', 4), unit: 'days', basedOn: 4 };
    expect(shownOf([days]).get('days')).toBe(HIDDEN);
    expect(shownOf([{ ...days, basedOn: 5 }]).get('days')).toBe('4 days (over 5)');
    expect(shownOf([figure('place', 'SK1', 40, { identifies: true })]).size).toBe(0);
  });
});
