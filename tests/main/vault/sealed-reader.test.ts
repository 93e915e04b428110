import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAll } from '../../../src/main/platform/byte-source.ts';
import { segmentBytes } from '../../../src/main/vault/sealed-format.ts';
import { openSealed, openSealedUnknownSize } from '../../../src/main/vault/sealed-reader.ts';
import { sealObject } from '../../../src/main/vault/sealing.ts';
import { verifySealed } from '../../../src/main/vault/verifying.ts';
import { inPieces, pattern } from './generated-bytes.ts';
import { flipBit, locationOf, vaultFolder } from './vault-folder.ts';

const integrity = expect.objectContaining({ name: 'AppError', code: 'integrity' });
const size = 3 * segmentBytes + 12_345;

async function sealedPattern(seed = 0) {
  const folder = await vaultFolder();
  return locationOf(folder, await sealObject({ vaultFolder: folder, source: inPieces(pattern(size, seed)) }));
}
type Location = Awaited<ReturnType<typeof sealedPattern>>;

/** Every way in must refuse: by the known size, by the size of the file, and the verification. */
async function expectRefused(location: Location): Promise<void> {
  for (const opening of [openSealed, openSealedUnknownSize]) {
    const reading = async (): Promise<void> => {
      const source = await opening(location);
      try {
        for await (const piece of readAll(source)) void piece;
      } finally {
        await source.close();
      }
    };
    await expect(reading()).rejects.toEqual(integrity);
    await expect(reading()).rejects.not.toThrow(location.path);
  }
  await expect(verifySealed(location)).rejects.toEqual(integrity);
}

describe('reading', () => {
  test('any range is exactly those bytes, clipped to the size', async () => {
    const location = await sealedPattern();
    const expected = pattern(size);
    const source = await openSealed(location);
    const position = fc.oneof(
      fc.integer({ min: 0, max: size + 10 }),
      fc.constantFrom(0, 1, 2, 3).map((n) => n * 1_048_560 - 41),
    );
    await fc.assert(
      fc.asyncProperty(position, fc.oneof(fc.nat(100), fc.nat(2 * segmentBytes)), async (start, length) => {
        const from = Math.max(0, start);
        const bytes = await source.read(from, length);
        expect(Buffer.compare(bytes, expected.subarray(from, from + length))).toBe(0);
      }),
    );
    await source.close();
  });

  test('many readers of one source at once each get their own bytes', async () => {
    const source = await openSealed(await sealedPattern());
    const expected = pattern(size);
    const starts = Array.from({ length: 50 }, (_, n) => (n * 7919 * 31) % size);
    const pieces = await Promise.all(starts.map((start) => source.read(start, 5000)));
    for (const [n, start] of starts.entries()) {
      expect(Buffer.compare(pieces[n] ?? new Uint8Array(), expected.subarray(start, start + 5000))).toBe(0);
    }
    await source.close();
  });

  test("what was read is the reader's own: changing it changes nothing, closing does not wipe it", async () => {
    const source = await openSealed(await sealedPattern());
    (await source.read(0, 10)).fill(0xff);
    const again = await source.read(0, 10);
    await source.close();
    await source.close();
    expect(again).toEqual(pattern(10));
    await expect(source.read(0, 1)).rejects.toEqual(expect.objectContaining({ code: 'unavailable' }));
  });
});

describe('damage is refused', () => {
  test('a bit flipped anywhere: header, salt, nonce, first, middle and last segment, tag', async () => {
    const location = await sealedPattern();
    const end = (await readFile(location.path)).length;
    for (const position of [0, 1, 33, 39, 40, 5000, segmentBytes, 2 * segmentBytes - 1, end - 17, end - 1]) {
      await flipBit(location.path, position);
      await expectRefused(location);
      await flipBit(location.path, position);
    }
    await verifySealed(location);
  });

  test('a file cut anywhere, at a segment boundary too', async () => {
    const location = await sealedPattern();
    const whole = await readFile(location.path);
    for (const length of [whole.length - 1, 3 * segmentBytes, segmentBytes, 56, 40, 10, 0]) {
      await truncate(location.path, length);
      await expectRefused(location);
      await writeFile(location.path, whole);
    }
    await verifySealed(location);
  });

  test('a file that was made longer', async () => {
    const location = await sealedPattern();
    const whole = await readFile(location.path);
    for (const extra of [whole.subarray(0, 1), whole.subarray(segmentBytes, 2 * segmentBytes)]) {
      await writeFile(location.path, Buffer.concat([whole, extra]));
      await expectRefused(location);
    }
  });

  test('segments in another order', async () => {
    const location = await sealedPattern();
    const whole = await readFile(location.path);
    const segment = (n: number): Buffer => whole.subarray(n * segmentBytes, (n + 1) * segmentBytes);
    await writeFile(location.path, Buffer.concat([segment(0), segment(2), segment(1), segment(3)]));
    await expectRefused(location);
  });

  test('a segment of another object, even one under the same key', async () => {
    const [location, other] = [await sealedPattern(), await sealedPattern(1)];
    const [whole, donor] = [await readFile(location.path), await readFile(other.path)];
    donor.copy(whole, segmentBytes, segmentBytes, 2 * segmentBytes);
    await writeFile(location.path, whole);
    await expectRefused(location);
  });

  test('another object in the place of this one, another key, another id', async () => {
    const [location, other] = [await sealedPattern(), await sealedPattern()];
    await expectRefused({ ...location, key: other.key });
    await expectRefused({ ...location, associatedData: other.associatedData });
    await copyFile(other.path, location.path);
    await expectRefused(location);
  });

  test('a file that is missing', async () => {
    const location = await sealedPattern();
    await expectRefused({ ...location, path: join(location.path, '..', 'gone') });
  });

  test('a file that is cut while it is open', async () => {
    const location = await sealedPattern();
    const source = await openSealed(location);
    await truncate(location.path, segmentBytes + 100);
    await expect(source.read(segmentBytes, 10)).rejects.toEqual(integrity);
    await source.close();
  });

  test('a plaintext whose hash is not the recorded one, though every seal opens', async () => {
    const location = await sealedPattern();
    await expect(verifySealed({ ...location, sha256: '0'.repeat(64) })).rejects.toEqual(integrity);
  });
});
