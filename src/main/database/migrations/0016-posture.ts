import type { Migration } from '../migration.ts';

/** What of the laptop's state was accepted: fingerprints of programs, and risks the manager has taken on. */
export const migration: Migration = {
  number: 16,
  name: 'posture',
  sql: `
CREATE TABLE posture_accepted (
  subject TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
`,
};
