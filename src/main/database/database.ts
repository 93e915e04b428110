import type SqliteDatabase from 'better-sqlite3';
import type { z } from 'zod';
import { AppError } from '../../shared/failure.ts';
import { databaseFailure, notOpened, openingFailure, RegistersDamaged } from './database-failure.ts';
import { openKeyed } from './keyed-connection.ts';
import type { Migration } from './migration.ts';

/** A value SQLite can hold. */
export type Value = string | number | Uint8Array | null;

/** Reading: rows are checked by a schema once, here, so that a store never handles unchecked data. */
export interface ReadDb {
  rows<S extends z.ZodType>(schema: S, sql: string, ...values: Value[]): z.output<S>[];
  row<S extends z.ZodType>(schema: S, sql: string, ...values: Value[]): z.output<S> | null;
}

/** Writing: handed out only inside a transaction (see acts.ts), so nothing is written without a ledger entry. */
export interface WriteDb extends ReadDb {
  /** Number of rows changed. */
  run(sql: string, ...values: Value[]): number;
}

export interface Database extends ReadDb {
  /** The connection itself: for the ledger, which keeps its own tables. */
  readonly connection: SqliteDatabase.Database;
  /** Runs `change` in one immediate transaction; a throw rolls everything back. */
  transaction<T>(change: (db: WriteDb) => T): T;
  /** Leaves no page of the write-ahead log behind: for disposal. */
  truncateLog(): void;
  close(): void;
}

export interface OpenOptions {
  readonly path: string;
  /** 32 bytes; the whole file is encrypted with it (SQLCipher 4 format, raw key). */
  readonly key: Uint8Array;
  readonly migrations: readonly Migration[];
  readonly onSlowQuery?: (sql: string, durationMs: number) => void;
  /** Refuses to make a new file: of a vault that exists, missing registers are damage. */
  readonly mustExist?: boolean;
  /** Told when a part that no longer matches its seal was met while the registers are open. */
  readonly onDamage?: (error: RegistersDamaged) => void;
}

const SLOW_MS = 10;

/**
 * Opens the encrypted database and brings its schema up to date.
 * @throws RegistersDamaged when the file cannot be opened with this key; AppError('unavailable') when its disk is full,
 * gone or read-only, or it was written by a newer version of the application.
 */
export function openDatabase({ path, key, migrations, mustExist, ...told }: OpenOptions): Database {
  const connection = openFile(path, key, mustExist ?? false);
  try {
    setUp(connection);
    migrate(connection, migrations);
    return wrap(connection, told);
  } catch (error) {
    connection.close();
    throw openingFailure(error);
  }
}

function openFile(path: string, key: Uint8Array, fileMustExist: boolean): SqliteDatabase.Database {
  try {
    return openKeyed(path, key, { fileMustExist });
  } catch (error) {
    throw notOpened(error);
  }
}

function setUp(connection: SqliteDatabase.Database): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  // Pages that change again and again go to the file, encrypted, once for many changes.
  connection.pragma('wal_autocheckpoint = 4000');
  connection.pragma('foreign_keys = ON');
  connection.pragma('secure_delete = ON');
  connection.pragma('trusted_schema = OFF');
}

/**
 * Opens a copy of the database that nothing may change, as it stands. Throws AppError('integrity') when it does not open
 * with this key.
 */
export function openCopy(path: string, key: Uint8Array): ReadDb & Pick<Database, 'connection' | 'close'> {
  try {
    const connection = openKeyed(path, key, { readonly: true, fileMustExist: true });
    try {
      connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    } catch (error) {
      connection.close();
      throw error;
    }
    return wrap(connection, {});
  } catch (cause) {
    throw new AppError(
      'integrity',
      'The registers of this backup cannot be opened: they are damaged or belong to another key. Use another backup.',
      { cause },
    );
  }
}

function migrate(connection: SqliteDatabase.Database, migrations: readonly Migration[]): void {
  const at = Number(connection.pragma('user_version', { simple: true }));
  if (at > (migrations.at(-1)?.number ?? 0))
    throw new AppError(
      'unavailable',
      'These registers were written by a newer version of the application. Install that version to open them.',
    );
  for (const migration of migrations.filter(({ number }) => number > at)) {
    connection.transaction(() => {
      connection.exec(migration.sql);
      connection.pragma(`user_version = ${migration.number}`);
    })();
  }
}

function wrap(
  connection: SqliteDatabase.Database,
  { onSlowQuery, onDamage }: Pick<OpenOptions, 'onSlowQuery' | 'onDamage'>,
): Database {
  const statements = new Map<string, SqliteDatabase.Statement<unknown[]>>();
  /** Work on the connection; what its disk does wrong is said in words. */
  const told = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const failure = databaseFailure(error);
      if (failure instanceof RegistersDamaged) onDamage?.(failure);
      throw failure;
    }
  };
  const timed = <T>(sql: string, work: (statement: SqliteDatabase.Statement<unknown[]>) => T): T => {
    const statement = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, statement);
    const startedAt = performance.now();
    const result = work(statement);
    const durationMs = performance.now() - startedAt;
    if (durationMs > SLOW_MS) onSlowQuery?.(sql, durationMs);
    return result;
  };
  const read: ReadDb = {
    rows: (schema, sql, ...values) =>
      told(() => timed(sql, (statement) => statement.all(...values))).map((row) => schema.parse(row)),
    row(schema, sql, ...values) {
      const found = told(() => timed(sql, (statement) => statement.get(...values)));
      return found === undefined ? null : schema.parse(found);
    },
  };
  const write: WriteDb = {
    ...read,
    run: (sql, ...values) => told(() => timed(sql, (statement) => statement.run(...values))).changes,
  };
  return {
    ...read,
    connection,
    transaction: (change) => told(() => connection.transaction(() => change(write)).immediate()),
    truncateLog: () => told(() => void connection.pragma('wal_checkpoint(TRUNCATE)')),
    close: () => void connection.close(),
  };
}
