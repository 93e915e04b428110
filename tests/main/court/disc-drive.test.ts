import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type DiscDrive, type DiscMedia, requireBurnable } from '../../../src/main/court/disc-drive.ts';
import { expectedFiles, hashing, readBackDisc } from '../../../src/main/court/disc-drive-readback.ts';
import { layoutImage, streamImage } from '../../../src/main/court/iso-image.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import { runDiscProgram } from '../../../src/main/platform/disc-process.ts';
import { mediaFromReport, xorrisoDrive } from '../../../src/main/platform/disc-xorriso.ts';
import { createSha256 } from '../../../src/main/platform/sha256.ts';
import { bytesFrom, entryOf, ownFolder } from './image-fixtures.ts';
import { standInDrive } from './imapi-host.ts';

const folder = await ownFolder();
const entries = [
  entryOf('README.txt', bytesFrom('readme', 2000)),
  entryOf('data/a.dav', bytesFrom('a', 3_000_001)),
  entryOf('data/b.dav', bytesFrom('b', 2_000_000)),
];
const layout = layoutImage(entries, { volumeId: 'LAC_1', createdAt: '2026-11-04T21:14:07.000Z' });
const hashes = new Map(entries.map(({ path, sha256 }) => [path, sha256]));
const never = new AbortController().signal;

async function burn(drive: DiscDrive, signal = never, onProgress?: (done: number) => void): Promise<string> {
  const hasher = createSha256();
  const image = hashing(streamImage(layout), hasher);
  const options = { imageBytes: layout.imageBytes, volumeId: layout.volumeId, signal };
  await drive.burn(image, onProgress === undefined ? options : { ...options, onProgress });
  return hasher.digestHex();
}

async function readBack(drive: DiscDrive, imageSha256: string) {
  const disc = await drive.readBack(layout.imageBytes);
  try {
    const expected = { imageBytes: layout.imageBytes, imageSha256, files: expectedFiles(layout, hashes) };
    return await readBackDisc(disc, expected, { createHasher: createSha256, signal: never });
  } finally {
    await disc.close();
  }
}

async function overwrite(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
}

const drives = [
  ['xorriso', (name: string) => xorrisoDrive(`stdio:${join(folder, name)}`, 'pseudo-drive')],
  ['image file', (name: string) => imageFileDrive(join(folder, name))],
  ['IMAPI2', (name: string) => standInDrive(join(folder, name))],
] as const;

for (const [kind, driveAt] of drives) {
  test(`${kind}: a blank disc is burned, closed and read back equal in every byte`, async () => {
    const drive = driveAt(`${kind}-good`);
    expect((await drive.media()).state).toBe('blank');
    const told: number[] = [];
    const imageSha256 = await burn(drive, never, (done) => told.push(done));
    expect(told.at(-1)).toBe(layout.imageBytes);
    expect((await drive.media()).state).toBe('written'); // a pseudo-drive always says it could be added to

    expect(await readBack(drive, imageSha256)).toEqual({
      intact: true,
      imageSha256,
      files: entries.map(({ path }) => ({ path, state: 'good' })),
    });
  });

  test(`${kind}: one changed byte on the disc is found, and the file it is in is named`, async () => {
    const path = join(folder, `${kind}-changed`);
    const drive = driveAt(`${kind}-changed`);
    const imageSha256 = await burn(drive);
    const start = layout.files[1]?.startByte ?? 0;
    const [before] = (await readFile(path)).subarray(start + 1_234_567);
    await overwrite(path, start + 1_234_567, Uint8Array.of((before ?? 0) ^ 1));
    const result = await readBack(drive, imageSha256);
    expect(result.intact).toBe(false);
    expect(result.files.filter(({ state }) => state !== 'good')).toEqual([{ path: 'data/a.dav', state: 'changed' }]);
  });

  test(`${kind}: a change between the files is found although every file is good`, async () => {
    const path = join(folder, `${kind}-padding`);
    const drive = driveAt(`${kind}-padding`);
    const imageSha256 = await burn(drive);
    await overwrite(path, (layout.files[1]?.startByte ?? 0) - 1, Uint8Array.of(1));
    const result = await readBack(drive, imageSha256);
    expect(result.files.every(({ state }) => state === 'good')).toBe(true);
    expect(result.intact).toBe(false);
  });

  test(`${kind}: a disc that ends early is unreadable there, never good`, async () => {
    const path = join(folder, `${kind}-cut`);
    const drive = driveAt(`${kind}-cut`);
    const imageSha256 = await burn(drive);
    await writeFile(path, (await readFile(path)).subarray(0, (layout.files[2]?.startByte ?? 0) + 1000));
    const result = await readBack(drive, imageSha256);
    expect(result).toMatchObject({ intact: false, imageSha256: null });
    expect(result.files.map(({ state }) => state)).toEqual(['good', 'good', 'unreadable']);
  });

  test(`${kind}: stopping it says so`, async () => {
    const abort = new AbortController();
    const drive = driveAt(`${kind}-stopped`);
    await expect(burn(drive, abort.signal, () => abort.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });

  test(`${kind}: a source that fails stops the burner, and its own failure is what is said`, async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield layout.metadata;
      throw new TypeError('the seal is broken');
    }
    const options = { imageBytes: layout.imageBytes, volumeId: 'X', signal: never };
    const failed = driveAt(`${kind}-failed`).burn(failing(), options);
    await expect(failed).rejects.toThrow('the seal is broken');
  });
}

