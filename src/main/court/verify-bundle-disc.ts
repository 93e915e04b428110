import type { BundleReport, FoundFile } from '../../../resources/open-me-first/verify/report.ts';

import { verifyBundle, type VerifyOptions } from '../../../resources/open-me-first/verify/verify-bundle.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { listDiscFiles } from './iso-image-reader.ts';

/**
 * The check of "OPEN ME FIRST.html" over a disc in the drive, read without a mount: names every good, changed, missing,
 * added and unreadable file in words. Throws AppError('integrity') when the disc holds no directory that can be read,
 * and whatever `signal` throws.
 */
export async function verifyBundleOnDisc(disc: ByteSource, options: VerifyOptions): Promise<BundleReport> {
  return await verifyBundle(await filesOnDisc(disc), options);
}

const pieceBytes = 1024 * 1024;

/** The files of a disc as the check wants them. */
async function filesOnDisc(disc: ByteSource): Promise<FoundFile[]> {
  const files = await listDiscFiles(disc);
  return files.map(({ path, startByte, sizeBytes }) => ({
    path,
    sizeBytes,
    read: async function* () {
      for (let at = 0; at < sizeBytes; at += pieceBytes)
        yield await disc.read(startByte + at, Math.min(pieceBytes, sizeBytes - at));
    },
  }));
}
