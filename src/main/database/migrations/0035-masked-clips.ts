import type { Migration } from '../migration.ts';

/**
 * Masked clips: what is covered, the same stretch unmasked for the comparison, and what the second person decided. An
 * undecided or refused one goes into no bundle.
 */
export const migration: Migration = {
  number: 35,
  name: 'masked clips',
  sql: `
CREATE TABLE clip_masks (
  clip_id TEXT PRIMARY KEY REFERENCES clips (id),
  areas TEXT NOT NULL,
  plain_id TEXT NOT NULL UNIQUE REFERENCES objects (id),
  state TEXT NOT NULL CHECK (state IN ('made', 'approved', 'refused')),
  decided_at TEXT,
  decided_by TEXT,
  decision_reasons TEXT,
  CHECK ((state = 'made') = (decided_at IS NULL))
) STRICT;
CREATE TRIGGER clip_masks_of_masked BEFORE INSERT ON clip_masks
  WHEN NEW.state <> 'made' OR NOT EXISTS (SELECT 1 FROM clips WHERE id = NEW.clip_id AND way = 'masked')
BEGIN SELECT RAISE(ABORT, 'only a masked clip has areas, and nobody has decided on a new one'); END;
CREATE TRIGGER clip_masks_kept BEFORE UPDATE OF clip_id, areas, plain_id ON clip_masks
BEGIN SELECT RAISE(ABORT, 'a mask stays as it was made'); END;
CREATE TRIGGER clip_masks_decided_once BEFORE UPDATE ON clip_masks WHEN OLD.state <> 'made'
BEGIN SELECT RAISE(ABORT, 'a mask is decided once'); END;
CREATE TRIGGER clip_masks_stay BEFORE DELETE ON clip_masks BEGIN SELECT RAISE(ABORT, 'a mask is refused, not deleted'); END;
CREATE TRIGGER exhibits_of_masked_clip BEFORE INSERT ON exhibits
  WHEN EXISTS (SELECT 1 FROM clips WHERE id = NEW.clip_id AND way = 'masked')
  AND NOT EXISTS (SELECT 1 FROM clip_masks WHERE clip_id = NEW.clip_id AND state = 'approved')
BEGIN SELECT RAISE(ABORT, 'only an approved masked clip is an exhibit'); END;
`,
};
