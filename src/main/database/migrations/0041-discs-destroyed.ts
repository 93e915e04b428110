import type { Migration } from '../migration.ts';

/** Whether a disc that was destroyed was good until then: a set of which good discs were destroyed is given up. */
export const migration: Migration = {
  number: 41,
  name: 'discs destroyed',
  sql: `
ALTER TABLE discs ADD COLUMN was_good INTEGER CHECK (was_good IN (0, 1));
`,
};
