import type { Migration } from '../migration.ts';

/**
 * The routes of CoP 5.13 and 5.14, withdrawals, exhibits, masked copies and numbered prints. Stills of before came by the SNO's route;
 * the signed sheet of each is its first print.
 */
export const migration: Migration = {
  number: 23,
  name: 'stills',
  sql: `
ALTER TABLE stills ADD COLUMN route TEXT NOT NULL DEFAULT 'sno' CHECK (route IN ('sno', 'police', 'other'));
ALTER TABLE stills ADD COLUMN request TEXT CHECK ((route = 'sno') = (request IS NULL));
ALTER TABLE stills ADD COLUMN exhibit_reference TEXT;
ALTER TABLE stills ADD COLUMN withdrawal TEXT;
CREATE UNIQUE INDEX stills_by_exhibit ON stills (exhibit_reference) WHERE exhibit_reference IS NOT NULL;
CREATE TABLE masks (
  id TEXT PRIMARY KEY,
  still_id TEXT NOT NULL REFERENCES stills (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  state TEXT NOT NULL CHECK (state IN ('made', 'approved', 'refused')),
  reason TEXT NOT NULL,
  boxes TEXT NOT NULL,
  parent_sha256 TEXT NOT NULL,
  object_id TEXT NOT NULL REFERENCES objects (id),
  made_at TEXT NOT NULL,
  made_by_id TEXT NOT NULL,
  made_by TEXT NOT NULL,
  decided_at TEXT,
  decided_by TEXT,
  decision_reasons TEXT,
  UNIQUE (still_id, ordinal),
  CHECK ((state = 'made') = (decided_by IS NULL))
) STRICT;
CREATE TRIGGER masks_made BEFORE INSERT ON masks
  WHEN NEW.state <> 'made'
  OR NOT EXISTS (SELECT 1 FROM stills WHERE id = NEW.still_id AND state = 'countersigned' AND withdrawal IS NULL)
BEGIN SELECT RAISE(ABORT, 'only a countersigned still is masked'); END;
CREATE TRIGGER masks_kept BEFORE UPDATE OF id, still_id, ordinal, reason, boxes, parent_sha256, object_id, made_at, made_by_id, made_by ON masks
BEGIN SELECT RAISE(ABORT, 'a mask stays as it was made'); END;
CREATE TRIGGER masks_decided_once BEFORE UPDATE ON masks WHEN OLD.state <> 'made'
BEGIN SELECT RAISE(ABORT, 'a mask is decided once'); END;
CREATE TRIGGER masks_stay BEFORE DELETE ON masks BEGIN SELECT RAISE(ABORT, 'a mask is refused, not deleted'); END;
CREATE TABLE still_prints (
  id TEXT PRIMARY KEY,
  still_id TEXT NOT NULL REFERENCES stills (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  state TEXT NOT NULL CHECK (state IN ('in-cabinet', 'out', 'lost', 'destroyed')),
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  sheet_id TEXT NOT NULL REFERENCES documents (id),
  mask_id TEXT REFERENCES masks (id),
  where_now TEXT NOT NULL,
  due_back_on TEXT,
  destruction TEXT,
  certificate_id TEXT REFERENCES documents (id),
  loss TEXT,
  UNIQUE (still_id, ordinal),
  CHECK ((state = 'lost') = (loss IS NOT NULL)),
  CHECK (due_back_on IS NULL OR state = 'out'),
  CHECK ((state = 'destroyed') = (certificate_id IS NOT NULL)),
  CHECK ((certificate_id IS NULL) = (destruction IS NULL))
) STRICT;
CREATE INDEX still_prints_out ON still_prints (due_back_on) WHERE due_back_on IS NOT NULL;
CREATE TABLE print_movements (
  id INTEGER PRIMARY KEY,
  print_id TEXT NOT NULL REFERENCES still_prints (id),
  at TEXT NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('out', 'in')),
  person TEXT NOT NULL,
  organisation TEXT NOT NULL,
  taker TEXT,
  authority TEXT,
  reason TEXT NOT NULL,
  due_back_on TEXT,
  recorded_by TEXT NOT NULL,
  receipt_id TEXT REFERENCES documents (id),
  receipt_signed_on TEXT,
  CHECK ((way = 'out') = (taker IS NOT NULL)),
  CHECK ((coalesce(taker, 'staff') = 'staff') = (authority IS NULL)),
  CHECK ((way = 'out') = (receipt_id IS NOT NULL))
) STRICT;
CREATE INDEX print_movements_by_print ON print_movements (print_id);
INSERT INTO still_prints (id, still_id, ordinal, state, made_at, made_by, reason, sheet_id, where_now)
  SELECT s.sheet_id, s.id, 1, 'in-cabinet', s.countersigned_at, s.produced_by, 'For the locked cabinet', s.sheet_id, s.cabinet_place
  FROM stills s JOIN documents d ON d.id = s.sheet_id WHERE s.state = 'countersigned';
CREATE TRIGGER stills_police_paper BEFORE UPDATE OF state ON stills
  WHEN NEW.state = 'approved' AND NEW.route = 'police'
  AND NOT EXISTS (SELECT 1 FROM attachments WHERE about = 'still' AND about_id = NEW.id AND format IN ('pdf', 'jpeg', 'png'))
BEGIN SELECT RAISE(ABORT, 'no signed request is attached'); END;
CREATE TRIGGER stills_route_kept BEFORE UPDATE OF route, request ON stills
BEGIN SELECT RAISE(ABORT, 'how a still was asked for does not change'); END;
CREATE TRIGGER stills_exhibit_kept BEFORE UPDATE OF exhibit_reference ON stills WHEN OLD.exhibit_reference IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an exhibit keeps its reference'); END;
CREATE TRIGGER stills_stay_withdrawn BEFORE UPDATE ON stills WHEN OLD.withdrawal IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a still that was withdrawn stays withdrawn'); END;
CREATE TRIGGER still_prints_countersigned BEFORE INSERT ON still_prints
  WHEN NOT EXISTS (SELECT 1 FROM stills WHERE id = NEW.still_id AND state = 'countersigned' AND withdrawal IS NULL)
BEGIN SELECT RAISE(ABORT, 'only a countersigned still is printed'); END;
CREATE TRIGGER still_prints_of_mask BEFORE INSERT ON still_prints
  WHEN NEW.mask_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM masks WHERE id = NEW.mask_id AND still_id = NEW.still_id AND state = 'approved')
BEGIN SELECT RAISE(ABORT, 'only an approved mask is printed'); END;
CREATE TRIGGER still_prints_go_out BEFORE UPDATE OF state ON still_prints
  WHEN NEW.state = 'out'
  AND NOT EXISTS (SELECT 1 FROM stills WHERE id = NEW.still_id AND state = 'countersigned' AND withdrawal IS NULL)
BEGIN SELECT RAISE(ABORT, 'only a countersigned still goes out'); END;
CREATE TRIGGER still_prints_gone BEFORE UPDATE ON still_prints WHEN OLD.state = 'destroyed'
BEGIN SELECT RAISE(ABORT, 'a print that was destroyed stays so'); END;
CREATE TRIGGER still_prints_stay BEFORE DELETE ON still_prints BEGIN SELECT RAISE(ABORT, 'a print is destroyed, not deleted'); END;
CREATE TRIGGER print_movements_kept BEFORE UPDATE OF print_id, at, way, person, organisation, taker, authority, reason, due_back_on, receipt_id ON print_movements
BEGIN SELECT RAISE(ABORT, 'a movement is entered once'); END;
CREATE TRIGGER print_movements_stay BEFORE DELETE ON print_movements BEGIN SELECT RAISE(ABORT, 'a movement is entered once'); END;
`,
};
