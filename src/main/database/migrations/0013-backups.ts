import type { Migration } from '../migration.ts';

/**
 * Backup drives, and which sealed object lies on which. `epoch` and `disposals_held` say how new the keys on a drive are:
 * a disposal after them has not reached it. `backup` is what the last finished backup was, as JSON.
 */
export const migration: Migration = {
  number: 13,
  name: 'backups',
  sql: `
CREATE TABLE backup_drives (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  serial TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  registered_by TEXT NOT NULL,
  volume_id TEXT,
  epoch INTEGER,
  disposals_held INTEGER NOT NULL DEFAULT 0,
  connected_at TEXT,
  backup TEXT,
  checked_at TEXT,
  check_faults INTEGER,
  retired_at TEXT,
  retired_how TEXT CHECK (retired_how IN ('destroyed', 'lost')),
  CHECK ((retired_at IS NULL) = (retired_how IS NULL))
) STRICT;
CREATE TRIGGER backup_drives_stay BEFORE DELETE ON backup_drives BEGIN SELECT RAISE(ABORT, 'drives are retired, not deleted'); END;
CREATE TABLE backup_copies (
  drive_id TEXT NOT NULL REFERENCES backup_drives (id),
  object_id TEXT NOT NULL REFERENCES objects (id),
  sealed_sha256 TEXT NOT NULL,
  copied_at TEXT NOT NULL,
  PRIMARY KEY (drive_id, object_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX backup_copies_by_object ON backup_copies (object_id);
INSERT INTO settings (name, value) SELECT name, '7' FROM (SELECT 'backupDays' AS name UNION SELECT 'backupDisposalDays')
  WHERE EXISTS (SELECT 1 FROM settings);
`,
};
