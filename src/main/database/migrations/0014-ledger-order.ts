import type { Migration } from '../migration.ts';

/** How many nodes a tree has before entry `e` comes: half as many on each level as on the one below (merkle-tree.ts). */
const nodesBefore = (e: string): string => Array.from({ length: 40 }, (_, level) => `(${e} >> ${level})`).join(' + ');
const completedBy = '(((position + 1) << level) - 1)';

/**
 * The nodes of the ledger's tree in the order in which they are made, so that each is written at the end of its table.
 * Under (level, position) all were put into the middle, which left pages half full: a page more to encrypt for each two.
 * Days are found by halving, as entries never go back in time, so that their index goes too. The application is in no
 * list of mentions; its few entries are found by an index of their own.
 */
export const migration: Migration = {
  number: 14,
  name: 'ledger-order',
  sql: `
CREATE TABLE ledger_nodes_in_order (
  id INTEGER PRIMARY KEY,
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
INSERT INTO ledger_nodes_in_order
  SELECT ${nodesBefore(completedBy)} + level, level, position, hash FROM ledger_nodes ORDER BY 1;
DROP TRIGGER ledger_nodes_kept;
DROP TRIGGER ledger_nodes_stay;
DROP TABLE ledger_nodes;
ALTER TABLE ledger_nodes_in_order RENAME TO ledger_nodes;
CREATE TRIGGER ledger_nodes_kept BEFORE UPDATE ON ledger_nodes BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
CREATE TRIGGER ledger_nodes_stay BEFORE DELETE ON ledger_nodes BEGIN SELECT RAISE(ABORT, 'the ledger cannot be changed'); END;
DROP INDEX ledger_by_time;
CREATE INDEX ledger_of_application ON ledger_entries (seq) WHERE actor_id = 'system';
`,
};
