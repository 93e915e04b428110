import { open } from 'node:fs/promises';
import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from './byte-source.ts';

/**
 * The first `imageBytes` bytes of a disc's device, or of an image file. A disc that ends earlier gives fewer bytes; a
 * place that cannot be read throws AppError('unavailable'), and reading elsewhere goes on.
 */
export async function openDiscBytes(path: string, imageBytes: number): Promise<ByteSource> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new AppError('unavailable', 'The disc cannot be read. Take it out, look at it, and try again.', { cause });
  });
  return {
    sizeBytes: imageBytes,
    read: async (start, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, imageBytes - start)));
      for (let done = 0; done < bytes.length; ) {
        const { bytesRead } = await file
          .read(bytes, done, bytes.length - done, start + done)
          .catch((cause: unknown) => {
            throw new AppError('unavailable', 'A part of the disc cannot be read.', { cause });
          });
        if (bytesRead === 0) return bytes.slice(0, done);
        done += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}
