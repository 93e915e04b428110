import type { Migration } from '../migration.ts';

/** What became of the copy that a portal keeps of what was downloaded (CoP 3.14). */
export const migration: Migration = {
  number: 40,
  name: 'portal copies',
  sql: `
CREATE TABLE portal_copies (
  retrieval_id TEXT PRIMARY KEY REFERENCES retrievals (id),
  how TEXT NOT NULL CHECK (how IN ('deleted', 'lapsed')),
  gone_on TEXT NOT NULL,
  seen TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL
) STRICT;
CREATE TRIGGER portal_copies_stay BEFORE UPDATE ON portal_copies BEGIN SELECT RAISE(ABORT, 'what is gone stays gone'); END;
CREATE TRIGGER portal_copies_kept BEFORE DELETE ON portal_copies BEGIN SELECT RAISE(ABORT, 'what is gone stays gone'); END;
CREATE INDEX retrievals_from_portals ON retrievals (case_id) WHERE portal_download IS NOT NULL OR portal_id IS NOT NULL;
`,
};
