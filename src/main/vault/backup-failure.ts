import { AppError } from '../../shared/failure.ts';
import { isSystemError } from './vault-files.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const PROTECTED = new Set(['EROFS', 'EACCES', 'EPERM', 'SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY']);

/** The operating system's (or SQLite's) code inside a failure, however it was wrapped on its way; null for a bug. */
function codeOf(error: unknown): string | null {
  if (error instanceof AppError) return codeOf(error.cause);
  if (isSystemError(error)) return error.code ?? null;
  if (error instanceof Error && error.name === 'ThreadFailure' && 'code' in error) return String(error.code);
  return null;
}

/** What a failure of the backup drive means for the person; anything else is passed on as it is. */
export function driveFailure(error: unknown): unknown {
  const code = codeOf(error);
  if (code === null) return error;
  return new AppError('unavailable', sentence(code), { cause: error });
}

function sentence(code: string): string {
  if (FULL.has(code))
    return 'The backup drive is full. Free some space on it or use a larger drive, and start the backup again; the laptop is unharmed and what was copied is kept.';
  if (PROTECTED.has(code))
    return 'The backup drive cannot be written: it is write-protected or this account may not write there. Take the protection off and start the backup again; the laptop is unharmed.';
  return 'The backup drive could not be read or written. If it was unplugged, connect it again and start the backup again: it goes on where it stopped. The laptop is unharmed.';
}

/** Runs work on the backup drive; its failures are told as the drive's, not as the laptop's. */
export async function onDrive<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw driveFailure(error);
  }
}
