import { open } from 'node:fs/promises';
import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from './byte-source.ts';

const sectorBytes = 2048;

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
      // Whole sectors: of a drive itself Windows reads nothing else.
      const end = Math.min(start + length, imageBytes);
      const from = start - (start % sectorBytes);
      const bytes = new Uint8Array(Math.max(0, Math.ceil(end / sectorBytes) * sectorBytes - from));
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await file.read(bytes, done, bytes.length - done, from + done).catch((cause: unknown) => {
          throw new AppError('unavailable', 'A part of the disc cannot be read.', { cause });
        });
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return bytes.slice(start - from, Math.max(start - from, Math.min(done, end - from)));
    },
    close: () => file.close(),
  };
}
