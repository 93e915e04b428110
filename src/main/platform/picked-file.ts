import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/failure.ts';

/** A scanned letter; a larger file is no letter. */
const MOST_BYTES = 30 * 1024 * 1024;

/**
 * Reads a file a person chose, whole.
 * Threat: a name that leads elsewhere or never ends (a link, a pipe, a device). So: no link followed, no waiting, a
 * regular file of bounded size only.
 * @throws AppError 'unavailable' when it cannot be read, 'invalid-input' when it is no such file.
 */
export async function readPickedFile(path: string): Promise<{ name: string; bytes: Uint8Array }> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants; // those that Windows lacks are 0 there
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((cause: unknown) => {
    throw new AppError(
      'unavailable',
      'This file cannot be opened. Copy it to the laptop once more and choose it again.',
      {
        cause,
      },
    );
  });
  try {
    const found = await file.stat();
    if (!found.isFile()) throw new AppError('invalid-input', 'This is not a file. Choose the scanned paper itself.');
    if (found.size > MOST_BYTES)
      throw new AppError('invalid-input', 'This file is larger than 30 MB. Scan the paper with a lower resolution.');
    const bytes = new Uint8Array(found.size + 1); // one more than it said it holds: a file that grows is noticed
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled !== found.size)
      throw new AppError('unavailable', 'This file changed while it was read. Choose it again when it is finished.');
    return { name: basename(path), bytes: bytes.subarray(0, filled) };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('unavailable', 'This file cannot be read to its end. Copy it to the laptop once more.', {
      cause: error,
    });
  } finally {
    await file.close();
  }
}
