import SqliteDatabase from 'better-sqlite3';

/**
 * A connection to an encrypted file (SQLCipher 4 format, raw key of 32 bytes). Nothing was read yet: a wrong key shows
 * at the first statement. What SQLite sorts stays in memory: its own temporary files would not be encrypted.
 */
export function openKeyed(
  path: string,
  key: Uint8Array,
  options: SqliteDatabase.Options = {},
): SqliteDatabase.Database {
  const connection = new SqliteDatabase(path, options);
  connection.pragma("cipher = 'sqlcipher'");
  connection.pragma('legacy = 4');
  connection.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
  connection.pragma('temp_store = MEMORY');
  return connection;
}
