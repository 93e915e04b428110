import { databaseFailure } from './database/database-failure.ts';
import { diskFailure, isSystemError } from './vault/vault-files.ts';

const ofTheDisk = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);

/** A disk that is full, gone or read-only, and damaged registers, in words wherever it is met; a bug stays what it is. */
export function storageFailure(error: unknown): unknown {
  if (isSystemError(error) && ofTheDisk.has(error.code ?? '')) return diskFailure(error);
  return databaseFailure(error);
}
