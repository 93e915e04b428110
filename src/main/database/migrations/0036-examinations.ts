import type { Migration } from '../migration.ts';

/**
 * What a recording turned out to hold fills pages, and every page read is decrypted: it lies beside the recordings, so
 * that a list of ten thousand reads none of it. How each can be watched stands with the recording, and when it was
 * first examined: its day is not moved by a later examination under another setting.
 */
export const migration: Migration = {
  number: 36,
  name: 'examinations',
  sql: `
CREATE TABLE examinations (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id),
  facts TEXT NOT NULL,
  derivative_record TEXT
) STRICT;
INSERT INTO examinations (recording_id, facts, derivative_record) SELECT id, facts, derivative_record FROM recordings WHERE facts IS NOT NULL;
ALTER TABLE recordings ADD COLUMN playable TEXT NOT NULL DEFAULT 'waiting' CHECK (playable IN ('master', 'derivative', 'waiting', 'no'));
ALTER TABLE recordings ADD COLUMN has_audio INTEGER NOT NULL DEFAULT 0 CHECK (has_audio IN (0, 1));
ALTER TABLE recordings ADD COLUMN examined_at TEXT;
UPDATE recordings SET examined_at = defined_at,
  playable = CASE json_extract(derivative_record, '$.state') WHEN 'made' THEN 'derivative' WHEN 'not-needed' THEN 'master' ELSE 'no' END,
  has_audio = coalesce(json_array_length(facts, '$.audioTracks') > 0, 0)
  WHERE facts IS NOT NULL;
DROP INDEX recordings_unexamined;
ALTER TABLE recordings DROP COLUMN facts;
ALTER TABLE recordings DROP COLUMN derivative_record;
CREATE INDEX recordings_unexamined ON recordings (number) WHERE playable = 'waiting';
`,
};
