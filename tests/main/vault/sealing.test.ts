import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, closeSync, openSync, readdirSync, truncateSync, writeSync } from 'node:fs';
import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAll } from '../../../src/main/platform/byte-source.ts';
import { plainSegmentBytes, sealedSize, segmentBytes } from '../../../src/main/vault/sealed-format.ts';
import { openSealed } from '../../../src/main/vault/sealed-reader.ts';
import { sealObject } from '../../../src/main/vault/sealing.ts';
import { findFiles, objectPath, removeObject, removePart } from '../../../src/main/vault/vault-files.ts';
import { verifySealed } from '../../../src/main/vault/verifying.ts';
import { AppError } from '../../../src/shared/failure.ts';
import type { ObjectId } from '../../../src/shared/model.ts';
import { inPieces, pattern } from './generated-bytes.ts';
import { locationOf, vaultFolder } from './vault-folder.ts';

const boundaries = [1, 2, 6].map((n) => n * plainSegmentBytes - 40);
const sizes = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  ...boundaries.map((at) => fc.integer({ min: at - 2, max: at + 2 })),
  fc.integer({ min: 0, max: 10 * segmentBytes }),
);
/** More than is synced at once. */
const large = 70 * segmentBytes;
const childScript = fileURLToPath(new URL('seal-in-child.ts', import.meta.url));
const failure = (code: string) => expect.objectContaining({ name: 'AppError', code });
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((e) => e.name);

describe('sealing', () => {
  test('what was sealed comes back, whatever its size, from a file and from a stream alike', async () => {
    const folder = await vaultFolder();
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 2_000_000 }), fc.boolean(), async (size, piece, fromFile) => {
        const plaintext = pattern(size, size);
        await writeFile(join(folder, 'source'), plaintext);
        const handle = await open(join(folder, 'source'));
        const pieceBytes = Math.max(piece, Math.ceil(size / 50));
        const source = fromFile ? handle : inPieces(plaintext, pieceBytes);
        const sealed = await sealObject({ vaultFolder: folder, source });
        await handle.close();
        expect(sealed.sha256).toBe(createHash('sha256').update(plaintext).digest('hex'));
        expect(sealed.plaintextBytes).toBe(size);
        expect((await stat(objectPath(folder, sealed.objectId))).size).toBe(sealed.sealedBytes);
        const reader = await openSealed(locationOf(folder, sealed));
        const back: Uint8Array[] = [];
        for await (const bytes of readAll(reader, 999_999)) back.push(bytes);
        await reader.close();
        expect(Buffer.concat(back).equals(plaintext)).toBe(true);
        await removeObject(folder, sealed.objectId);
      }),
      {
        numRuns: 40,
        examples: [0, 1, ...boundaries, ...boundaries.map((at) => at + 1)].map((at) => [at, 300_000, true]),
      },
    );
    expect((await findFiles(folder)).objects).toEqual([]);
  });

  test('the file on disk holds nothing of the plaintext, and nobody else may read it', async () => {
    const folder = await vaultFolder();
    const plaintext = Buffer.alloc(3_000_000, 'number plate AB12 CDE ');
    const sealed = await sealObject({ vaultFolder: folder, source: inPieces(plaintext) });
    const path = objectPath(folder, sealed.objectId);
    expect((await readFile(path)).includes('number plate')).toBe(false);
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0);
  });

  test('progress counts every byte twice: sealed, then read back', async () => {
    const folder = await vaultFolder();
    const seen = { sealing: [] as number[], 'reading-back': [] as number[] };
    const size = 3 * segmentBytes;
    await sealObject({
      vaultFolder: folder,
      source: inPieces(pattern(size)),
      onProgress: (bytesDone, step) => seen[step].push(bytesDone),
    });
    for (const counts of [seen.sealing, seen['reading-back']]) {
      expect(counts.at(-1)).toBe(size);
      expect(counts).toEqual([...counts].sort((a, b) => a - b));
    }
  });

  test('a file that grows while it is sealed ends where its end was met', async () => {
    const folder = await vaultFolder();
    const path = join(folder, 'source');
    await writeFile(path, pattern(segmentBytes));
    const source = await open(path);
    const onProgress = (): void => appendFileSync(path, pattern(5000));
    const sealed = await sealObject({ vaultFolder: folder, source, onProgress });
    await source.close();
    expect(sealed.sha256).toBe(
      createHash('sha256')
        .update((await readFile(path)).subarray(0, sealed.plaintextBytes))
        .digest('hex'),
    );
    expect((await stat(path)).size).toBeGreaterThan(sealed.plaintextBytes);
  });

  test('what is large is read back while it is still being sealed, to its last byte', async () => {
    const folder = await vaultFolder();
    const plaintext = pattern(large);
    const back: number[] = [];
    const onProgress = (bytesDone: number, step: string): void =>
      void (step === 'reading-back' && back.push(bytesDone));
    const sealed = await sealObject({ vaultFolder: folder, source: inPieces(plaintext, 5_000_000), onProgress });
    expect(back[0]).toBeGreaterThan(32 * segmentBytes); // what was synced by then had been read before
    expect(back.at(-1)).toBe(large);
    expect(sealed.sha256).toBe(createHash('sha256').update(plaintext).digest('hex'));
    await verifySealed(locationOf(folder, sealed));
  });

  test('two objects are sealed under different keys', async () => {
    const folder = await vaultFolder();
    const [one, two] = await Promise.all(
      [1, 2].map(() => sealObject({ vaultFolder: folder, source: inPieces(pattern(9)) })),
    );
    expect(one?.key).not.toEqual(two?.key);
    expect(new Set((await findFiles(folder)).objects)).toEqual(new Set([one?.objectId, two?.objectId]));
  });
});

