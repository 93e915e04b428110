import fc from 'fast-check';
import { expect, test } from 'vitest';
import { discsIn, missingPlaces, partPath, partPaths, planDiscs } from '../../../src/main/court/disc-plan.ts';
import { layoutImage } from '../../../src/main/court/iso-image.ts';

const MiB = 1024 ** 2;
const reservedBytes = 200_000;

/** Files as a bundle has them, of any size up to several discs, in folders up to the depth a recorder's export may have. */
const bundles = fc
  .array(
    fc.record({
      folders: fc.array(fc.constantFrom('a', 'bb', 'a rather long folder name of an export'), { maxLength: 3 }),
      sizeBytes: fc.oneof(fc.nat(5000), fc.nat(20 * MiB), fc.nat(90 * MiB)),
      nameLength: fc.integer({ min: 1, max: 50 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((files) =>
    files.map(({ folders, sizeBytes, nameLength }, index) => ({
      path: ['data', 'exhibits', 'AS-1', 'master', ...folders, `${'n'.repeat(nameLength)}${index}.dav`].join('/'),
      sizeBytes,
    })),
  );
const capacities = fc.integer({ min: 2 * MiB, max: 60 * MiB });

const plannedFor = (files: readonly { path: string; sizeBytes: number }[], capacityBytes: number) => {
  const plan = planDiscs(files, { capacityBytes, reservedBytes });
  if (plan === null) throw new Error('no room');
  return plan;
};

test('every byte of every file is on exactly one disc, in the files’ own order', () => {
  fc.assert(
    fc.property(bundles, capacities, (files, capacityBytes) => {
      const plan = plannedFor(files, capacityBytes);
      expect(plan.length).toBe(files.length);
      for (const [index, pieces] of plan.entries()) {
        let at = 0;
        for (const { from, sizeBytes } of pieces) {
          expect(from).toBe(at);
          at += sizeBytes;
        }
        expect(at).toBe(files[index]?.sizeBytes);
      }
      const discs = plan.flat().map(({ disc }) => disc);
      expect(discs).toEqual([...discs].sort((a, b) => a - b));
      expect(new Set(discs).size).toBe(discsIn(plan)); // no disc of the set is empty
    }),
  );
});

test('the image of each disc, with its directories and what it carries besides, fits the disc', () => {
  fc.assert(
    fc.property(bundles, capacities, (files, capacityBytes) => {
      const plan = plannedFor(files, capacityBytes);
      const none = { open: async function* () {} };
      for (let disc = 1; disc <= discsIn(plan); disc += 1) {
        const entries = files.flatMap(({ path }, index) => {
          const pieces = plan[index] ?? [];
          const at = pieces.findIndex((piece) => piece.disc === disc);
          const part = pieces[at];
          if (part === undefined) return [];
          return [
            {
              path: pieces.length === 1 ? path : partPath(path, at, pieces.length),
              sizeBytes: part.sizeBytes,
              ...none,
            },
          ];
        });
        const fixed = { path: 'fixed.bin', sizeBytes: reservedBytes - 60_000, ...none };
        const layout = layoutImage([fixed, ...entries], { volumeId: 'A', createdAt: '2026-11-04T21:14:07.000Z' });
        expect(layout.imageBytes).toBeLessThanOrEqual(capacityBytes);
      }
    }),
    { numRuns: 60 },
  );
});

test('only a file that no disc takes whole is divided, and no part but the last is a sliver', () => {
  fc.assert(
    fc.property(bundles, capacities, (files, capacityBytes) => {
      for (const [index, pieces] of plannedFor(files, capacityBytes).entries()) {
        const size = files[index]?.sizeBytes ?? 0;
        if (size < capacityBytes - reservedBytes - 100_000) expect(pieces).toHaveLength(1);
        for (const { sizeBytes } of pieces.slice(0, -1))
          expect(sizeBytes).toBeGreaterThanOrEqual((capacityBytes - reservedBytes - 100_000) / 16);
      }
    }),
  );
});

test('the same files and discs give the same plan, and a disc that can carry nothing gives none', () => {
  fc.assert(
    fc.property(bundles, capacities, (files, capacityBytes) => {
      expect(plannedFor(files, capacityBytes)).toEqual(plannedFor(files, capacityBytes));
      expect(planDiscs(files, { capacityBytes: reservedBytes, reservedBytes })).toBeNull();
    }),
    { numRuns: 20 },
  );
});

test('a file of 10 GB on DVDs of 4.7 GB is three parts', () => {
  const plan = plannedFor([{ path: 'data/a.dav', sizeBytes: 10e9 }], 4_700_372_992);
  expect(plan[0]?.map(({ disc }) => disc)).toEqual([1, 2, 3]);
});

test('the name of a part fits the disc, and no two parts share one', () => {
  const long = ['a', 'b'].map((end) => `data/exhibits/AS-1/master/${'n'.repeat(55)}${end}`);
  const taken = new Set<string>();
  const names = long.flatMap((path) => partPaths(path, 12, taken)).map((path) => path.split('/').at(-1) ?? '');
  expect(Math.max(...names.map(({ length }) => length))).toBe(62);
  expect(new Set(names).size).toBe(24);
  expect(partPath('data/x.dav', 0, 2)).toBe('data/x.dav.part1of2');
});

test('the place of a spoiled disc is missing until another is verified there', () => {
  const discs = [
    { setNumber: 1, state: 'verified' },
    { setNumber: 2, state: 'spoiled' },
  ];
  expect(missingPlaces(3, discs)).toEqual([2, 3]);
  expect(
    missingPlaces(3, [...discs, { setNumber: 2, state: 'verified' }, { setNumber: 3, state: 'verified' }]),
  ).toEqual([]);
});
