import type { Migration } from '../migration.ts';

/** Holds, freezes, requests for footage, incidents dealt with by hand, and the witness of a disposal. */
export const migration: Migration = {
  number: 19,
  name: 'keeping',
  sql: `
CREATE TABLE holds (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES cases (id),
  recording_id TEXT REFERENCES recordings (id),
  reason TEXT NOT NULL,
  authority TEXT NOT NULL CHECK (authority IN ('proceedings', 'request', 'police')),
  authority_reference TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('asked', 'in-force', 'refused', 'ended')),
  review_on TEXT NOT NULL,
  lapses_on TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  asked_by_id TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  decided_at TEXT,
  decided_by TEXT,
  decision_reasons TEXT,
  extension_on TEXT,
  extension_reason TEXT,
  extension_by_id TEXT,
  extension_by TEXT,
  ended_at TEXT,
  ended_by TEXT,
  end_reason TEXT,
  CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
  CHECK ((extension_on IS NULL) = (extension_by_id IS NULL))
) STRICT;
CREATE INDEX holds_by_case ON holds (case_id);
CREATE INDEX holds_by_state ON holds (state);
CREATE TRIGGER holds_stay_ended BEFORE UPDATE ON holds WHEN OLD.state IN ('ended', 'refused')
BEGIN SELECT RAISE(ABORT, 'a hold that has ended stays ended'); END;
CREATE TRIGGER holds_stay BEFORE DELETE ON holds BEGIN SELECT RAISE(ABORT, 'holds are ended, not deleted'); END;
CREATE TABLE disclosures (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  class TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'referred', 'granted', 'refused', 'sent', 'closed')),
  case_id TEXT REFERENCES cases (id),
  request TEXT NOT NULL,
  received_on TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  recorded_by_id TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  referral TEXT,
  agreement TEXT,
  decision TEXT,
  release_facts TEXT,
  ending TEXT,
  report_id TEXT REFERENCES documents (id)
) STRICT;
CREATE INDEX disclosures_by_state ON disclosures (state);
CREATE TRIGGER disclosures_stay_closed BEFORE UPDATE ON disclosures WHEN OLD.state = 'closed'
BEGIN SELECT RAISE(ABORT, 'a closed request stays closed'); END;
CREATE TRIGGER disclosures_stay BEFORE DELETE ON disclosures BEGIN SELECT RAISE(ABORT, 'requests are closed, not deleted'); END;
CREATE TABLE disclosure_clock (
  id INTEGER PRIMARY KEY,
  disclosure_id TEXT NOT NULL REFERENCES disclosures (id),
  step TEXT NOT NULL CHECK (step IN ('stop-identification', 'stop-clarification', 'restart', 'extend')),
  on_day TEXT NOT NULL,
  until_day TEXT CHECK (until_day IS NULL OR step = 'extend'),
  exemption TEXT CHECK ((exemption IS NULL) = (until_day IS NULL)),
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX disclosure_clock_by_disclosure ON disclosure_clock (disclosure_id);
CREATE TABLE freezes (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  disclosure_id TEXT NOT NULL REFERENCES disclosures (id),
  recording_id TEXT REFERENCES recordings (id),
  case_id TEXT REFERENCES cases (id),
  place TEXT,
  period_from TEXT,
  period_to TEXT,
  reason TEXT NOT NULL,
  frozen_at TEXT NOT NULL,
  frozen_by TEXT NOT NULL,
  thawed_at TEXT,
  thaw_reason TEXT,
  CHECK ((recording_id IS NOT NULL) + (case_id IS NOT NULL) + (place IS NOT NULL) = 1),
  CHECK ((place IS NULL) = (period_from IS NULL) AND (place IS NULL) = (period_to IS NULL))
) STRICT;
CREATE INDEX freezes_by_disclosure ON freezes (disclosure_id);
CREATE INDEX freezes_standing ON freezes (id) WHERE thawed_at IS NULL;
CREATE TRIGGER freezes_stay_thawed BEFORE UPDATE ON freezes WHEN OLD.thawed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a freeze thaws once'); END;
CREATE TRIGGER freezes_stay BEFORE DELETE ON freezes BEGIN SELECT RAISE(ABORT, 'freezes thaw, they are not deleted'); END;
CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  about TEXT NOT NULL,
  about_id TEXT NOT NULL,
  case_id TEXT REFERENCES cases (id),
  description TEXT NOT NULL,
  file_name TEXT NOT NULL,
  format TEXT NOT NULL CHECK (format IN ('pdf', 'jpeg', 'png', 'eml', 'txt', 'docx')),
  object_id TEXT NOT NULL REFERENCES objects (id),
  attached_at TEXT NOT NULL,
  attached_by TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_by_about ON attachments (about_id);
CREATE TRIGGER attachments_kept BEFORE UPDATE ON attachments BEGIN SELECT RAISE(ABORT, 'an attachment cannot change'); END;
CREATE TABLE disposal_signatures (
  disposal_id TEXT NOT NULL REFERENCES disposals (id),
  person_id TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (disposal_id, person_id)
) STRICT;
ALTER TABLE disposals ADD COLUMN done_by_id TEXT NOT NULL DEFAULT 'system';
ALTER TABLE disposals ADD COLUMN done_by TEXT NOT NULL DEFAULT 'The application';
ALTER TABLE breaches ADD COLUMN record TEXT;
ALTER TABLE breaches ADD COLUMN closed_at TEXT;
ALTER TABLE cases ADD COLUMN closing TEXT;
INSERT INTO settings (name, value) VALUES ('holdReviewDays', '28'), ('holdGraceDays', '7');
`,
};
