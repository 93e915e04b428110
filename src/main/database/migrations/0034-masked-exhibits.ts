import type { Migration } from '../migration.ts';

/** A masked copy as an exhibit: the row keeps its still as well, of which it is a copy. */
export const migration: Migration = {
  number: 34,
  name: 'masked exhibits',
  sql: `
ALTER TABLE exhibits ADD COLUMN mask_id TEXT REFERENCES masks (id);
CREATE INDEX exhibits_by_mask ON exhibits (mask_id);
`,
};
