import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readAll } from '../../../src/main/platform/byte-source.ts';
import {
  plaintextSize,
  sealedSegmentRange,
  sealedSize,
  segmentAt,
  segmentBytes,
  segmentCapacity,
  segmentCount,
  segmentStart,
} from '../../../src/main/vault/sealed-format.ts';
import { openSealed, openSealedUnknownSize } from '../../../src/main/vault/sealed-reader.ts';
import { pattern } from './generated-bytes.ts';

const around = (centre: number) => fc.integer({ min: Math.max(0, centre - 60), max: centre + 60 });
const sizes = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  around(segmentBytes),
  around(2 * segmentBytes),
  around(2000 * segmentBytes),
  fc.maxSafeNat().map((n) => n % 2 ** 51),
);

describe('sizes', () => {
  test('the plaintext size comes back from the sealed size', () => {
    fc.assert(fc.property(sizes, (size) => plaintextSize(sealedSize(size)) === size));
  });

  test('a file size that no plaintext seals to is refused', () => {
    for (const size of [0, 39, 55, segmentBytes + 1, segmentBytes + 15, segmentBytes + 16]) {
      expect(plaintextSize(size), `${size}`).toBeNull();
    }
  });

  test('the segments cover the plaintext and the file without a gap or an overlap', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const last = segmentCount(size) - 1;
        for (const index of new Set([0, 1, last - 1, last].filter((i) => i >= 0 && i < last))) {
          const range = sealedSegmentRange(index, size);
          expect(range.start + range.length).toBe(sealedSegmentRange(index + 1, size).start);
          expect(segmentStart(index) + segmentCapacity(index)).toBe(segmentStart(index + 1));
          expect(segmentAt(segmentStart(index))).toBe(index);
          expect(segmentAt(segmentStart(index + 1) - 1)).toBe(index);
        }
        const end = sealedSegmentRange(last, size);
        expect(end.start + end.length).toBe(sealedSize(size));
        expect(end.last).toBe(true);
      }),
    );
  });
});

const samples = '../shared/samples/sealed-vectors';
const Vectors = z.array(
  z.object({
    file: z.string(),
    key: z.string(),
    associatedData: z.string(),
    plaintextBytes: z.number(),
    plaintextSeed: z.number(),
    plaintextSha256: z.string(),
  }),
);

// Left out where the streams made by Google's Tink are not at hand; open-with-python.test.ts is then the only other judge.
describe.skipIf(!existsSync(samples))("streams made by Google's Tink", () => {
  test('open, every one, byte for byte', async () => {
    const vectors = Vectors.parse(JSON.parse(await readFile(`${samples}/vectors.json`, 'utf8')));
    expect(vectors.length).toBeGreaterThanOrEqual(6);
    for (const vector of vectors) {
      const key = Buffer.from(vector.key, 'hex');
      const location = { ...vector, path: `${samples}/${vector.file}`, key };
      for (const source of [await openSealed(location), await openSealedUnknownSize(location)]) {
        const hash = createHash('sha256');
        for await (const piece of readAll(source)) hash.update(piece);
        await source.close();
        expect(source.sizeBytes).toBe(vector.plaintextBytes);
        expect(hash.digest('hex'), vector.file).toBe(vector.plaintextSha256);
      }
      const expected = createHash('sha256').update(pattern(vector.plaintextBytes, vector.plaintextSeed)).digest('hex');
      expect(expected).toBe(vector.plaintextSha256);
    }
  });
});
