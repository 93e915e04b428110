import type { Migration } from '../migration.ts';

/**
 * Who may operate the systems, and by which version of the code of practice. The licence in force also stands with the
 * person; here is every one that was ever entered. The text of version 1 comes with the application (text is null).
 */
export const migration: Migration = {
  number: 12,
  name: 'conduct',
  sql: `
INSERT OR IGNORE INTO settings (name, value) VALUES ('trainingExpiry', '"warn"');
CREATE TABLE sia_licences (
  id INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL,
  number TEXT NOT NULL,
  expires_on TEXT NOT NULL,
  card_seen INTEGER NOT NULL CHECK (card_seen IN (0, 1)),
  entered_at TEXT,
  entered_by TEXT
) STRICT;
CREATE INDEX sia_licences_by_person ON sia_licences (person_id);
ALTER TABLE viewings ADD COLUMN officer_present TEXT;
ALTER TABLE viewings ADD COLUMN authority TEXT;
CREATE TABLE training (
  id INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL,
  course TEXT NOT NULL COLLATE NOCASE,
  completed_on TEXT NOT NULL,
  expires_on TEXT,
  entered_at TEXT NOT NULL,
  entered_by TEXT NOT NULL
) STRICT;
CREATE INDEX training_by_person ON training (person_id, course);
CREATE TABLE code_versions (
  version INTEGER PRIMARY KEY,
  dated TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  next_review_on TEXT NOT NULL,
  changes TEXT NOT NULL,
  consulted TEXT NOT NULL,
  text TEXT,
  text_sha256 TEXT NOT NULL,
  raised_at TEXT,
  raised_by TEXT
) STRICT;
INSERT INTO code_versions (version, dated, effective_on, next_review_on, changes, consulted, text_sha256) VALUES
  (1, 'January 2025', '2025-02-11', '2028-02-10', 'Three-year review', 'Customer Focus Group on 19th November 2024',
   '2612ecbf0959f198d306ffa821163c45d804f0d89a556dd374d8e70349ab772b');
CREATE TABLE code_acknowledgements (
  version INTEGER NOT NULL REFERENCES code_versions (version),
  person_id TEXT NOT NULL,
  person TEXT NOT NULL,
  at TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  PRIMARY KEY (version, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE code_reviews (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES code_versions (version),
  reviewed_on TEXT NOT NULL,
  finding TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
${['sia_licences', 'training', 'code_versions', 'code_acknowledgements', 'code_reviews']
  .flatMap((table) => [
    `CREATE TRIGGER ${table}_kept BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'a register keeps its history'); END;`,
    `CREATE TRIGGER ${table}_stay BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'a register keeps its history'); END;`,
  ])
  .join('\n')}
`,
};
