import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ImageEntry, layoutImage, streamImage } from '../../../src/main/court/iso-image.ts';
import { listDiscFiles } from '../../../src/main/court/iso-image-reader.ts';
import type { AppError } from '../../../src/shared/failure.ts';
import {
  bytesFrom,
  collect,
  entryOf,
  fileSource,
  inPieces,
  listing,
  ownFolder,
  sourceOf,
  writeImage,
} from './image-fixtures.ts';

const folder = await ownFolder();
const options = { volumeId: 'LAC_0007_1', createdAt: '2026-11-04T21:14:07.000Z' };

const bundleLike: readonly ImageEntry[] = [
  entryOf('OPEN ME FIRST.html', bytesFrom('page', 70_001)),
  entryOf('bagit.txt', bytesFrom('bagit', 55)),
  entryOf('manifest-sha256.txt', bytesFrom('manifest', 2048)),
  entryOf('data/exhibits/AS-1/master/ch01_20261104211407.dav', bytesFrom('dav', 3_000_000)),
  entryOf('data/exhibits/AS-1/master/ch01_20261104211407.idx', bytesFrom('idx', 2049)),
  entryOf('data/exhibits/AS-1/master/player/Setup (x86) [final].exe', bytesFrom('exe', 12_345)),
  entryOf('data/exhibits/AS-1/derivative/AS-1.mp4', bytesFrom('mp4', 1_500_000)),
  entryOf(
    'data/exhibits/AS-1/master/a name of sixty-two characters, which is the most there is.txt',
    bytesFrom('long', 1),
  ),
  entryOf('data/exhibits/AS-1/master/an empty file', bytesFrom('', 0)),
  entryOf('data/record/exhibits.json', bytesFrom('json', 4096)),
];

