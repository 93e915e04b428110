import type { Migration } from '../migration.ts';
import { filling, type Indexed, numbered, of, REC, REF, triggers, valuesOf } from './0030-oversight.ts';

// Applications for licences, more registers in the one search, and what of a request for footage only those may find who may read it.

const requestSays = (part: string): string => `json_extract(t.request, '$.${part}')`;
const shortly = ['number', 'class', REF] as const;
const STILL = numbered('stills', 't.still_id');

const indexed: readonly Indexed[] = [
  {
    // As its list shows it; an auditor reads no more of it.
    register: 'disclosures',
    words: of('disclosures', ...shortly, requestSays('requester'), requestSays('organisation')),
    from: { disclosures: ['id', 'request'] },
  },
  {
    register: 'disclosuresread',
    words: of('disclosures', ...shortly, valuesOf('request')),
    from: { disclosures: ['id', 'request'] },
  },
  {
    register: 'masks',
    words: of('masks', `${STILL} || '-M' || t.ordinal`, 'reason', 'decision_reasons'),
    from: { masks: ['id', 'decision_reasons'] },
  },
  { register: 'clips', words: of('clips', 'number', REF, REC, 'reason'), from: { clips: ['id', 'number'] } },
  {
    register: 'transits',
    words: of(
      'transits',
      ...['number', numbered('bundles', 't.bundle_id'), 'copy', 'recipient', 'organisation', 'file_name'],
      '(SELECT c.react_ref FROM bundles b JOIN cases c ON c.id = b.case_id WHERE b.id = t.bundle_id)',
    ),
    from: { transits: ['id', 'file_name'] },
  },
  {
    // Whom it is about and where, and not a word of what they said of others.
    register: 'recognitions',
    words: of(
      'recognitions',
      ...['number', numbered('viewings', 't.viewing_id'), REC, "json_extract(t.facts, '$.person')"],
      "json_extract(t.by_hand, '$.place')",
      `(SELECT react_ref FROM cases WHERE id = coalesce((SELECT case_id FROM viewings WHERE id = t.viewing_id),
        (SELECT case_id FROM recordings WHERE id = t.recording_id)))`,
    ),
    from: { recognitions: ['id', 'number'] },
  },
  { register: 'portals', words: of('portals', 'number', 'host', 'profile_name'), from: { portals: ['id', 'host'] } },
  {
    register: 'attachments',
    words: of('attachments', 'description', 'file_name', REF),
    from: { attachments: ['id', 'description'] },
  },
];

export const migration: Migration = {
  number: 33,
  name: 'registers',
  sql: `
CREATE TABLE licence_applications (
  id INTEGER PRIMARY KEY,
  person_id TEXT NOT NULL,
  applied_on TEXT NOT NULL,
  reference TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  how TEXT CHECK (how IN ('refused', 'withdrawn')),
  ended_on TEXT,
  note TEXT,
  CHECK ((how IS NULL) = (ended_on IS NULL) AND (how IS NULL) = (note IS NULL))
) STRICT;
CREATE TRIGGER licence_applications_kept BEFORE UPDATE OF person_id, applied_on, reference, at, by_name ON licence_applications
BEGIN SELECT RAISE(ABORT, 'a register keeps its history'); END;
CREATE TRIGGER licence_applications_ended BEFORE UPDATE ON licence_applications WHEN OLD.how IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an application ends once'); END;
CREATE TRIGGER licence_applications_stay BEFORE DELETE ON licence_applications
BEGIN SELECT RAISE(ABORT, 'a register keeps its history'); END;
DROP TRIGGER search_disclosures_of_disclosures_0;
DROP TRIGGER search_disclosures_of_disclosures_1;
DELETE FROM search_words WHERE rowid IN (SELECT number FROM search_things WHERE register = 'disclosures');
DELETE FROM search_things WHERE register = 'disclosures';
${indexed.map(filling).join('\n')}
${indexed.map(triggers).join('\n')}
`,
};
