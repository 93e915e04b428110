import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 10,
  name: 'activity',
  sql: `
CREATE TABLE activity_indexes (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id),
  object_id TEXT NOT NULL UNIQUE REFERENCES objects (id),
  record TEXT NOT NULL
) STRICT;
`,
};
