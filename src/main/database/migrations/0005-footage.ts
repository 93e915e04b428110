import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 5,
  name: 'footage',
  sql: `
CREATE TABLE sticks (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE COLLATE NOCASE,
  serial TEXT NOT NULL,
  encrypted INTEGER NOT NULL CHECK (encrypted IN (0, 1)),
  registered_at TEXT NOT NULL,
  registered_by TEXT NOT NULL
) STRICT;
CREATE TABLE retrievals (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES cases (id),
  incident_id TEXT NOT NULL REFERENCES incidents (id),
  stick_id TEXT NOT NULL REFERENCES sticks (id),
  stick_identity TEXT NOT NULL,
  folder_name TEXT NOT NULL,
  kit_serial TEXT NOT NULL,
  place TEXT NOT NULL,
  reason TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  system_time TEXT NOT NULL,
  reference_time TEXT NOT NULL,
  reference_source TEXT NOT NULL,
  time_seen_by TEXT NOT NULL,
  offset_seconds INTEGER NOT NULL,
  coverage TEXT NOT NULL,
  officer TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'cancelled', 'failed')),
  receipt_id TEXT
) STRICT;
CREATE INDEX retrievals_by_case ON retrievals (case_id);
CREATE TABLE retrieved_files (
  id TEXT PRIMARY KEY,
  retrieval_id TEXT NOT NULL REFERENCES retrievals (id),
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  path_bytes TEXT,
  size_bytes INTEGER NOT NULL,
  format TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('footage', 'index', 'player', 'other', 'access-record')),
  channel TEXT,
  time_claims TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('waiting', 'master', 'duplicate', 'refused', 'failed')),
  reason TEXT,
  object_id TEXT REFERENCES objects (id),
  UNIQUE (retrieval_id, position)
) STRICT;
CREATE INDEX retrieved_files_by_object ON retrieved_files (object_id) WHERE object_id IS NOT NULL;
CREATE INDEX retrieved_parts_by_object ON retrieved_files (object_id) WHERE outcome = 'master' AND role <> 'footage';
CREATE TRIGGER masters_are_defined_once BEFORE UPDATE OF object_id ON retrieved_files WHEN OLD.object_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a master is defined once'); END;
CREATE TABLE recordings (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  file_id TEXT NOT NULL UNIQUE REFERENCES retrieved_files (id),
  retrieval_id TEXT NOT NULL REFERENCES retrievals (id),
  case_id TEXT NOT NULL REFERENCES cases (id),
  master_id TEXT NOT NULL REFERENCES objects (id),
  defined_at TEXT NOT NULL,
  recorded_from TEXT,
  recorded_to TEXT,
  retention_deadline TEXT NOT NULL,
  quarantined_at TEXT,
  facts TEXT,
  derivative_id TEXT REFERENCES objects (id),
  derivative_record TEXT
) STRICT;
CREATE INDEX recordings_by_case ON recordings (case_id);
CREATE INDEX recordings_by_deadline ON recordings (retention_deadline);
CREATE TRIGGER recordings_identity_kept BEFORE UPDATE OF id, number, file_id, retrieval_id, case_id, master_id, defined_at ON recordings
BEGIN SELECT RAISE(ABORT, 'a master is defined once'); END;
CREATE TABLE disposals (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  recording_id TEXT NOT NULL UNIQUE REFERENCES recordings (id),
  deadline TEXT NOT NULL,
  disposed_at TEXT NOT NULL,
  reason TEXT NOT NULL,
  objects TEXT NOT NULL,
  certificate_id TEXT NOT NULL
) STRICT;
CREATE TABLE breaches (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  description TEXT NOT NULL,
  recording_id TEXT REFERENCES recordings (id)
) STRICT;
`,
};
