import { appendFileSync, closeSync, openSync, truncateSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { beforeEach, describe, expect, test } from 'vitest';
import { newSegmentCipher, segmentBytes } from '../../../src/main/vault/sealed-format.ts';
import { type SealedObject, sealObject } from '../../../src/main/vault/sealing.ts';
import { openReadBack, type VerifyOrder, type VerifyStep, verifySealed } from '../../../src/main/vault/verifying.ts';
import { inPieces, pattern } from './generated-bytes.ts';
import { flipBit, locationOf, vaultFolder } from './vault-folder.ts';

// A small object is read where we are (sealed-reader.test.ts); these are large enough for the thread and several batches.

const size = 40 * segmentBytes + 12_345;
const failure = (code: string) => expect.objectContaining({ name: 'AppError', code });

describe('an object of several batches', () => {
  let folder: string;
  let sealed: SealedObject;
  beforeEach(async () => {
    folder = await vaultFolder();
    sealed = await sealObject({ vaultFolder: folder, source: inPieces(pattern(size)), readBack: false });
  });

  test('is read to its last byte, giving way and telling how far it is between the batches', async () => {
    const seen: number[] = [];
    let asked = 0;
    await verifySealed({
      ...locationOf(folder, sealed),
      onProgress: (bytesDone) => void seen.push(bytesDone),
      whenFree: async () => void (asked += 1),
    });
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).toBe(size);
    expect(seen.length).toBeGreaterThan(2);
    expect(asked).toBe(seen.length);
  });

  test.each([100, 17 * segmentBytes + 5, 33 * segmentBytes, -1])(
    'with one bit changed at %i is damaged',
    async (at) => {
      const location = locationOf(folder, sealed);
      await flipBit(location.path, at);
      await expect(verifySealed(location)).rejects.toEqual(failure('integrity'));
    },
  );

  test('that shrinks while it is read is damaged', async () => {
    const location = locationOf(folder, sealed);
    const onProgress = () => truncateSync(location.path, 35 * segmentBytes);
    await expect(verifySealed({ ...location, onProgress })).rejects.toEqual(failure('integrity'));
  });

  test('whose whole does not have the hash on record is damaged', async () => {
    const location = { ...locationOf(folder, sealed), sha256: '0'.repeat(64) };
    await expect(verifySealed(location)).rejects.toEqual(failure('integrity'));
  });

  test('can be left alone in the middle', async () => {
    const stop = new AbortController();
    const verifying = verifySealed({
      ...locationOf(folder, sealed),
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(verifying).rejects.toEqual(failure('cancelled'));
  });
});

describe('an object that is read back while it is still being written', () => {
  const read = async (change: (path: string) => unknown): Promise<void> => {
    const folder = await vaultFolder();
    const sealed = await sealObject({ vaultFolder: folder, source: inPieces(pattern(size)), readBack: false });
    const { path, key, associatedData, ...whole } = locationOf(folder, sealed);
    const readBack = await openReadBack({ path, key, associatedData });
    try {
      readBack.synced(5);
      readBack.synced(20);
      await change(path);
      await readBack.finish(whole);
    } finally {
      await readBack.stop();
    }
  };

  test('is whole when it is', async () => {
    await expect(read(() => undefined)).resolves.toBeUndefined();
  });

  test.each([20 * segmentBytes + 5, 39 * segmentBytes, -1])('is damaged with one bit changed at %i', async (at) => {
    await expect(read((path) => flipBit(path, at))).rejects.toEqual(failure('integrity'));
  });

  test('is damaged when it grew or shrank', async () => {
    await expect(read((path) => truncateSync(path, size))).rejects.toEqual(failure('integrity'));
    await expect(read((path) => appendFileSync(path, 'x'))).rejects.toEqual(failure('integrity'));
  });
});

test('a disk that fails is no damage: the thread passes on what the system said', async () => {
  const fd = openSync('/', 'r'); // a folder opens, and cannot be read
  const cipher = newSegmentCipher(new Uint8Array(32), 'object');
  const order: VerifyOrder = { fd, cipher };
  const worker = new Worker(new URL('../../../src/main/vault/verify-worker.ts', import.meta.url), {
    workerData: order,
  });
  const answer = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage({ limit: 1, plaintextBytes: size } satisfies VerifyStep);
  expect(await answer).toEqual({ kind: 'disk', code: 'EISDIR' });
  await worker.terminate();
  closeSync(fd);
});
