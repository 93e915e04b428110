import type { Migration } from '../migration.ts';

/**
 * Footage comes from a memory stick or from a recorder on the VPN, so a retrieval need not name a stick. A recorder's
 * record is kept as it was at the time: the site may be changed later.
 */
export const migration: Migration = {
  number: 18,
  name: 'sites',
  sql: `
CREATE TABLE sites (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE COLLATE NOCASE,
  system TEXT NOT NULL CHECK (system IN ('standard-4g', 'ic-pod')),
  protocol TEXT NOT NULL,
  address TEXT NOT NULL,
  port INTEGER NOT NULL,
  secure INTEGER NOT NULL CHECK (secure IN (0, 1)),
  certificate TEXT,
  vpn_interface TEXT NOT NULL,
  username TEXT NOT NULL,
  login TEXT NOT NULL CHECK (login IN ('password', 'key')),
  folder TEXT,
  pattern TEXT,
  sealed_password BLOB NOT NULL,
  quirks TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  registered_by TEXT NOT NULL
) STRICT;
ALTER TABLE retrievals ADD COLUMN from_stick_id TEXT REFERENCES sticks (id);
UPDATE retrievals SET from_stick_id = stick_id;
ALTER TABLE retrievals DROP COLUMN stick_id;
ALTER TABLE retrievals RENAME COLUMN from_stick_id TO stick_id;
ALTER TABLE retrievals ADD COLUMN site_id TEXT REFERENCES sites (id);
ALTER TABLE retrievals ADD COLUMN device TEXT;
ALTER TABLE retrieved_files ADD COLUMN stated_bytes INTEGER;
CREATE INDEX retrievals_by_site ON retrievals (site_id) WHERE site_id IS NOT NULL;
`,
};
