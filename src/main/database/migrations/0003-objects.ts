import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 3,
  name: 'objects',
  sql: `
CREATE TABLE objects (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('master', 'derivative', 'still', 'document')),
  sha256 TEXT NOT NULL,
  plaintext_bytes INTEGER NOT NULL,
  sealed_bytes INTEGER NOT NULL,
  sealed_at TEXT NOT NULL,
  epoch INTEGER,
  wrapped_key BLOB,
  disposed_at TEXT,
  CHECK ((wrapped_key IS NULL) = (disposed_at IS NOT NULL))
) STRICT;
CREATE INDEX objects_by_hash ON objects (sha256);
CREATE TRIGGER objects_identity_kept BEFORE UPDATE OF id, kind, sha256, plaintext_bytes, sealed_bytes, sealed_at ON objects
BEGIN SELECT RAISE(ABORT, 'what an object is cannot change'); END;
CREATE TRIGGER objects_stay_disposed BEFORE UPDATE ON objects WHEN OLD.disposed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a disposed object stays disposed'); END;
CREATE TRIGGER objects_stay BEFORE DELETE ON objects BEGIN SELECT RAISE(ABORT, 'objects are disposed of, not deleted'); END;
CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  step TEXT NOT NULL,
  done INTEGER NOT NULL,
  total INTEGER,
  started_at TEXT,
  ended_at TEXT,
  failure TEXT
) STRICT;
CREATE INDEX jobs_by_state ON jobs (state);
`,
};
