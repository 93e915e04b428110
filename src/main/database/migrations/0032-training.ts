import type { Migration } from '../migration.ts';

/**
 * A training vault is one from its first entry on and for ever. What comes from no stick, site or portal is simulated:
 * such a retrieval is only in a training vault, and a training vault has no other. No disc and no encrypted copy is made
 * of one.
 */
export const migration: Migration = {
  number: 32,
  name: 'training',
  sql: `
CREATE TABLE training_vault (only INTEGER PRIMARY KEY CHECK (only = 1), since TEXT NOT NULL) STRICT;
CREATE TRIGGER training_vault_from_the_start BEFORE INSERT ON training_vault WHEN EXISTS (SELECT 1 FROM ledger_entries)
BEGIN SELECT RAISE(ABORT, 'a vault in use does not become a training vault'); END;
CREATE TRIGGER training_vault_for_ever BEFORE UPDATE ON training_vault
BEGIN SELECT RAISE(ABORT, 'a training vault stays one'); END;
CREATE TRIGGER training_vault_stays BEFORE DELETE ON training_vault
BEGIN SELECT RAISE(ABORT, 'a training vault stays one'); END;
CREATE TRIGGER simulated_footage_apart BEFORE INSERT ON retrievals
WHEN (NEW.stick_id IS NULL AND NEW.site_id IS NULL AND NEW.portal_id IS NULL) <> EXISTS (SELECT 1 FROM training_vault)
BEGIN SELECT RAISE(ABORT, 'simulated footage and footage are never in one vault'); END;
CREATE TRIGGER sources_kept BEFORE UPDATE OF stick_id, site_id, portal_id ON retrievals
BEGIN SELECT RAISE(ABORT, 'where footage came from does not change'); END;
CREATE TRIGGER no_disc_of_training BEFORE INSERT ON discs WHEN EXISTS (SELECT 1 FROM training_vault)
BEGIN SELECT RAISE(ABORT, 'no disc is made of a training vault'); END;
CREATE TRIGGER no_transit_of_training BEFORE INSERT ON transits WHEN EXISTS (SELECT 1 FROM training_vault)
BEGIN SELECT RAISE(ABORT, 'no encrypted copy is made of a training vault'); END;
`,
};
