import type { Migration } from '../migration.ts';

/**
 * Footage comes from a memory stick or from a recorder on the VPN, so a retrieval need not name a stick. A recorder's
 * record is kept as it was at the time: the site may be changed later. So is how a download from a portal was made.
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
CREATE TABLE portals (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE COLLATE NOCASE,
  host TEXT NOT NULL,
  port INTEGER NOT NULL,
  certificate TEXT NOT NULL,
  network_interface TEXT NOT NULL,
  profile_name TEXT NOT NULL,
  profile TEXT NOT NULL,
  profile_sha256 TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  registered_by TEXT NOT NULL,
  is_on INTEGER NOT NULL DEFAULT 0 CHECK (is_on IN (0, 1)),
  decided_at TEXT,
  decided_by TEXT,
  reasons TEXT,
  CHECK (is_on = 0 OR decided_by IS NOT NULL)
) STRICT;
CREATE TRIGGER portals_kept BEFORE UPDATE OF number, host, port, certificate, network_interface, profile, profile_sha256 ON portals
BEGIN SELECT RAISE(ABORT, 'what was judged does not change'); END;
ALTER TABLE retrievals ADD COLUMN portal_download TEXT;
ALTER TABLE retrievals ADD COLUMN portal_id TEXT REFERENCES portals (id);
ALTER TABLE retrieved_files ADD COLUMN stated_bytes INTEGER;
CREATE INDEX retrievals_by_site ON retrievals (site_id) WHERE site_id IS NOT NULL;
CREATE INDEX retrievals_by_portal ON retrievals (portal_id) WHERE portal_id IS NOT NULL;
`,
};
