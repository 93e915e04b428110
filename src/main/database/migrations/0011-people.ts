import type { Migration } from '../migration.ts';

/** People over time: auditors with their terms, deputies, closed accounts, what each must be told, and who holds the recovery halves. */
export const migration: Migration = {
  number: 11,
  name: 'people',
  sql: `
CREATE TABLE people_over_time (
  id TEXT PRIMARY KEY,
  slot_id TEXT NOT NULL UNIQUE,
  slot_salt TEXT,
  name TEXT NOT NULL,
  username TEXT NOT NULL UNIQUE,
  initials TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('officer', 'manager', 'auditor')),
  deputy INTEGER NOT NULL DEFAULT 0 CHECK (deputy IN (0, 1)),
  totp_secret TEXT NOT NULL,
  totp_last_step INTEGER NOT NULL DEFAULT 0,
  totp_enrolled_by TEXT,
  sia_licence_number TEXT,
  sia_licence_expires TEXT,
  closed_at TEXT
) STRICT;
INSERT INTO people_over_time (id, slot_id, name, username, initials, role, totp_secret, totp_last_step, sia_licence_number, sia_licence_expires)
  SELECT id, slot_id, name, username, initials, role, totp_secret, totp_last_step, sia_licence_number, sia_licence_expires FROM people;
DROP TABLE people;
ALTER TABLE people_over_time RENAME TO people;
CREATE TABLE audit_terms (
  person_id TEXT PRIMARY KEY REFERENCES people (id),
  reference TEXT NOT NULL,
  text TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT NOT NULL
) STRICT;
CREATE TABLE people_notices (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people (id),
  at TEXT NOT NULL,
  title TEXT NOT NULL,
  detail TEXT NOT NULL,
  seen_at TEXT
) STRICT;
CREATE TABLE recovery_holders (
  role TEXT PRIMARY KEY CHECK (role IN ('officer', 'manager')),
  person_id TEXT NOT NULL REFERENCES people (id)
) STRICT;
INSERT INTO recovery_holders (role, person_id) SELECT role, id FROM people;
`,
};
