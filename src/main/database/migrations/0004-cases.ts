import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 4,
  name: 'cases',
  sql: `
CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  react_ref TEXT NOT NULL UNIQUE COLLATE NOCASE,
  title TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL
) STRICT;
CREATE TABLE incidents (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  system TEXT NOT NULL CHECK (system IN ('standard-4g', 'ic-pod', 'idcam')),
  occurred_at TEXT NOT NULL,
  place TEXT NOT NULL,
  description TEXT NOT NULL,
  reported_at TEXT NOT NULL,
  overwrite_on TEXT NOT NULL
) STRICT;
CREATE INDEX incidents_by_case ON incidents (case_id);
`,
};