test('an image file that was stopped is not there at all', () => {
  expect(existsSync(join(folder, 'image file-stopped'))).toBe(false);
  expect(existsSync(join(folder, 'image file-stopped.part'))).toBe(false);
});

test('what was burned is padded behind the image, and xorriso extracts it', async () => {
  const drive = xorrisoDrive(`stdio:${join(folder, 'padded')}`, 'pseudo-drive');
  await burn(drive);
  expect((await readFile(join(folder, 'padded'))).length).toBeGreaterThanOrEqual(layout.imageBytes + 300 * 1024);
  const out = join(folder, 'padded-out');
  execFileSync(
    'xorriso',
    ['-no_rc', '-osirrox', 'on', '-indev', `stdio:${join(folder, 'padded')}`, '-extract', '/', out],
    {
      stdio: 'pipe',
    },
  );
  expect(createHash(await readFile(join(out, 'data/b.dav')))).toBe(hashes.get('data/b.dav'));
});

const createHash = (bytes: Uint8Array): string => {
  const hasher = createSha256();
  hasher.update(bytes);
  return hasher.digestHex();
};

test('a burner that cannot write reports the disc as spoiled', async () => {
  await expect(burn(xorrisoDrive('stdio:/dev/full', 'full'))).rejects.toMatchObject({ code: 'unavailable' });
});

test('a program that is not there is told with what to do', async () => {
  const program = {
    path: join(folder, 'no-such-program'),
    args: [],
    env: {},
    missing: 'Ask for it.',
    stop: () => undefined,
  };
  await expect(runDiscProgram(program, {})).rejects.toMatchObject({ code: 'unavailable', message: 'Ask for it.' });
});

test('a drive that is not there is unavailable', async () => {
  await expect(xorrisoDrive('/dev/sr-none', 'none').media()).rejects.toMatchObject({ code: 'unavailable' });
});

test('what the drive says about its disc is understood', () => {
  const dvd = [
    'Media current: DVD-R sequential recording',
    'Media status : is blank',
    'Media blocks : 0 readable , 2298496 writable , 2298496 overall',
  ];
  expect(mediaFromReport(dvd)).toEqual({
    state: 'blank',
    kind: 'DVD-R sequential recording',
    capacityBytes: 4_707_319_808,
    closed: null,
    writeOnce: true,
  });
  expect(mediaFromReport(['Media current: DVD+RW', 'Media status : is written , is appendable'])).toMatchObject({
    state: 'written',
    closed: false,
    writeOnce: false,
  });
  expect(mediaFromReport(['Media current: is not recognizable', 'Media status : is not present']).state).toBe('none');
  expect(mediaFromReport([]).state).toBe('unknown');
});

test('only a blank disc that cannot be erased and is large enough is burned', () => {
  const good: DiscMedia = { state: 'blank', kind: 'DVD-R', capacityBytes: 1000, closed: null, writeOnce: true };
  const refused = (media: DiscMedia): boolean => {
    try {
      requireBurnable(media, 1000);
      return false;
    } catch {
      return true;
    }
  };
  expect(refused(good)).toBe(false);
  expect(refused({ ...good, capacityBytes: null, writeOnce: null })).toBe(false);
  expect(refused({ ...good, state: 'written' })).toBe(true);
  expect(refused({ ...good, state: 'none' })).toBe(true);
  expect(refused({ ...good, state: 'unknown' })).toBe(true);
  expect(refused({ ...good, writeOnce: false })).toBe(true);
  expect(refused({ ...good, capacityBytes: 999 })).toBe(true);
});
