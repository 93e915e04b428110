import type { AppError } from '../shared/failure.ts';
import { databaseFailure } from './database/database-failure.ts';
import { diskFailure, isSystemError } from './vault/vault-files.ts';

const ofTheDisk = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO']);

/** Whether an expected failure comes from the disk under the vault: it says nothing about what was being done. */
export const isOfTheDisk = ({ cause }: AppError): boolean => isSystemError(cause) || cause !== databaseFailure(cause);

/** A disk that is full, gone or read-only, and damaged registers, in words wherever it is met; a bug stays what it is. */
export function storageFailure(error: unknown): unknown {
  if (isSystemError(error) && ofTheDisk.has(error.code ?? '')) return diskFailure(error);
  return databaseFailure(error);
}
