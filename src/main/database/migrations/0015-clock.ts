import type { Migration } from '../migration.ts';

/** Each time the laptop's clock could not be believed, and what a person said a reference clock showed. */
export const migration: Migration = {
  number: 15,
  name: 'clock',
  sql: `
CREATE TABLE clock_questions (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('moved', 'behind', 'long-off')),
  shown_at TEXT NOT NULL,
  expected_at TEXT NOT NULL,
  answered_at TEXT,
  offset_seconds INTEGER,
  settled_at TEXT
) STRICT;
CREATE INDEX clock_questions_open ON clock_questions (shown_at) WHERE settled_at IS NULL;
`,
};
