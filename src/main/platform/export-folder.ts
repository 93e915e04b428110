import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, realpath, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import { publishFolder } from './folders.ts';

/** A file as it was written and read back. */
export interface WrittenFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** A folder that appears under its name only when it is complete. */
export interface ExportFolder {
  /** Writes a file, puts it on the disk and reads it back. `name` may lie in folders. Throws AppError('unavailable') when that fails. */
  write(name: string, pieces: Pieces): Promise<WrittenFile>;
  /** The text of a written file, a piece at a time. */
  read(name: string): AsyncIterable<string>;
  publish(): Promise<void>;
  discard(): Promise<void>;
}

const notWritten = (cause: unknown): AppError =>
  new AppError(
    'unavailable',
    'The folder could not be written: it is full, write-protected or was taken away. Nothing was left in it; choose another and try again.',
    { cause },
  );

/**
 * A new folder beside what the person chose. Refused inside the application's own data.
 * @throws AppError('conflict') when something of that name is there already, ('unavailable') when it cannot be made.
 */
export async function createExportFolder(parent: string, name: string, forbidden: string): Promise<ExportFolder> {
  const [inside, own] = [await realpath(parent), await realpath(forbidden)].map((path) => `${path}${sep}`);
  if (inside?.startsWith(own ?? sep))
    throw new AppError('invalid-input', 'That is the application’s own folder. Choose one on an encrypted stick.');
  const [final, part] = [join(parent, name), join(parent, `${name}.part`)];
  await rm(part, { recursive: true, force: true }).catch(() => undefined);
  const exists = await realpath(final).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new AppError('conflict', `There is a folder “${name}” already. Choose another place or take it away first.`);
  await mkdir(part, { mode: 0o700 }).catch((cause: unknown) => {
    throw notWritten(cause);
  });

  const write = async (file: string, pieces: Pieces): Promise<WrittenFile> => {
    const path = join(part, file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const [hash, handle] = [createHash('sha256'), await open(path, 'wx', 0o600)];
    let sizeBytes = 0;
    try {
      for await (const piece of pieces) {
        const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
        hash.update(bytes);
        sizeBytes += bytes.length;
        await handle.writeFile(bytes);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    const written = hash.digest('hex');
    const back = createHash('sha256');
    for await (const bytes of createReadStream(path)) back.update(bytes as Buffer);
    if (back.digest('hex') !== written) throw new Error('what was read back is not what was written');
    return { sizeBytes, sha256: written };
  };

  return {
    write: (file, pieces) =>
      write(file, pieces).catch((cause: unknown) => {
        throw cause instanceof AppError ? cause : notWritten(cause);
      }),
    read: (file) => createReadStream(join(part, file), { encoding: 'utf8' }),
    publish: () =>
      publishFolder(part, final).catch((cause: unknown) => {
        throw notWritten(cause);
      }),
    discard: () => rm(part, { recursive: true, force: true }).catch(() => undefined),
  };
}
