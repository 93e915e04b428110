import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import { readAll, readStretch } from '../platform/byte-source.ts';
import type { ObjectService } from '../vault/object-service.ts';
import type { BundleSource } from './bundle-input.ts';

/** Sealed objects as a bundle takes them: opened when they are written, and not before. */
export function createSealedSource(objects: ObjectService) {
  return (id: ObjectId): BundleSource => {
    const { plaintextBytes, sha256, disposedAt } = objects.require(id);
    if (disposedAt !== null) throw disposedOf();
    return {
      sizeBytes: plaintextBytes,
      sha256,
      open: async function* () {
        const source = await objects.open(id);
        try {
          yield* readAll(source);
        } finally {
          await source.close();
        }
      },
      openFrom: async function* (startByte, sizeBytes) {
        const source = await objects.open(id);
        try {
          yield* readStretch(source, startByte, sizeBytes);
        } finally {
          await source.close();
        }
      },
    };
  };
}

export const disposedOf = (): AppError =>
  new AppError('clause', 'An exhibit of this bundle was disposed of. Prepare a new bundle without it.', {
    clause: '4.6',
  });
