import { beforeAll, expect, test } from 'vitest';
import { type PlayedYear, playedYear } from '../../year/played-year.ts';
import { smallYear } from '../../year/year.ts';

// A whole year, day after day, on a small scale; `npm run bench year` plays 40 deployments, 60 cases and 300 retrievals.

let year: PlayedYear;
beforeAll(async () => {
  year = await playedYear(smallYear);
}, 600_000); // long on a busy machine, and no promise about time

test('on every day, what is due is destroyed and nothing under a hold or a freeze is', () => {
  expect(year.wrong).toEqual([]);
  expect(year.destroyed).toBeGreaterThan(0);
  expect(year.keptPastTheirDay).toBeGreaterThan(0);
});

test('the figures of its report equal those counted from an export of the ledger alone', () => {
  for (const [key, { said, counted }] of year.figures) expect([key, said]).toEqual([key, counted]);
  for (const key of [
    'effect.deployments',
    'retrievals.missed',
    'proceedings.ended',
    'code.versions',
    'disposals.on-time',
  ])
    expect([key, year.figures.get(key)?.said]).toEqual([key, expect.any(Number)]);
});

test('its ledger verifies, from the first entry to the last', () => {
  expect(year.verifies).toBe(true);
});
