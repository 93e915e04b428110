import { execFileSync } from 'node:child_process';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBagCount } from '../../../resources/open-me-first/verify/bag.ts';
import { readDiscSet } from '../../../resources/open-me-first/verify/disc-set.ts';
import { createSha256 } from '../../../resources/open-me-first/verify/sha256.ts';
import { createSetCheck } from '../../../resources/open-me-first/verify/verify-set.ts';
import { layoutImage } from '../../../src/main/court/iso-image.ts';
import { hashStretches } from '../../../src/main/platform/hash-stretches.ts';
import { sha256Hex } from '../../../src/main/platform/sha256.ts';
import { filesIn, newIdentity } from './bundle-fixtures.ts';
import { bytesFrom, inPieces, ownFolder } from './image-fixtures.ts';
import { commandLineOf, openssl, sha256sum } from './outside-checks.ts';
import { smallDiscBytes, writeSet } from './set-fixtures.ts';

const folder = await ownFolder();
const identity = await newIdentity();
const good = await writeSet(identity, join(folder, 'good'));
const other = await writeSet(identity, join(folder, 'other'), { setId: 'B-0007-set-2' });
const master = 'data/exhibits/AS-1/master/export/CH01 Uberblick 21_14.dav';
const divided = good.set.files.find(({ path }) => path === master);
const labels = ['--fingerprint', good.fingerprint, '--code', good.witnessCode];
const options = { createHasher: createSha256, typedFingerprint: good.fingerprint, typedWitnessCode: good.witnessCode };

async function copyOf(name: string): Promise<string[]> {
  const home = join(folder, name);
  await cp(join(folder, 'good'), home, { recursive: true });
  return good.folders.map((each) => each.replace(join(folder, 'good'), home));
}

test('each disc is a bag of its own for the ordinary tools, and says which of how many it is', async () => {
  expect(good.set.size).toBeGreaterThan(2);
  for (const [index, home] of good.folders.entries()) {
    expect(sha256sum(home)).toBe(true);
    expect(openssl(home)).toBe(true);
    const info = await readFile(join(home, 'bag-info.txt'), 'utf8');
    expect(readBagCount(info)).toEqual({ number: index + 1, size: good.set.size });
    expect(info).toContain('Bag-Group-Identifier: B-0007-set-1');
    const readme = await readFile(join(home, 'README.txt'), 'utf8');
    expect(readme).toContain(`Disc:         ${index + 1} of ${good.set.size}`);
    expect(readme).toContain(master);
    const list = readDiscSet(await readFile(join(home, 'data/record/disc-set.json'), 'utf8'));
    expect(list).toEqual(good.set);
  }
});

test('every disc of the set fits, as an image with its directories', async () => {
  for (const home of good.folders) {
    const entries = (await filesIn(home)).map(({ path, sizeBytes, read }) => ({ path, sizeBytes, open: read }));
    const { imageBytes } = layoutImage(entries, { volumeId: 'A', createdAt: '2026-11-04T21:14:07.000Z' });
    expect(imageBytes).toBeLessThanOrEqual(smallDiscBytes);
  }
});

test('a divided recording is joined with `cat`, as README.txt says, and is the master byte for byte', () => {
  const parts = (divided?.parts ?? []).map(({ disc, path }) => join(good.folders[disc - 1] ?? '', path));
  expect(parts.length).toBeGreaterThan(1);
  const joined = execFileSync('cat', parts, { maxBuffer: 10e6 });
  expect(sha256Hex(joined)).toBe(divided?.sha256);
});

test('the hashes of stretches are those of the bytes in them, and a stream of another length is refused', async () => {
  const bytes = bytesFrom('stretches', 50_000);
  expect(await hashStretches(inPieces(bytes), [1, 20_000, 29_999])).toEqual([
    sha256Hex(bytes.subarray(0, 1)),
    sha256Hex(bytes.subarray(1, 20_001)),
    sha256Hex(bytes.subarray(20_001)),
  ]);
  for (const wrong of [
    [1, 20_000],
    [1, 20_000, 30_000],
  ])
    await expect(hashStretches(inPieces(bytes), wrong)).rejects.toMatchObject({ code: 'integrity' });
});

test('the whole set, given in any order, is found good by the command, with divided files joined', () => {
  const { status, stdout } = commandLineOf(good.folders.toReversed(), ...labels);
  expect(stdout).toContain(`All ${good.set.size} discs of the set are here.`);
  expect(stdout).toContain(`“${master}” is divided over discs`);
  expect(stdout).toContain('No change was found.');
  expect(stdout).not.toContain('not compared');
  expect(status).toBe(0);
});

test('discs read one after the other are kept in mind, and a missing one is named', async () => {
  const check = createSetCheck();
  for (const [index, home] of good.folders.entries()) {
    await check.add(await filesIn(home), options);
    const report = check.report();
    const missing = Array.from({ length: good.set.size }, (_, at) => at + 1).slice(index + 1);
    expect(report.set).toEqual({ size: good.set.size, missing });
    expect(report.intact).toBe(missing.length === 0);
    if (missing.length > 0) expect(report.headline).toMatch(/^NOT COMPLETE: .* No change was found on what is here\.$/);
  }
  expect(check.report().headline).toContain('No change was found.');
});

