import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { layoutImage, streamImage } from '../../../src/main/court/iso-image.ts';
import { verifyBundleOnDisc } from '../../../src/main/court/verify-bundle-disc.ts';
import { imageFileDrive } from '../../../src/main/platform/disc-image-file.ts';
import { createSha256 } from '../../../src/main/platform/sha256.ts';
import { bundleFor, newIdentity, preparedAt } from './bundle-fixtures.ts';
import { ownFolder } from './image-fixtures.ts';

const path = join(await ownFolder(), 'disc.iso');
const bundle = bundleFor(await newIdentity());
const layout = layoutImage(bundle.entries, { volumeId: 'LAC_0007_1', createdAt: preparedAt });
const drive = imageFileDrive(path);
await drive.burn(streamImage(layout), {
  imageBytes: layout.imageBytes,
  volumeId: layout.volumeId,
  signal: new AbortController().signal,
});

async function check() {
  const disc = await drive.readBack(layout.imageBytes);
  try {
    return await verifyBundleOnDisc(disc, { createHasher: createSha256 });
  } finally {
    await disc.close();
  }
}

async function write(at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
}

test('a bundle is checked on the disc itself, and a file that changes there is named', async () => {
  expect(await check()).toMatchObject({ intact: true });
  const file = layout.files.find(({ entry }) => entry.path === 'data/exhibits/AS-2/master/ch02.dav');
  await write((file?.startByte ?? 0) + 9999, Uint8Array.of(1, 2));
  const report = await check();
  expect(report.intact).toBe(false);
  expect(report.files.filter(({ state }) => state !== 'good').map(({ path: named }) => named)).toEqual([
    'data/exhibits/AS-2/master/ch02.dav',
  ]);
});

test('a disc without a directory is refused as unreadable', async () => {
  await write(16 * 2048, new Uint8Array(3 * 2048));
  await expect(check()).rejects.toMatchObject({ code: 'integrity' });
});
