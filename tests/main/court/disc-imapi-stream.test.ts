import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { imageStreamSource } from '../../../src/main/platform/disc-imapi-script.ts';
import { bytesFrom, ownFolder } from './image-fixtures.ts';

// The stream IMAPI2 reads the image by, compiled as C# 5 by Mono and run with bytes on a real pipe.

const folder = await ownFolder();
const image = bytesFrom('image', 2048 * 700);

beforeAll(() => {
  writeFileSync(join(folder, 'image-stream.cs'), imageStreamSource);
  const sources = [join(folder, 'image-stream.cs'), join(import.meta.dirname, 'image-stream-check.cs')];
  execFileSync('mcs', ['-langversion:5', '-warnaserror', `-out:${join(folder, 'check.exe')}`, ...sources], {
    stdio: 'pipe',
  });
});

function read(sent: Uint8Array, attempt: string) {
  const args = [join(folder, 'check.exe'), String(image.length), attempt];
  const { stdout, stderr } = spawnSync('mono', args, { input: sent, maxBuffer: image.length * 2 });
  return { bytes: stdout, seen: stderr.toString().trim().split(/\r?\n/) };
}

const size = `size ${image.length} end ${image.length}`;

test('it gives the image in order, says its size, and has nothing behind it', () => {
  const { bytes, seen } = read(image, 'past the end');
  expect(seen).toEqual([size, 'there 0', 'left 0']);
  expect(Buffer.compare(bytes, image)).toBe(0);
});

test('bytes that follow the image are not taken for it', () => {
  const { bytes, seen } = read(Buffer.concat([image, Buffer.from('more')]), '');
  expect(seen).toEqual([size, 'left 0']);
  expect(Buffer.compare(bytes, image)).toBe(0);
});

test('an image that ends early is an error (E_ABORT) and never a shorter image', () => {
  const { bytes, seen } = read(image.subarray(0, 1_000_000), '');
  expect(seen.slice(0, 2)).toEqual([size, 'failed 80004004']);
  expect(bytes.length).toBeLessThan(1_000_000);
});

test('what was read cannot be read again: an error (STG_E_SEEKERROR), and never other bytes', () => {
  const { bytes, seen } = read(image, 'again from the start');
  expect(seen.slice(0, 2)).toEqual([size, 'failed 80030019']);
  expect(Buffer.compare(bytes, image.subarray(0, 65_536))).toBe(0);
});