const expected = (entries: readonly (ImageEntry & { sha256?: string })[]): Map<string, string> =>
  new Map(entries.map((entry) => [entry.path, entry.sha256 ?? ''] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

test('an image is as long as was said before it was written, and the same entries give the same bytes', async () => {
  const first = await collect(streamImage(layoutImage(bundleLike, options)));
  const second = await collect(streamImage(layoutImage(bundleLike, options)));
  expect(first.length).toBe(layoutImage(bundleLike, options).imageBytes);
  expect(first.equals(second)).toBe(true);
});

test('xorriso extracts every file unchanged', async () => {
  const image = join(folder, 'xorriso.iso');
  await writeImage(layoutImage(bundleLike, options), image);
  const out = join(folder, 'by-xorriso');
  execFileSync('xorriso', ['-no_rc', '-osirrox', 'on', '-indev', `stdio:${image}`, '-extract', '/', out], {
    stdio: 'pipe',
  });
  expect(await listing(out)).toEqual(expected(bundleLike));
});

test('xorriso finds the short names of ECMA-119 alone, all different, with the same bytes', async () => {
  const image = join(folder, 'ecma.iso');
  await writeImage(layoutImage(bundleLike, options), image);
  const out = join(folder, 'by-short-names');
  const args = ['-no_rc', '-read_fs', 'nojoliet', '-osirrox', 'on', '-indev', `stdio:${image}`, '-extract', '/', out];
  execFileSync('xorriso', args, { stdio: 'pipe' });
  const found = await listing(out);
  expect([...found.values()].sort()).toEqual([...expected(bundleLike).values()].sort());
  expect([...found.keys()].map((path) => path.toUpperCase())).toContain(
    'DATA/EXHIBITS/AS_1/MASTER/CH01_20261104211407.DAV',
  );
});

test('7z tests the image as sound and extracts every file unchanged', async () => {
  const image = join(folder, 'sevenzip.iso');
  await writeImage(layoutImage(bundleLike, options), image);
  expect(execFileSync('7z', ['t', image], { encoding: 'utf8' })).toContain('Everything is Ok');
  const out = join(folder, 'by-7z');
  execFileSync('7z', ['x', `-o${out}`, image], { stdio: 'pipe' });
  expect(await listing(out)).toEqual(expected(bundleLike));
});

test('our own reader finds every file at its place', async () => {
  const image = join(folder, 'own.iso');
  const layout = layoutImage(bundleLike, options);
  await writeImage(layout, image);
  const source = await fileSource(image);
  const found = await listDiscFiles(source);
  await source.close();
  const wanted = layout.files.map(({ entry, startByte }) => ({
    path: entry.path,
    startByte,
    sizeBytes: entry.sizeBytes,
  }));
  const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);
  expect(found.sort(byPath)).toEqual(wanted.sort(byPath));
});

test('any set of names comes back as it went in', async () => {
  const part = fc.stringMatching(/^[A-Za-z0-9 ._()-]{1,62}$/).filter((name) => name !== '.' && name !== '..');
  const paths = fc.uniqueArray(fc.tuple(fc.constantFrom('', 'd/', 'd/e/', 'd/e/f/'), part), {
    selector: ([directory, name]) => directory + name,
    maxLength: 120,
  });
  await fc.assert(
    fc.asyncProperty(paths, async (chosen) => {
      const names = chosen.map(([directory, name]) => directory + name).filter((path) => !/^d(\/e(\/f)?)?$/.test(path));
      const entries = names.map((path) => entryOf(path, bytesFrom(path, path.length)));
      const image = await collect(streamImage(layoutImage(entries, options)));
      expect((await listDiscFiles(sourceOf(image))).map(({ path }) => path).sort()).toEqual([...names].sort());
    }),
    { numRuns: 30 },
  );
});

test('two hundred files with names that look alike keep different short names', async () => {
  const entries = Array.from({ length: 200 }, (_, index) =>
    entryOf(`data/${'same-start-of-a-long-name-'.repeat(2)}${index}.dav`, bytesFrom(String(index), 10)),
  );
  const image = join(folder, 'alike.iso');
  await writeImage(layoutImage(entries, options), image);
  const list = execFileSync(
    'xorriso',
    ['-no_rc', '-read_fs', 'nojoliet', '-indev', `stdio:${image}`, '-find', '/', '-type', 'f'],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  expect(new Set(list.trim().split('\n')).size).toBe(200);
});

/** A file of zeros that is never held whole. */
async function* zeros(sizeBytes: number): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(8 * 1024 * 1024);
  for (let left = sizeBytes; left > 0; left -= piece.length) yield piece.subarray(0, Math.min(left, piece.length));
}

const large = 5 * 1024 ** 3 + 12_345;
const withLarge: readonly ImageEntry[] = [
  { path: 'data/large.dav', sizeBytes: large, open: () => zeros(large) },
  entryOf('after.txt', bytesFrom('after', 3000)),
];

/** Only what a reader asks for is made: the directories, and any byte of the files' area on request. */
test('a file over 4 GiB is recorded in sections that join without a gap, and the next file follows it', async () => {
  const layout = layoutImage(withLarge, options);
  const source = {
    sizeBytes: layout.imageBytes,
    read: async (start: number, length: number) => Uint8Array.from(layout.metadata.subarray(start, start + length)),
    close: async () => undefined,
  };
  const found = await listDiscFiles(source);
  expect(found.map(({ path, sizeBytes }) => [path, sizeBytes])).toEqual([
    ['data/large.dav', large],
    ['after.txt', 3000],
  ]);
  expect(found[1]?.startByte).toBe((found[0]?.startByte ?? 0) + Math.ceil(large / 2048) * 2048);
});

test('xorriso sees the whole size of a file over 4 GiB', async () => {
  const { metadata, imageBytes } = layoutImage(withLarge, options);
  const image = join(folder, 'large.iso');
  const { open } = await import('node:fs/promises');
  const file = await open(image, 'w');
  await file.write(metadata);
  await file.truncate(imageBytes); // a sparse file: zeros where the footage would stand
  await file.close();
  const args = ['-no_rc', '-indev', `stdio:${image}`, '-lsl', '/data/large.dav'];
  const list = execFileSync('xorriso', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  expect(list).toContain(String(large));
});

const refusal = (paths: readonly string[]): string => {
  try {
    layoutImage(
      paths.map((path) => entryOf(path, bytesFrom(path, 1))),
      options,
    );
  } catch (error) {
    return (error as AppError).code;
  }
  return 'accepted';
};

test('paths no disc can carry are refused before anything is written', () => {
  expect(refusal(['a/b/c/d/e/f/g/h.txt'])).toBe('accepted');
  expect(refusal(['a/b/c/d/e/f/g/h/i.txt'])).toBe('invalid-input');
  expect(refusal(['/a.txt'])).toBe('invalid-input');
  expect(refusal(['a/../b.txt'])).toBe('invalid-input');
  expect(refusal(['a\\b.txt'])).toBe('invalid-input');
  expect(refusal(['a.txt', 'a.txt'])).toBe('invalid-input');
  expect(refusal(['a', 'a/b'])).toBe('invalid-input');
  expect(refusal(['x'.repeat(63)])).toBe('invalid-input');
});

test('a source that gives more or fewer bytes than it promised stops the image', async () => {
  const short = { path: 'a.dav', sizeBytes: 100, open: () => inPieces(bytesFrom('a', 99)) };
  const long = { path: 'a.dav', sizeBytes: 100, open: () => inPieces(bytesFrom('a', 101)) };
  for (const entry of [short, long])
    await expect(collect(streamImage(layoutImage([entry], options)))).rejects.toMatchObject({ code: 'integrity' });
});

test('a source is read no further than the writer asks', async () => {
  let given = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for (; given < 1000; given += 1) yield new Uint8Array(1000);
  }
  const stream = streamImage(layoutImage([{ path: 'a', sizeBytes: 1_000_000, open: counted }], options));
  for (let piece = 0; piece < 4; piece += 1) await stream.next();
  expect(given).toBeLessThan(4);
  await stream.return(undefined);
});
