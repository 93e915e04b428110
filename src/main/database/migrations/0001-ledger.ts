import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 1,
  name: 'ledger',
  sql: `
CREATE TABLE ledger_entries (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  leaf_hash TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_by_action ON ledger_entries (action, seq);
CREATE INDEX ledger_by_time ON ledger_entries (at);
CREATE TABLE ledger_nodes (
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_checkpoints (
  size INTEGER PRIMARY KEY,
  root TEXT NOT NULL,
  at TEXT NOT NULL,
  signature TEXT NOT NULL
) STRICT;
CREATE TABLE ledger_mentions (
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_mentions_by_entry ON ledger_mentions (seq);
CREATE TRIGGER ledger_mentions_kept BEFORE UPDATE ON ledger_mentions BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_mentions_stay BEFORE DELETE ON ledger_mentions BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_entries_kept BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_entries_stay BEFORE DELETE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_nodes_kept BEFORE UPDATE ON ledger_nodes BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_nodes_stay BEFORE DELETE ON ledger_nodes BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_checkpoints_kept BEFORE UPDATE ON ledger_checkpoints BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_checkpoints_stay BEFORE DELETE ON ledger_checkpoints BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
`,
};
