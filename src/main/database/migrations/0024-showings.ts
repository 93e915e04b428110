import type { Migration } from '../migration.ts';

/** Showings before a court, as part of the viewing they are, and records of recognition made in a viewing or, by hand, while none was open. */
export const migration: Migration = {
  number: 24,
  name: 'showings',
  sql: `
ALTER TABLE viewings ADD COLUMN showing TEXT;
CREATE TABLE recognitions (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  viewing_id TEXT REFERENCES viewings (id),
  recording_id TEXT REFERENCES recordings (id),
  by_hand TEXT,
  facts TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  sheet_id TEXT NOT NULL REFERENCES documents (id),
  CHECK ((viewing_id IS NULL) = (by_hand IS NOT NULL)),
  CHECK ((viewing_id IS NULL) = (recording_id IS NOT NULL))
) STRICT;
CREATE INDEX recognitions_by_viewing ON recognitions (viewing_id);
CREATE INDEX recognitions_by_recording ON recognitions (recording_id);
CREATE TRIGGER recognitions_kept BEFORE UPDATE ON recognitions BEGIN SELECT RAISE(ABORT, 'a record of a recognition stays as it was made'); END;
CREATE TRIGGER recognitions_stay BEFORE DELETE ON recognitions BEGIN SELECT RAISE(ABORT, 'a record of a recognition stays as it was made'); END;
`,
};
