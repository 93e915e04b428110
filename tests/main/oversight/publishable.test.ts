import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { courtSections } from '../../../src/main/oversight/annual-report-court.ts';
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

/** Every figure of one world by its key. */
type World = ReadonlyMap<string, number>;
const STATES = ['countersigned', 'refused', 'rejected'];
const ROUTES = ['sno', 'police', 'other'];
const sumOf = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);
const need = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('not there');
  return value;
};

/** All figures that follow from how many stills of each state came by each route. */
function worldOf(table: readonly (readonly number[])[]): World {
  const [, refused = [], rejected = []] = table;
  const gone = ROUTES.map((_, at) => need(refused[at]) + need(rejected[at]));
  const routes = ROUTES.map((_, at) => sumOf(table.map((row) => need(row[at]))));
  return new Map([
    ['stills', sumOf(table.map(sumOf))],
    ...STATES.map((state, at) => [`stills.${state}`, sumOf(need(table[at]))] as const),
    ['by', sumOf(routes)],
    ...ROUTES.map((route, at) => [`by.${route}`, need(routes[at])] as const),
    ['gone', sumOf(gone)],
    ...ROUTES.map((route, at) => [`gone.${route}`, need(gone[at])] as const),
  ]);
}
const keysOf = (world: World): string[] => [...world.keys()];
const figuresOf = (world: World): Figure[] =>
  [...world].map(([key, value]) => {
    const [total, part] = key.split('.');
    const more = part === undefined ? { again: key === 'stills' ? null : 'stills' } : { of: need(total) };
    return figure(key, key, value, more);
  });

/** Worlds of which the same would be shown: what somebody who knows the rules, and only the paper, cannot tell apart. */
function* worldsLike(world: World, shown: (key: string) => string): Generator<World> {
  const fits = (key: string, value: number): boolean =>
    shown(key) === FEW ? value >= 1 && value <= 4 : shown(key) === HIDDEN || shown(key) === String(value);
  const total = need(world.get('stills'));
  const most = [total, ...[1, 2, 3, 4, 5].flatMap((by) => [total + by, total - by])].filter((each) => each >= 0);
  const split = function* (sum: number, of: string, kinds: readonly string[]): Generator<number[]> {
    for (let one = 0; one <= sum; one += 1)
      for (let two = 0; one + two <= sum; two += 1) {
        const counts = [one, two, sum - one - two];
        if (counts.every((count, at) => fits(`${of}.${kinds[at] ?? ''}`, count))) yield counts;
      }
  };
  for (const sum of most)
    if (fits('stills', sum) && fits('by', sum))
      for (const states of split(sum, 'stills', STATES)) {
        const [, refused = 0, rejected = 0] = states;
        if (!fits('gone', refused + rejected)) continue;
        for (const routes of split(sum, 'by', ROUTES))
          for (const gone of split(refused + rejected, 'gone', ROUTES))
            if (gone.every((count, at) => count <= need(routes[at])))
              yield new Map([
                ['stills', sum],
                ['by', sum],
                ['gone', refused + rejected],
                ...STATES.map((key, at) => [`stills.${key}`, need(states[at])] as const),
                ...ROUTES.map((key, at) => [`by.${key}`, need(routes[at])] as const),
                ...ROUTES.map((key, at) => [`gone.${key}`, need(gone[at])] as const),
              ]);
      }
}

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

  test('shows no sum over fewer than five things, however large it is', () => {
    const cameras = (count: number) => shownOf([figure('effect', 'Incidents', 40, { basedOn: count })]).get('effect');
    expect([cameras(0), cameras(1), cameras(4), cameras(5)]).toEqual(['40', HIDDEN, HIDDEN, '40']);
  });

  test('shows no average with how many things it was made of: that may be a total that is hidden', () => {
    const figures = [...family([10, 2]), { ...figure('days', 'Days', 4), unit: 'days', basedOn: 12 } as const];
    expect([...shownOf(figures).values()]).toEqual([HIDDEN, '10', FEW, '4 days']);
  });

  test('lets no number it hides be worked out, though the same things are counted three times', () => {
    const few = fc.constantFrom(0, 0, 1, 2, 3, 4, 5, 6, 9);
    const seen = { hidden: 0, shown: 0 };
    fc.assert(
      fc.property(fc.array(fc.tuple(few, few, few), { minLength: 3, maxLength: 3 }), (table) => {
        // Rows: countersigned, refused, rejected. Columns: the routes. As in the section on stills.
        const world = worldOf(table);
        const shown = shownOf(figuresOf(world));
        const known = (key: string): string => need(shown.get(key));
        // A large total of a repeated count may follow from the first count, which shows it: it was hidden for its parts.
        const isOpen = (key: string): boolean => ['by', 'gone'].includes(key) && need(world.get(key)) >= 5;
        const hidden = new Map(
          keysOf(world)
            .filter((key) => (known(key) === HIDDEN || known(key) === FEW) && !isOpen(key))
            .map((key) => [key, new Set<number>()]),
        );
        seen.hidden += hidden.size;
        seen.shown += shown.size - hidden.size;
        for (const other of worldsLike(world, known)) {
          for (const [key, values] of hidden) values.add(need(other.get(key)));
          if ([...hidden.values()].every(({ size }) => size > 1)) return;
        }
        expect([...hidden].filter(([, { size }]) => size < 2).map(([key]) => key)).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(Math.min(seen.hidden, seen.shown)).toBeGreaterThan(100);
  });

  test('of the report itself: stills and results of courts that are counted twice say so', () => {
    const period = { from: '2026-04-01', until: '2027-03-31', asOf: '2027-04-10' };
    const still = (route: string, state: string) => ({ route, state, withdrawal: null, requestedAt: '2026-10-05' });
    const ended = (footage: string) => ({ endedOn: '2026-10-05', result: 'civil-for', footage, namedAt: '2026-10-05' });
    const rows = {
      stills: [...Array.from({ length: 10 }, () => still('sno', 'countersigned')), still('other', 'countersigned')],
      proceedings: [...Array.from({ length: 10 }, () => ended('relied-on')), ended('not-used')],
    };
    const sections = courtSections(period, (name) => (name === 'stills' || name === 'proceedings' ? rows[name] : []));
    const shown = new Map(
      publishedSections({ ...period, sections }).flatMap(({ figures }) =>
        figures.map((each) => [each.key, each.shown]),
      ),
    );
    expect([shown.get('stills'), shown.get('stills.by-route'), shown.get('stills.by-route.sno')]).toEqual([
      ...['11', HIDDEN, HIDDEN],
    ]);
    expect([shown.get('proceedings.ended'), shown.get('proceedings.footage.relied-on')]).toEqual(['11', HIDDEN]);
  });

  test('shows no average over fewer than five, and nothing that names a place', () => {
    const days: Figure = { ...figure('days', 'Days', 4), unit: 'days', basedOn: 4 };
    expect(shownOf([days]).get('days')).toBe(HIDDEN);
    expect(shownOf([{ ...days, basedOn: 5 }]).get('days')).toBe('4 days');
    expect(shownOf([figure('place', 'SK1', 40, { identifies: true })]).size).toBe(0);
  });
});
