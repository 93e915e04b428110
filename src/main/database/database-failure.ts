import SqliteDatabase from 'better-sqlite3';
import { AppError } from '../../shared/failure.ts';

/** The registers themselves are damaged: nothing more may be written to them. */
export class RegistersDamaged extends AppError {
  constructor(message: string, cause: unknown) {
    super('integrity', message, { cause });
  }
}

const UNREADABLE =
  'The registers of this vault are damaged: a part of them no longer matches its seal. Nothing was deleted, and the sealed footage is not affected.';
const NOT_OPEN =
  'The registers of this vault cannot be opened: the file is damaged, missing, or not the one that belongs to this vault. Nothing was deleted, and the sealed footage is not affected.';

const said: readonly (readonly [pattern: RegExp, message: string])[] = [
  [/^SQLITE_FULL/u, "The vault's disk is full, so nothing of this was kept: free some space and try again."],
  [
    /^SQLITE_READONLY/u,
    "The vault's disk can be read but not written: nothing was changed. Restart the laptop; if it stays so, call your IT contact.",
  ],
  [
    /^SQLITE_(?:IOERR|CANTOPEN|PROTOCOL)/u,
    "The vault's disk could not be read or written: nothing was kept of this. Check that it is there, and try again.",
  ],
  [/^SQLITE_BUSY/u, 'Another program holds the registers of this vault. Close it and try again.'],
];

type SqliteError = InstanceType<typeof SqliteDatabase.SqliteError>;
const isSqlite = (error: unknown): error is SqliteError => error instanceof SqliteDatabase.SqliteError;
const isDamage = ({ code }: SqliteError): boolean => /^SQLITE_(?:CORRUPT|NOTADB)/u.test(code);

/** A page that nothing has read yet no longer matches its seal. */
export const pagesDamaged = (): RegistersDamaged => new RegistersDamaged(UNREADABLE, undefined);

/** What the disk under the registers did, in words; whatever is no failure of the disk is passed on as it is. */
export function databaseFailure(error: unknown): unknown {
  if (!isSqlite(error)) return error;
  if (isDamage(error)) return new RegistersDamaged(UNREADABLE, error);
  const message = said.find(([pattern]) => pattern.test(error.code))?.[1];
  return message === undefined ? error : new AppError('unavailable', message, { cause: error });
}

/** The same while they are being opened: a key that does not fit looks like damage of the first page. */
export const openingFailure = (error: unknown): unknown =>
  isSqlite(error) && isDamage(error) ? notOpened(error) : databaseFailure(error);

/** Not even the file is there, or it cannot be opened as one. */
export const notOpened = (error: unknown): RegistersDamaged => new RegistersDamaged(NOT_OPEN, error);
