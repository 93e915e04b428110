import type { Migration } from '../migration.ts';

/**
 * When each object was last re-read and found whole; what was found damaged and what the manager decided; every run of
 * the verification. `set_aside_at` stands with the object, so that the vault itself refuses to open it.
 */
export const migration: Migration = {
  number: 17,
  name: 'verification',
  sql: `
ALTER TABLE objects ADD COLUMN checked_at TEXT;
ALTER TABLE objects ADD COLUMN set_aside_at TEXT;
UPDATE objects SET set_aside_at = (SELECT quarantined_at FROM recordings WHERE master_id = objects.id) WHERE disposed_at IS NULL;
DROP INDEX recordings_quarantined;
ALTER TABLE recordings DROP COLUMN quarantined_at;
CREATE INDEX objects_to_check ON objects (coalesce(checked_at, sealed_at), id) WHERE disposed_at IS NULL AND set_aside_at IS NULL;
CREATE TABLE damages (
  id TEXT PRIMARY KEY,
  object_id TEXT REFERENCES objects (id),
  item TEXT NOT NULL,
  fault TEXT NOT NULL CHECK (fault IN ('changed', 'missing', 'ledger')),
  recording_id TEXT REFERENCES recordings (id),
  incident TEXT NOT NULL,
  found_at TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('stays-aside', 'back-in-use')),
  reasons TEXT,
  decided_by TEXT,
  decided_at TEXT,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK ((object_id IS NULL) = (fault = 'ledger'))
) STRICT;
CREATE INDEX damages_undecided ON damages (found_at) WHERE decision IS NULL;
CREATE TRIGGER damages_stay BEFORE DELETE ON damages BEGIN SELECT RAISE(ABORT, 'damage that was found stays on record'); END;
CREATE TRIGGER damages_are_decided_once BEFORE UPDATE ON damages WHEN OLD.decision IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a decision on damage stays'); END;
CREATE TABLE verifications (
  id TEXT PRIMARY KEY,
  scope TEXT NOT NULL CHECK (scope IN ('everything', 'slice', 'disc')),
  started_at TEXT NOT NULL,
  ended_at TEXT,
  objects INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  wrong INTEGER NOT NULL,
  ledger_ok INTEGER CHECK (ledger_ok IN (0, 1)),
  found TEXT NOT NULL
) STRICT;
CREATE INDEX verifications_by_start ON verifications (started_at);
CREATE INDEX verifications_unfinished ON verifications (scope) WHERE ended_at IS NULL;
INSERT INTO settings (name, value) VALUES ('verifyEveryDays', '7');
`,
};