test('discs read in the wrong order are said to be read again, and then join', async () => {
  const check = createSetCheck();
  for (const home of good.folders.toReversed()) await check.add(await filesIn(home), options);
  expect(check.report().intact).toBe(false);
  const open = check.report().seals.find(({ seal }) => seal === 'joined');
  expect(open?.sentence).toContain('not joined yet: give disc');
  for (const home of good.folders) await check.add(await filesIn(home), options);
  expect(check.report().intact).toBe(true);
});

interface Tampering {
  readonly what: string;
  readonly act: (homes: string[]) => Promise<readonly string[]>;
  readonly says: readonly string[];
}

const partOn = (homes: readonly string[], index: number): string => {
  const part = divided?.parts[index];
  return join(homes[(part?.disc ?? 1) - 1] ?? '', part?.path ?? '');
};

const tamperings: readonly Tampering[] = [
  {
    what: 'a disc is left out',
    act: async (homes) => homes.slice(0, -1),
    says: [`Disc ${good.set.size} of ${good.set.size} was not given`, `NOT COMPLETE: disc ${good.set.size} is missing`],
  },
  {
    what: 'a part is deleted',
    act: async (homes) => rm(partOn(homes, 1)).then(() => homes),
    says: [`MISSING       disc ${divided?.parts[1]?.disc}: ${divided?.parts[1]?.path}`, 'is not joined yet'],
  },
  {
    what: 'two parts are swapped between discs',
    act: async (homes) => {
      const [one, two] = [partOn(homes, 0), partOn(homes, 1)];
      await rename(one, join(folder, 'swap'));
      await rename(two, one);
      await rename(join(folder, 'swap'), two);
      return homes;
    },
    says: [
      `CHANGED       disc ${divided?.parts[0]?.disc}: ${divided?.parts[0]?.path}`,
      `CHANGED       disc ${divided?.parts[1]?.disc}: ${divided?.parts[1]?.path}`,
      `“${master}”, joined from its parts, is NOT what was sealed`,
      'Not what the list of the set says',
    ],
  },
  {
    what: 'one bit of a part is flipped',
    act: async (homes) => {
      const bytes = await readFile(partOn(homes, 1));
      bytes[1000] = (bytes[1000] ?? 0) ^ 1;
      await writeFile(partOn(homes, 1), bytes);
      return homes;
    },
    says: [`CHANGED       disc ${divided?.parts[1]?.disc}: ${divided?.parts[1]?.path}`, 'is NOT what was sealed'],
  },
  {
    what: 'a disc of another set of the same bundle stands in for one',
    act: async (homes) => [...homes.slice(0, 1), other.folders[1] ?? '', ...homes.slice(2)],
    says: ['disc 2 of another set (bundle B-0007)', `Disc 2 of ${good.set.size} was not given`],
  },
  {
    what: 'the list of the set is edited on one disc',
    act: async (homes) => {
      const path = join(homes[1] ?? '', 'data/record/disc-set.json');
      await writeFile(path, (await readFile(path, 'utf8')).replace('B-0007-set-1', 'B-0007-set-9'));
      return homes;
    },
    says: ['disc 2 of another set', `Disc 2 of ${good.set.size} was not given`],
  },
  {
    what: 'a file is added to one disc',
    act: async (homes) => writeFile(join(homes[2] ?? '', 'data/more.dav'), 'more').then(() => homes),
    says: ['EXTRA         disc 3: data/more.dav', 'Disc 3: Stated when it was sealed'],
  },
];

for (const [index, { what, act, says }] of tamperings.entries()) {
  test(`when ${what}, it is noticed and named`, async () => {
    const homes = await act(await copyOf(`tampered ${index}`));
    const { status, stdout } = commandLineOf(homes, ...labels);
    expect(status).toBe(1);
    expect(stdout).toMatch(/DO NOT RELY ON THIS COPY|NOT COMPLETE/);
    for (const said of says) expect(stdout).toContain(said);
  });
}

test('a list of a set whose parts do not make up the file, overlap or leave the set is refused', () => {
  const text = JSON.stringify(good.set);
  expect(readDiscSet(text)).toEqual(good.set);
  const [file] = good.set.files;
  const part = file?.parts[0];
  const altered = (change: object): string =>
    JSON.stringify({ ...good.set, files: [{ ...file, parts: [{ ...part, ...change }] }] });
  for (const wrong of [
    altered({ sizeBytes: 1 }),
    altered({ disc: 99 }),
    altered({ disc: 0 }),
    altered({ sha256: 'x' }),
    JSON.stringify({ ...good.set, files: [...good.set.files, file] }),
    text.replace('"version":1', '"version":2'),
  ])
    expect(() => readDiscSet(wrong)).toThrow(RangeError);
});
