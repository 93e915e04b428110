import { open, rename, rm, stat } from 'node:fs/promises';
import { AppError } from '../../shared/failure.ts';
import type { BurnOptions, DiscDrive, DiscMedia } from '../court/disc-drive.ts';
import { openDiscBytes } from './disc-bytes.ts';

/**
 * An image file in place of a disc, for a burner elsewhere. The file holds footage in plain: the caller has the
 * manager's word for it and for where it goes, and enters it. It is there whole and on the disk, or not there at all.
 */
export function imageFileDrive(path: string): DiscDrive {
  return {
    id: path,
    name: 'Image file',
    media: async () => ((await exists(path)) ? written : blank),
    burn: (image, options) => writeImageFile(path, image, options),
    readBack: (imageBytes) => openDiscBytes(path, imageBytes),
    eject: async () => undefined,
  };
}

const kind = 'image file';
const blank: DiscMedia = { state: 'blank', kind, capacityBytes: null, closed: null, writeOnce: null };
const written: DiscMedia = { state: 'written', kind, capacityBytes: null, closed: true, writeOnce: null };

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function writeImageFile(path: string, image: AsyncIterable<Uint8Array>, options: BurnOptions): Promise<void> {
  if (await exists(path)) throw new AppError('conflict', 'There is a file of that name already. Choose another name.');
  const part = `${path}.part`;
  const handle = await open(part, 'wx', 0o600).catch((cause: unknown) => {
    throw new AppError('unavailable', 'The image cannot be written there. Choose another place.', { cause });
  });
  try {
    try {
      await handle.writeFile(counted(image, options), { signal: options.signal });
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    if (options.signal.aborted) throw new AppError('cancelled', 'Writing the image was stopped.', { cause: error });
    if (!(error instanceof Error && 'syscall' in error)) throw error; // not the disk's fault but the source's
    const message = 'The image could not be written. Check the space there and try again.';
    throw new AppError('unavailable', message, { cause: error });
  }
}

async function* counted(image: AsyncIterable<Uint8Array>, options: BurnOptions): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of image) {
    yield piece;
    done += piece.length;
    options.onProgress?.(done);
  }
}
