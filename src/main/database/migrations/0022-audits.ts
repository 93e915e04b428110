import type { Migration } from '../migration.ts';

/** Audits (CoP 6.5, 6.6). What was drawn stays drawn; a closed audit stays as it was closed. */
export const migration: Migration = {
  number: 22,
  name: 'audits',
  sql: `
CREATE TABLE audits (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  reference TEXT NOT NULL,
  terms TEXT NOT NULL,
  areas TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_until TEXT NOT NULL,
  auditor TEXT NOT NULL,
  auditor_id TEXT REFERENCES people (id),
  authority TEXT NOT NULL,
  authorised_on TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  draw TEXT,
  conclusion TEXT,
  closed_at TEXT,
  closed_by TEXT,
  sheet_id TEXT REFERENCES documents (id),
  CHECK ((closed_at IS NULL) = (conclusion IS NULL))
) STRICT;
CREATE TABLE audit_checks (
  id TEXT PRIMARY KEY,
  audit_id TEXT NOT NULL REFERENCES audits (id),
  position INTEGER NOT NULL,
  area TEXT NOT NULL,
  item TEXT NOT NULL,
  finding TEXT CHECK (finding IN ('in-order', 'not-in-order')),
  note TEXT,
  found_at TEXT,
  found_by TEXT,
  UNIQUE (audit_id, position),
  UNIQUE (audit_id, area, item),
  CHECK ((finding IS NULL) = (found_at IS NULL))
) STRICT;
CREATE TABLE audit_recommendations (
  id TEXT PRIMARY KEY,
  audit_id TEXT NOT NULL REFERENCES audits (id),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  answer TEXT,
  UNIQUE (audit_id, position)
) STRICT;
CREATE TRIGGER audits_stay_closed BEFORE UPDATE ON audits WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a closed audit stays as it was closed'); END;
CREATE TRIGGER audits_are_drawn_once BEFORE UPDATE OF draw ON audits WHEN OLD.draw IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'spot checks are drawn once'); END;
CREATE TRIGGER audits_stay BEFORE DELETE ON audits BEGIN SELECT RAISE(ABORT, 'an audit stays on record'); END;
CREATE TRIGGER audit_checks_kept BEFORE UPDATE OF id, audit_id, position, area, item ON audit_checks
BEGIN SELECT RAISE(ABORT, 'what was drawn stays drawn'); END;
CREATE TRIGGER audit_checks_stay BEFORE DELETE ON audit_checks BEGIN SELECT RAISE(ABORT, 'what was drawn stays drawn'); END;
CREATE TRIGGER audit_recommendations_kept BEFORE UPDATE OF id, audit_id, position, text, at, by_name ON audit_recommendations
BEGIN SELECT RAISE(ABORT, 'a recommendation stays as it was made'); END;
CREATE TRIGGER audit_answers_kept BEFORE UPDATE ON audit_recommendations WHEN OLD.answer IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an answer stays as it was given'); END;
CREATE TRIGGER audit_recommendations_stay BEFORE DELETE ON audit_recommendations
BEGIN SELECT RAISE(ABORT, 'a recommendation stays as it was made'); END;
`,
};
