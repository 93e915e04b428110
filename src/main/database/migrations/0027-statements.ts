import type { Migration } from '../migration.ts';

/**
 * Statements as a witness goes through them. A draft may change; one that was settled is what was printed, and stays.
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
CREATE TRIGGER statements_stay BEFORE DELETE ON statements BEGIN SELECT RAISE(ABORT, 'a statement is not deleted'); END;
`,
};
