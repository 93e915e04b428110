import type { Migration } from '../migration.ts';

export const migration: Migration = {
  number: 6,
  name: 'viewings',
  sql: `
CREATE TABLE viewings (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  case_id TEXT NOT NULL REFERENCES cases (id),
  viewer TEXT NOT NULL,
  purpose TEXT NOT NULL,
  place TEXT NOT NULL,
  reason TEXT NOT NULL,
  persons_present TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  closed_at TEXT,
  ending TEXT NOT NULL CHECK (ending IN ('open', 'closed', 'abnormal')),
  outcome TEXT,
  outcome_note TEXT
) STRICT;
CREATE INDEX viewings_by_case ON viewings (case_id);
CREATE TABLE viewing_recordings (
  viewing_id TEXT NOT NULL REFERENCES viewings (id),
  place INTEGER NOT NULL,
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  PRIMARY KEY (viewing_id, place),
  UNIQUE (viewing_id, recording_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX viewings_by_recording ON viewing_recordings (recording_id);
CREATE TABLE watched (
  id INTEGER PRIMARY KEY,
  viewing_id TEXT NOT NULL REFERENCES viewings (id),
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  from_ms REAL NOT NULL,
  to_ms REAL NOT NULL
) STRICT;
CREATE INDEX watched_by_viewing ON watched (viewing_id);
CREATE TABLE bookmarks (
  id TEXT PRIMARY KEY,
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  viewing_id TEXT NOT NULL REFERENCES viewings (id),
  position_ms REAL NOT NULL,
  frame_index INTEGER NOT NULL,
  note TEXT NOT NULL,
  mark TEXT CHECK (mark IN ('clip-from', 'clip-to')),
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX bookmarks_by_recording ON bookmarks (recording_id);
CREATE TABLE stills (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  case_id TEXT NOT NULL REFERENCES cases (id),
  bookmark_id TEXT NOT NULL REFERENCES bookmarks (id),
  state TEXT NOT NULL CHECK (state IN ('requested', 'refused', 'approved', 'produced', 'rejected', 'countersigned')),
  requester TEXT NOT NULL,
  necessity TEXT NOT NULL,
  particulars TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  requested_by_id TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  decided_by_id TEXT,
  decided_by TEXT,
  decision_reasons TEXT,
  frame_index INTEGER NOT NULL,
  position_ms REAL NOT NULL,
  recorded_time TEXT,
  corrected_time TEXT,
  produced_at TEXT,
  produced_by_id TEXT,
  produced_by TEXT,
  production TEXT,
  object_id TEXT REFERENCES objects (id),
  countersigned_by TEXT,
  countersigned_at TEXT,
  cabinet_place TEXT,
  sheet_id TEXT
) STRICT;
CREATE INDEX stills_by_case ON stills (case_id);
`,
};
