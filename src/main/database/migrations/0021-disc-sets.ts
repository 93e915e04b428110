import type { Migration } from '../migration.ts';

/**
 * Bundles on several discs. What was fixed when the first disc was burned (sheets, ledger extract, which byte is where)
 * stays as it was, because the discs still to come must carry the same.
 */
export const migration: Migration = {
  number: 21,
  name: 'disc-sets',
  sql: `
CREATE TABLE disc_sets (
  id TEXT PRIMARY KEY,
  bundle_id TEXT NOT NULL REFERENCES bundles (id),
  copy TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size > 1),
  begun_at TEXT NOT NULL,
  begun_by TEXT NOT NULL,
  documents TEXT NOT NULL,
  ledger TEXT NOT NULL,
  part_list TEXT NOT NULL
) STRICT;
CREATE INDEX disc_sets_by_bundle ON disc_sets (bundle_id);
ALTER TABLE discs ADD COLUMN set_id TEXT REFERENCES disc_sets (id);
CREATE UNIQUE INDEX discs_by_place ON discs (set_id, set_number) WHERE set_id IS NOT NULL AND state IN ('burning', 'verified');
CREATE TRIGGER disc_sets_kept BEFORE UPDATE ON disc_sets BEGIN SELECT RAISE(ABORT, 'a set of discs stays as it was planned'); END;
CREATE TRIGGER disc_sets_stay BEFORE DELETE ON disc_sets BEGIN SELECT RAISE(ABORT, 'a set of discs stays as it was planned'); END;
`,
};
