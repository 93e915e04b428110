import type { Migration } from '../migration.ts';

/** What stayed of a closed case and was looked through again; and from which day footage is kept. */
export const migration: Migration = {
  number: 39,
  name: 'kept reviews',
  sql: `
CREATE TABLE kept_reviews (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES cases (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  kept TEXT NOT NULL
) STRICT;
CREATE INDEX kept_reviews_by_case ON kept_reviews (case_id, at);
CREATE TRIGGER kept_reviews_stay BEFORE UPDATE ON kept_reviews BEGIN SELECT RAISE(ABORT, 'a review stays as it was made'); END;
CREATE TRIGGER kept_reviews_kept BEFORE DELETE ON kept_reviews BEGIN SELECT RAISE(ABORT, 'a review stays as it was made'); END;
CREATE INDEX cases_with_kept ON cases (id) WHERE closing IS NOT NULL;
INSERT OR IGNORE INTO settings (name, value) VALUES ('retentionFrom', '"recorded"'), ('keptReviewDays', 'null');
`,
};
