import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, sep } from 'node:path';
import { ReadableStream as NodeStream } from 'node:stream/web';
import { configure, Reader, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { AppError } from '../../shared/failure.ts';
import { createSha256 } from './sha256.ts';

// A ZIP whose every file is AES-256 (WinZip AE-2), as 7-Zip and its like open it. Written and read as streams.

configure({ useWebWorkers: false }); // threads of its own would carry plaintext past our walls for no gain

/** A file of the archive: `open` gives the same bytes each time. */
export interface ArchivedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  open(): AsyncIterable<Uint8Array>;
}

export interface ArchiveRun {
  readonly passphrase: string;
  /** The time that stands at every file. */
  readonly at: string;
  readonly signal: AbortSignal;
  readonly onProgress: (step: 'writing' | 'reading back', bytes: number) => void;
  /** Sizes beyond 4 GiB: said by the caller, who knows all of them before the first byte. */
  readonly isLarge: boolean;
}

export interface WrittenArchive {
  readonly sizeBytes: number;
  readonly sha256: string;
}

const AES_256 = 3;

/**
 * Writes the archive, puts it on the disk, and reads it back whole with the passphrase: the file's own hash and that of
 * every file in it. It has its name only then; whatever fails leaves nothing.
 * @throws AppError 'conflict' (there is such a file), 'invalid-input' (inside `forbidden`), 'cancelled', 'integrity', 'unavailable'.
 */
export async function writeSealedArchive(
  path: string,
  files: readonly ArchivedFile[],
  { forbidden, ...run }: ArchiveRun & { readonly forbidden: string },
): Promise<WrittenArchive> {
  const part = `${path}.part`;
  try {
    await refusePlace(path, forbidden);
    const written = await write(part, files, run);
    await readBack(part, files, { ...run, written });
    await rename(part, path);
    return written;
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    if (run.signal.aborted) throw new AppError('cancelled', 'The copy was stopped. Nothing of it was left.');
    if (error instanceof AppError) throw error;
    throw new AppError(
      'unavailable',
      'The copy could not be written: the place is full, write-protected or was taken away. Nothing was left in it; choose another and try again.',
      { cause: error },
    );
  }
}

/** Takes a finished archive away again: nobody may find one that no register knows. */
export const removeArchive = (path: string): Promise<void> => rm(path, { force: true });

async function refusePlace(path: string, forbidden: string): Promise<void> {
  const [inside, own] = [await realpath(dirname(path)), await realpath(forbidden)].map((each) => `${each}${sep}`);
  if (inside?.startsWith(own ?? sep))
    throw new AppError('invalid-input', 'That is the application’s own folder. Choose one on a memory stick.');
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new AppError(
      'conflict',
      `There is a file “${basename(path)}” already. Choose another place or take it away.`,
    );
}

type Run = Omit<ArchiveRun, 'forbidden'>;

async function write(part: string, files: readonly ArchivedFile[], run: Run): Promise<WrittenArchive> {
  await rm(part, { force: true });
  const file = await open(part, 'wx', 0o600);
  const hash = createSha256();
  let sizeBytes = 0;
  const sink = new WritableStream<Uint8Array>({
    async write(bytes) {
      hash.update(bytes);
      sizeBytes += bytes.length;
      await file.writeFile(bytes);
    },
  });
  try {
    const zip = new ZipWriter(sink, {
      ...{ password: run.passphrase, encryptionStrength: AES_256, level: 0, keepOrder: true, zip64: run.isLarge },
      ...{ lastModDate: new Date(run.at), extendedTimestamp: false, signal: run.signal },
    });
    let done = 0;
    for (const each of files) {
      const counted = counting(each.open(), run.signal, (bytes) => run.onProgress('writing', (done += bytes)));
      await zip.add(each.path, streamOf(counted));
    }
    await zip.close();
    await file.sync();
  } finally {
    await file.close();
  }
  return { sizeBytes, sha256: hash.digestHex() };
}

/** Node's streams have `from`, and are the web's. */
const streamOf = (bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> =>
  NodeStream.from(bytes) as ReadableStream<Uint8Array>;

async function* counting(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  told: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    signal.throwIfAborted();
    told(piece.length);
    yield piece;
  }
}

async function readBack(
  part: string,
  files: readonly ArchivedFile[],
  { written, ...run }: Run & { readonly written: WrittenArchive },
): Promise<void> {
  const file = await open(part, 'r');
  try {
    const whole = createSha256();
    for (let at = 0; at < written.sizeBytes; ) {
      run.signal.throwIfAborted();
      const piece = await readAt(file, at, Math.min(PIECE_BYTES, written.sizeBytes - at));
      if (piece.length === 0) throw notAsWritten();
      whole.update(piece);
      at += piece.length;
    }
    if (whole.digestHex() !== written.sha256) throw notAsWritten();
    await compareFiles(new FileBytes(file, written.sizeBytes), files, run);
  } finally {
    await file.close();
  }
}

/** Opens the archive as its recipient will, and compares every file in it. */
async function compareFiles(bytes: FileBytes, files: readonly ArchivedFile[], run: Run): Promise<void> {
  const left = new Map(files.map((each) => [each.path, each]));
  let done = 0;
  for await (const entry of new ZipReader(bytes, { password: run.passphrase }).getEntriesGenerator()) {
    const expected = left.get(entry.filename);
    if (expected === undefined || entry.directory || !entry.encrypted || entry.zipCrypto) throw notAsWritten();
    left.delete(entry.filename);
    const hash = createSha256();
    let sizeBytes = 0;
    const sink = new WritableStream<Uint8Array>({
      write(piece) {
        run.signal.throwIfAborted();
        hash.update(piece);
        sizeBytes += piece.length;
        run.onProgress('reading back', (done += piece.length));
      },
    });
    await entry.getData(sink, { signal: run.signal });
    if (sizeBytes !== expected.sizeBytes || hash.digestHex() !== expected.sha256) throw notAsWritten();
  }
  if (left.size > 0) throw notAsWritten();
}

const notAsWritten = (): AppError =>
  new AppError(
    'integrity',
    'What was read back is not what was written: the place does not keep what it is given. Nothing was left in it; use another stick.',
  );

const PIECE_BYTES = 1024 * 1024;

async function readAt(file: FileHandle, start: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, start);
  return bytes.subarray(0, bytesRead);
}

/** An open file as the library reads it. */
class FileBytes extends Reader<void> {
  readonly #file: FileHandle;

  constructor(file: FileHandle, sizeBytes: number) {
    super();
    this.#file = file;
    this.size = sizeBytes;
  }

  override readUint8Array(start: number, length: number): Promise<Uint8Array> {
    return readAt(this.#file, start, length);
  }
}
