import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 9,
  name: 'disc-custody',
  sql: `
ALTER TABLE discs ADD COLUMN due_back_on TEXT;
ALTER TABLE disc_movements ADD COLUMN due_back_on TEXT;
ALTER TABLE disc_movements ADD COLUMN receipt_id TEXT REFERENCES documents (id);
ALTER TABLE disc_movements ADD COLUMN receipt_signed_on TEXT;
CREATE INDEX discs_due_back ON discs (due_back_on) WHERE due_back_on IS NOT NULL;
CREATE INDEX disc_movements_by_disc ON disc_movements (disc_id);
CREATE TABLE disc_destructions (
  disc_id TEXT PRIMARY KEY REFERENCES discs (id),
  at TEXT NOT NULL,
  method TEXT NOT NULL,
  place TEXT NOT NULL,
  destroyed_by TEXT NOT NULL,
  witnessed_by TEXT NOT NULL,
  certificate_id TEXT NOT NULL REFERENCES documents (id)
) STRICT;
CREATE TRIGGER disc_movements_kept BEFORE UPDATE OF disc_id, at, moved_from, moved_to, reason, seal_number, handed_by, received_by ON disc_movements
BEGIN SELECT RAISE(ABORT, 'a movement is entered once'); END;
CREATE TRIGGER disc_movements_stay BEFORE DELETE ON disc_movements BEGIN SELECT RAISE(ABORT, 'a movement is entered once'); END;
`,
};