describe('a seal that does not succeed leaves nothing', () => {
  test('when it is cancelled while writing', async () => {
    const folder = await vaultFolder();
    const stop = new AbortController();
    const source = inPieces(pattern(12 * segmentBytes));
    const onProgress = (bytesDone: number): void => void (bytesDone > 6 * segmentBytes && stop.abort());
    const sealing = sealObject({ vaultFolder: folder, source, signal: stop.signal, onProgress });
    await expect(sealing).rejects.toEqual(failure('cancelled'));
    expect(await filesIn(folder)).toEqual([]);
  });

  test('when it is cancelled while reading back', async () => {
    const folder = await vaultFolder();
    const stop = new AbortController();
    const onProgress = (_: number, step: string): void => void (step === 'reading-back' && stop.abort());
    const source = inPieces(pattern(6 * segmentBytes));
    const sealing = sealObject({ vaultFolder: folder, source, signal: stop.signal, onProgress });
    await expect(sealing).rejects.toEqual(failure('cancelled'));
    expect(await filesIn(folder)).toEqual([]);
  });

  /** Changes the file under way when so much of it was taken in. */
  const sealChanged = async (at: number, change: (part: string) => void): Promise<string[]> => {
    const folder = await vaultFolder();
    let isChanged = false;
    const onProgress = (bytesDone: number, step: string): void => {
      if (isChanged || step !== 'sealing' || bytesDone < at) return;
      isChanged = true;
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      change(join(folder, names.find((name) => name.endsWith('.part')) ?? ''));
    };
    const sealing = sealObject({ vaultFolder: folder, source: inPieces(pattern(large), 5_000_000), onProgress });
    await expect(sealing).rejects.toEqual(failure('integrity'));
    expect(isChanged).toBe(true);
    return await filesIn(folder);
  };

  test('when the file on the disk is not as long as what was sealed', async () => {
    expect(await sealChanged(large, (part) => truncateSync(part, sealedSize(large) + 1))).toEqual([]);
  });

  test('when the disk kept another beginning than was written', async () => {
    const changeHeader = (part: string): void => {
      const fd = openSync(part, 'r+');
      writeSync(fd, new Uint8Array([1, 2, 3]), 0, 3, 3);
      closeSync(fd);
    };
    expect(await sealChanged(8 * segmentBytes, changeHeader)).toEqual([]);
  });

  test('when the recorder hangs and the person gives up', async () => {
    const folder = await vaultFolder();
    const stop = new AbortController();
    async function* hanging(): AsyncGenerator<Uint8Array> {
      yield pattern(100);
      setImmediate(() => stop.abort());
      await new Promise(() => undefined);
    }
    const sealing = sealObject({ vaultFolder: folder, source: hanging(), signal: stop.signal });
    await expect(sealing).rejects.toEqual(failure('cancelled'));
    expect(await filesIn(folder)).toEqual([]);
  });

  test('when the source fails: its own words are passed on', async () => {
    const folder = await vaultFolder();
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield pattern(6 * segmentBytes);
      throw new AppError('unavailable', 'The recorder was unplugged.');
    }
    const sealing = sealObject({ vaultFolder: folder, source: failing() });
    await expect(sealing).rejects.toThrow('The recorder was unplugged.');
    expect(await filesIn(folder)).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')('when the source is a disk that fails', async () => {
    const folder = await vaultFolder();
    const aFolder = await open(folder, 'r'); // reading a folder as a file: EISDIR
    await expect(sealObject({ vaultFolder: folder, source: aFolder })).rejects.toEqual(failure('unavailable'));
    await aFolder.close();
    expect(await filesIn(folder)).toEqual([]);
  });

  test('when the vault cannot be written: no path in what the person is told', async () => {
    const folder = await vaultFolder();
    await writeFile(join(folder, 'objects'), ''); // where a folder should be
    const sealing = sealObject({ vaultFolder: folder, source: inPieces(pattern(10)) });
    await expect(sealing).rejects.toEqual(failure('unavailable'));
    await expect(sealing).rejects.not.toThrow(folder);
    expect(await filesIn(folder)).toEqual(['objects']);
  });

  // A file system of 4 MiB is mounted in a private namespace; left out where this machine does not allow that.
  const ownMount = ['--map-root-user', '--mount', 'sh', '-c'];
  const canMount = spawnSync('unshare', [...ownMount, 'mount -t tmpfs none /mnt']).status === 0;
  test.skipIf(!canMount)('when the disk is full', async () => {
    const folder = await vaultFolder();
    const script = 'mount -t tmpfs -o size=4m none "$2" && "$0" "$1" "$2" 20000000 && find "$2" -type f';
    const child = spawnSync('unshare', [...ownMount, script, process.execPath, childScript, folder], {
      encoding: 'utf8',
    });
    expect(child.stderr).toBe('');
    expect(child.stdout.split('\n').filter((line) => !line.startsWith('progress'))).toEqual([
      "unavailable: The vault's disk is full: free some space and try again.",
      '',
    ]);
  });
});

