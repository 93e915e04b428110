import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 2,
  name: 'people',
  sql: `
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
CREATE TABLE people (
  id TEXT PRIMARY KEY,
  slot_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  username TEXT NOT NULL UNIQUE,
  initials TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'manager')),
  totp_secret TEXT NOT NULL,
  totp_last_step INTEGER NOT NULL DEFAULT 0,
  sia_licence_number TEXT,
  sia_licence_expires TEXT
) STRICT;
CREATE TABLE signing_keys (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  certificate_pem TEXT NOT NULL,
  wrapped_key BLOB NOT NULL
) STRICT;
CREATE TRIGGER signing_keys_kept BEFORE UPDATE ON signing_keys BEGIN SELECT RAISE(ABORT, 'the signing key is immutable'); END;
CREATE TRIGGER signing_keys_stay BEFORE DELETE ON signing_keys BEGIN SELECT RAISE(ABORT, 'the signing key is immutable'); END;
`,
};
