import type { Migration } from '../migration.ts';

/**
 * Equipment, PIAs and deployments (CoP 3.2-3.6, 3.12, 5.1-5.12). What was checked, written and done is appended and never
 * changed: a version of a PIA is fixed once it is submitted, and a deployment is the sum of its acts.
 */
export const migration: Migration = {
  number: 20,
  name: 'deployments',
  sql: `
CREATE TABLE contractors (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  company TEXT NOT NULL,
  sia_licence_number TEXT NOT NULL UNIQUE COLLATE NOCASE,
  sia_licence_expires TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  registered_by TEXT NOT NULL
) STRICT;
CREATE TABLE kits (
  id TEXT PRIMARY KEY,
  asset_number TEXT NOT NULL UNIQUE COLLATE NOCASE,
  system TEXT NOT NULL CHECK (system IN ('standard-4g', 'ic-pod', 'idcam')),
  storeroom_place TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  registered_by TEXT NOT NULL,
  last_used_at TEXT,
  retired_at TEXT,
  retired_because TEXT
) STRICT;
CREATE TABLE kit_parts (
  id TEXT PRIMARY KEY,
  kit_id TEXT NOT NULL REFERENCES kits (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  serial TEXT NOT NULL,
  UNIQUE (kit_id, position)
) STRICT;
CREATE TABLE kit_checks (
  id TEXT PRIMARY KEY,
  kit_id TEXT NOT NULL REFERENCES kits (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  answers TEXT NOT NULL,
  note TEXT
) STRICT;
CREATE INDEX kit_checks_by_kit ON kit_checks (kit_id, at);
CREATE TABLE kit_tests (
  id TEXT PRIMARY KEY,
  kit_id TEXT NOT NULL REFERENCES kits (id),
  tested_on TEXT NOT NULL,
  tested_by TEXT NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  label TEXT NOT NULL,
  entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX kit_tests_by_kit ON kit_tests (kit_id, tested_on);
CREATE TABLE kit_faults (
  id TEXT PRIMARY KEY,
  kit_id TEXT NOT NULL REFERENCES kits (id),
  part_id TEXT REFERENCES kit_parts (id),
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  description TEXT NOT NULL,
  repaired_at TEXT,
  repaired_by TEXT,
  repair TEXT
) STRICT;
CREATE INDEX kit_faults_by_kit ON kit_faults (kit_id);
CREATE TABLE deployments (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES cases (id),
  system TEXT NOT NULL CHECK (system IN ('standard-4g', 'ic-pod', 'idcam')),
  place TEXT NOT NULL,
  customer TEXT NOT NULL,
  contact TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'installed', 'removed', 'withdrawn')),
  kit_id TEXT UNIQUE REFERENCES kits (id),
  contractor_id TEXT REFERENCES contractors (id),
  ground TEXT,
  urgency TEXT NOT NULL DEFAULT 'ordinary' CHECK (urgency IN ('urgent', 'priority', 'ordinary')),
  urgency_rank INTEGER NOT NULL GENERATED ALWAYS AS (CASE urgency WHEN 'urgent' THEN 0 WHEN 'priority' THEN 1 ELSE 2 END) VIRTUAL,
  CHECK (state <> 'installed' OR (kit_id IS NOT NULL AND contractor_id IS NOT NULL AND ground IS NOT NULL)),
  CHECK (state IN ('waiting', 'installed') OR kit_id IS NULL)
) STRICT;
CREATE INDEX deployments_by_case ON deployments (case_id);
CREATE TABLE deployment_acts (
  id TEXT PRIMARY KEY,
  deployment_id TEXT NOT NULL REFERENCES deployments (id),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  facts TEXT NOT NULL,
  UNIQUE (deployment_id, position)
) STRICT;
CREATE TABLE site_pictures (
  id TEXT PRIMARY KEY,
  deployment_id TEXT NOT NULL REFERENCES deployments (id),
  object_id TEXT NOT NULL UNIQUE REFERENCES objects (id)
) STRICT;
CREATE TABLE site_picture_sheets (
  document_id TEXT NOT NULL REFERENCES documents (id),
  picture_id TEXT NOT NULL REFERENCES site_pictures (id),
  PRIMARY KEY (document_id, picture_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE retrieval_grounds (
  retrieval_id TEXT PRIMARY KEY REFERENCES retrievals (id),
  deployment_id TEXT REFERENCES deployments (id),
  ground TEXT,
  incident TEXT,
  CHECK ((ground IS NULL) <> (incident IS NULL))
) STRICT;
CREATE TABLE pias (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  deployment_id TEXT NOT NULL UNIQUE REFERENCES deployments (id)
) STRICT;
CREATE TABLE pia_versions (
  pia_id TEXT NOT NULL REFERENCES pias (id),
  version INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'refused')),
  place TEXT NOT NULL,
  system TEXT NOT NULL,
  author TEXT NOT NULL,
  planned_from TEXT,
  planned_until TEXT,
  text TEXT NOT NULL,
  reopened_because TEXT CHECK (reopened_because IN ('returned', 'moved', 'extension', 'changed')),
  reopened_reasons TEXT,
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  submitted_at TEXT,
  submitted_by_id TEXT,
  submitted_by TEXT,
  decided_at TEXT,
  decided_by TEXT,
  decision_reasons TEXT,
  sheet_id TEXT REFERENCES documents (id),
  PRIMARY KEY (pia_id, version)
) STRICT;
CREATE INDEX pia_versions_by_state ON pia_versions (state);
CREATE TABLE pia_consultations (
  id TEXT PRIMARY KEY,
  pia_id TEXT NOT NULL REFERENCES pias (id),
  who TEXT NOT NULL,
  address TEXT NOT NULL,
  how TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  answer_by TEXT NOT NULL,
  letter_id TEXT REFERENCES documents (id),
  answered_on TEXT,
  answer TEXT,
  changed TEXT
) STRICT;
CREATE INDEX pia_consultations_by_pia ON pia_consultations (pia_id);
CREATE TRIGGER pia_text_kept BEFORE UPDATE OF version, place, system, author, planned_from, planned_until, text, reopened_because, reopened_reasons
  ON pia_versions WHEN OLD.state <> 'draft' BEGIN SELECT RAISE(ABORT, 'a submitted version of a PIA cannot be changed'); END;
CREATE TRIGGER pia_decision_kept BEFORE UPDATE ON pia_versions WHEN OLD.decided_at IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'a decided version of a PIA cannot be changed'); END;
CREATE TRIGGER pia_versions_stay BEFORE DELETE ON pia_versions BEGIN SELECT RAISE(ABORT, 'a version of a PIA stays'); END;
CREATE TRIGGER deployment_acts_kept BEFORE UPDATE ON deployment_acts BEGIN SELECT RAISE(ABORT, 'what was done stays as it was recorded'); END;
CREATE TRIGGER deployment_acts_stay BEFORE DELETE ON deployment_acts BEGIN SELECT RAISE(ABORT, 'what was done stays as it was recorded'); END;
CREATE TRIGGER site_pictures_kept BEFORE UPDATE ON site_pictures BEGIN SELECT RAISE(ABORT, 'a picture of the site stays as it was sealed'); END;
CREATE TRIGGER site_picture_sheets_kept BEFORE UPDATE ON site_picture_sheets BEGIN SELECT RAISE(ABORT, 'what a sheet shows stays as it was recorded'); END;
CREATE TRIGGER site_picture_sheets_stay BEFORE DELETE ON site_picture_sheets BEGIN SELECT RAISE(ABORT, 'what a sheet shows stays as it was recorded'); END;
CREATE TRIGGER kit_checks_kept BEFORE UPDATE ON kit_checks BEGIN SELECT RAISE(ABORT, 'a check stays as it was recorded'); END;
CREATE TRIGGER kit_checks_stay BEFORE DELETE ON kit_checks BEGIN SELECT RAISE(ABORT, 'a check stays as it was recorded'); END;
CREATE TRIGGER kit_tests_kept BEFORE UPDATE ON kit_tests BEGIN SELECT RAISE(ABORT, 'a test stays as it was recorded'); END;
CREATE TRIGGER kit_tests_stay BEFORE DELETE ON kit_tests BEGIN SELECT RAISE(ABORT, 'a test stays as it was recorded'); END;
`,
};