describe('a crash while sealing', () => {
  test('leaves only a .part, which nobody can open and the sweep removes', async () => {
    const folder = await vaultFolder();
    const finished = await sealObject({ vaultFolder: folder, source: inPieces(pattern(100)) });
    const child = spawn(process.execPath, [childScript, folder, String(Number.MAX_SAFE_INTEGER)]);
    for await (const line of createInterface(child.stdout)) if (Number(line.split(' ')[1]) > 20_000_000) break;
    child.kill('SIGKILL');
    await once(child, 'close');
    const left = (await filesIn(folder)).filter((name) => name !== finished.objectId);
    expect(left).toEqual([expect.stringMatching(/^[0-9a-f-]{36}\.part$/u)]);
    expect((await findFiles(folder)).objects).toEqual([finished.objectId]);
    const { parts } = await findFiles(folder);
    expect(parts).toEqual([left[0]?.replace('.part', '')]);
    for (const id of parts) expect([await removePart(folder, id), await removePart(folder, id)]).toEqual([true, false]);
    expect(await filesIn(folder)).toEqual([finished.objectId]);
    expect((await findFiles(folder)).parts).toEqual([]);
  });

  test('files that are not ours are named and left alone', async () => {
    const folder = await vaultFolder();
    await mkdir(join(folder, 'objects', 'ab'), { recursive: true });
    await writeFile(join(folder, 'objects', 'ab', 'notes.part'), '');
    expect(await findFiles(folder)).toEqual({ objects: [], parts: [], strange: ['ab/notes.part'] });
    expect(await filesIn(folder)).toEqual(['notes.part']);
  });
});

test('an object id that is not a UUID never becomes a path', () => {
  expect(() => objectPath('vault', '../../etc/passwd' as ObjectId)).toThrow(TypeError);
});
