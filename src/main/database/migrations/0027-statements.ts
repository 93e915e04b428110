import type { Migration } from '../migration.ts';

/**
 * Statements as a witness goes through them: a draft may change, one that was settled is what was printed, and stays.
 * Clips, which go with their recording. Bundles that left as one encrypted file.
 */
export const migration: Migration = {
  number: 27,
  name: 'statements',
  sql: `
CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  bundle_id TEXT NOT NULL REFERENCES bundles (id),
  proceedings_id TEXT NOT NULL REFERENCES proceedings (id),
  witness_id TEXT NOT NULL,
  witness TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  state TEXT NOT NULL CHECK (state IN ('draft', 'settled')),
  drawn_up_at TEXT NOT NULL,
  sentences TEXT NOT NULL,
  settled_at TEXT,
  document_id TEXT REFERENCES documents (id),
  UNIQUE (proceedings_id, witness_id, number),
  CHECK ((state = 'settled') = (settled_at IS NOT NULL)),
  CHECK ((state = 'settled') = (document_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX statements_one_draft ON statements (bundle_id) WHERE state = 'draft';
CREATE TRIGGER statements_undecided BEFORE UPDATE OF state ON statements
  WHEN NEW.state = 'settled' AND EXISTS (SELECT 1 FROM json_each(OLD.sentences) WHERE json_extract(value, '$.mark') = 'undecided')
BEGIN SELECT RAISE(ABORT, 'a sentence of the statement is undecided'); END;
CREATE TRIGGER statements_settled_kept BEFORE UPDATE ON statements WHEN OLD.state = 'settled'
BEGIN SELECT RAISE(ABORT, 'a settled statement stays as it was'); END;
CREATE TABLE clips (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  case_id TEXT NOT NULL REFERENCES cases (id),
  way TEXT NOT NULL CHECK (way IN ('copy', 'exact', 'masked')),
  reason TEXT NOT NULL,
  wish_from INTEGER NOT NULL,
  wish_to INTEGER NOT NULL,
  shown_from INTEGER NOT NULL CHECK (shown_from >= 0 AND shown_from <= wish_from),
  shown_to INTEGER NOT NULL CHECK (shown_to >= wish_to),
  from_ms REAL NOT NULL,
  to_ms REAL NOT NULL,
  tool TEXT NOT NULL,
  command_line TEXT NOT NULL,
  proof TEXT NOT NULL,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  object_id TEXT NOT NULL UNIQUE REFERENCES objects (id)
) STRICT;
CREATE INDEX clips_by_recording ON clips (recording_id);
CREATE INDEX clips_by_case ON clips (case_id);
CREATE TRIGGER clips_kept BEFORE UPDATE ON clips BEGIN SELECT RAISE(ABORT, 'a clip stays as it was made'); END;
CREATE TRIGGER clips_stay BEFORE DELETE ON clips BEGIN SELECT RAISE(ABORT, 'a clip goes with its recording, and its row stays'); END;
CREATE TABLE transits (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  bundle_id TEXT NOT NULL REFERENCES bundles (id),
  copy TEXT NOT NULL CHECK (copy IN ('court', 'defence', 'police')),
  recipient TEXT NOT NULL,
  organisation TEXT NOT NULL,
  passphrase_route TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('writing', 'verified', 'failed')),
  file_name TEXT NOT NULL,
  size_bytes INTEGER,
  sha256 TEXT,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  slip_id TEXT REFERENCES documents (id),
  receipt_id TEXT REFERENCES documents (id),
  receipt_signed_on TEXT,
  CHECK ((state = 'verified') = (sha256 IS NOT NULL)),
  CHECK ((sha256 IS NULL) = (slip_id IS NULL))
) STRICT;
CREATE INDEX transits_by_bundle ON transits (bundle_id);
CREATE TRIGGER transits_stay BEFORE DELETE ON transits BEGIN SELECT RAISE(ABORT, 'a copy that was made is not forgotten'); END;
ALTER TABLE exhibits ADD COLUMN clip_id TEXT REFERENCES clips (id);
CREATE TRIGGER statements_stay BEFORE DELETE ON statements BEGIN SELECT RAISE(ABORT, 'a statement is not deleted'); END;
`,
};
