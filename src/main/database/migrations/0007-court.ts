import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 7,
  name: 'court',
  sql: `
CREATE TABLE documents (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  case_id TEXT REFERENCES cases (id),
  made_at TEXT NOT NULL,
  pages INTEGER NOT NULL,
  witness_code TEXT NOT NULL,
  object_id TEXT NOT NULL REFERENCES objects (id)
) STRICT;
CREATE INDEX documents_by_case ON documents (case_id);
CREATE TABLE proceedings (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  kind TEXT NOT NULL CHECK (kind IN ('civil', 'criminal')),
  court TEXT NOT NULL,
  case_number TEXT NOT NULL,
  parties TEXT NOT NULL,
  hearing_on TEXT,
  named_at TEXT NOT NULL,
  named_by TEXT NOT NULL
) STRICT;
CREATE TABLE bundles (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  proceedings_id TEXT NOT NULL REFERENCES proceedings (id),
  case_id TEXT NOT NULL REFERENCES cases (id),
  state TEXT NOT NULL CHECK (state IN ('prepared', 'approved', 'refused')),
  prepared_at TEXT NOT NULL,
  prepared_by_id TEXT NOT NULL,
  prepared_by TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  decision_reasons TEXT,
  note TEXT,
  completeness TEXT NOT NULL
) STRICT;
CREATE TABLE exhibits (
  id TEXT PRIMARY KEY,
  bundle_id TEXT NOT NULL REFERENCES bundles (id),
  position INTEGER NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('recording', 'still', 'clip')),
  description TEXT NOT NULL,
  recording_id TEXT REFERENCES recordings (id),
  still_id TEXT REFERENCES stills (id),
  UNIQUE (bundle_id, position)
) STRICT;
CREATE TABLE bundle_documents (
  bundle_id TEXT NOT NULL REFERENCES bundles (id),
  document_id TEXT NOT NULL REFERENCES documents (id),
  PRIMARY KEY (bundle_id, document_id)
) STRICT;
CREATE TABLE discs (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  bundle_id TEXT NOT NULL REFERENCES bundles (id),
  copy TEXT NOT NULL CHECK (copy IN ('master', 'court', 'defence', 'police')),
  set_number INTEGER NOT NULL,
  set_size INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('burning', 'verified', 'spoiled', 'not-written', 'destroyed')),
  burned_at TEXT,
  burned_by TEXT NOT NULL,
  image_sha256 TEXT,
  image_bytes INTEGER,
  manifest_sha256 TEXT,
  last_checked_at TEXT,
  witness_code TEXT,
  seal_number TEXT,
  where_now TEXT NOT NULL,
  label_id TEXT REFERENCES documents (id)
) STRICT;
CREATE TABLE disc_movements (
  id INTEGER PRIMARY KEY,
  disc_id TEXT NOT NULL REFERENCES discs (id),
  at TEXT NOT NULL,
  moved_from TEXT NOT NULL,
  moved_to TEXT NOT NULL,
  reason TEXT NOT NULL,
  seal_number TEXT NOT NULL,
  handed_by TEXT NOT NULL,
  received_by TEXT NOT NULL
) STRICT;
`,
};
