import type { Migration } from '../migration.ts';

// How court cases ended, what came of an audit's answers, and one search over all registers. Every table that has something to be found by keeps its words in one index, by triggers:
// no feature can forget it. The index holds words and no text, and is encrypted with everything else. Whoever makes a
// table anew makes its triggers anew.

export interface Indexed {
  /** One word: it is looked for like the others. */
  readonly register: string;
  /** All words of the thing with this identifier. */
  readonly words: string;
  /** The tables that have a part in it: which column names the thing, and what must be looked at again when it changes. */
  readonly from: Readonly<Record<string, readonly [id: string, columns: string]>>;
}

const all = (...parts: readonly string[]): string => `concat_ws(' ', ${parts.join(', ')})`;
/** Every value of a JSON column, none of its names. */
export const valuesOf = (column: string): string =>
  `(SELECT group_concat(atom, ' ') FROM json_tree(${column}) WHERE atom IS NOT NULL)`;
const listed = (what: string, from: string): string => `(SELECT group_concat(${what}, ' ') FROM ${from})`;
export const numbered = (table: string, id: string): string => `(SELECT number FROM ${table} WHERE id = ${id})`;
export const REF = '(SELECT react_ref FROM cases WHERE id = t.case_id)';
export const REC = numbered('recordings', 't.recording_id');
export const SHOWN = listed(
  'r.number',
  'viewing_recordings s JOIN recordings r ON r.id = s.recording_id WHERE s.viewing_id = t.id',
);
export const SHOWN_STILLS = listed(
  's.number',
  "json_each(t.showing, '$.stills') e JOIN stills s ON s.id = json_extract(e.value, '$.stillId')",
);
export const SHOWN_CLIPS = listed(
  'k.number',
  "json_each(t.showing, '$.exhibits') e JOIN clips k ON k.id = json_extract(e.value, '$.clipId')",
);
export const of = (table: string, ...parts: readonly string[]): string =>
  `SELECT ${all(...parts)} FROM ${table} t WHERE t.id = ?`;

const indexed: readonly Indexed[] = [
  { register: 'cases', words: of('cases', 'react_ref', 'title'), from: { cases: ['id', 'react_ref, title'] } },
  {
    register: 'incidents',
    words: of('incidents', REF, 'place', 'description', 'substr(occurred_at, 1, 10)'),
    from: { incidents: ['id', 'place, description'] },
  },
  {
    register: 'retrievals',
    words: of('retrievals', 'number', REF, 'place', 'reason', 'kit_serial', 'folder_name', 'officer'),
    from: { retrievals: ['id', 'place, reason'] },
  },
  {
    register: 'recordings',
    words: of(
      'recordings',
      'number',
      REF,
      numbered('retrievals', 't.retrieval_id'),
      '(SELECT path FROM retrieved_files WHERE id = t.file_id)',
      'substr(recorded_from, 1, 10)',
    ),
    from: { recordings: ['id', 'recorded_from'] },
  },
  {
    register: 'viewings',
    words: of('viewings', 'number', SHOWN, SHOWN_STILLS, REF, 'viewer', 'purpose', 'reason', 'outcome_note'),
    from: { viewings: ['id', 'outcome_note'], viewing_recordings: ['viewing_id', 'recording_id'] },
  },
  {
    register: 'stills',
    words: of(
      'stills',
      ...['number', REC, REF, 'requester', 'necessity', 'particulars', 'exhibit_reference', 'cabinet_place'],
      ...['requested_by', valuesOf('request')],
    ),
    from: { stills: ['id', 'exhibit_reference, cabinet_place'] },
  },
  {
    register: 'prints',
    words: of('still_prints', numbered('stills', 't.still_id'), 'ordinal', 'reason', 'where_now'),
    from: { still_prints: ['id', 'where_now'] },
  },
  {
    register: 'proceedings',
    words: of('proceedings', REF, 'court', 'case_number', 'parties'),
    from: { proceedings: ['id', 'court, case_number, parties'] },
  },
  { register: 'bundles', words: of('bundles', 'number', REF, 'note'), from: { bundles: ['id', 'note'] } },
  {
    register: 'exhibits',
    words: of('exhibits', 'reference', 'description', numbered('bundles', 't.bundle_id'), REC),
    from: { exhibits: ['id', 'reference, description'] },
  },
  {
    register: 'discs',
    words: of('discs', 'number', numbered('bundles', 't.bundle_id'), 'copy', 'seal_number', 'where_now'),
    from: { discs: ['id', 'seal_number, where_now'] },
  },
  {
    register: 'disclosures',
    words: of('disclosures', 'number', 'class', REF, valuesOf('request')),
    from: { disclosures: ['id', 'request'] },
  },
  {
    register: 'holds',
    words: of('holds', 'number', REF, REC, 'reason', 'authority', 'authority_reference'),
    from: { holds: ['id', 'reason, authority_reference'] },
  },
  { register: 'disposals', words: of('disposals', 'number', REC), from: { disposals: ['id', 'number'] } },
  {
    register: 'deployments',
    words: of('deployments', 'number', REF, 'place', 'customer', 'contact', 'requested_by'),
    from: { deployments: ['id', 'place, customer, contact'] },
  },
  {
    register: 'pias',
    words: of(
      'pias',
      'number',
      numbered('deployments', 't.deployment_id'),
      listed(all('v.place', 'v.author', valuesOf('v.text')), 'pia_versions v WHERE v.pia_id = t.id'),
    ),
    from: { pias: ['id', 'number'], pia_versions: ['pia_id', 'place, author, text'] },
  },
  {
    register: 'kits',
    words: of('kits', 'asset_number', 'storeroom_place', listed('serial', 'kit_parts WHERE kit_id = t.id')),
    from: { kits: ['id', 'storeroom_place'], kit_parts: ['kit_id', 'serial'] },
  },
  {
    register: 'contractors',
    words: of('contractors', 'name', 'company', 'sia_licence_number'),
    from: { contractors: ['id', 'name, company, sia_licence_number'] },
  },
  { register: 'sites', words: of('sites', 'number', 'address'), from: { sites: ['id', 'number, address'] } },
  { register: 'sticks', words: of('sticks', 'number', 'serial'), from: { sticks: ['id', 'number, serial'] } },
  {
    register: 'breaches',
    words: of('breaches', 'number', 'kind', 'description', REC, valuesOf('record')),
    from: { breaches: ['id', 'description, record'] },
  },
  {
    register: 'audits',
    words: of(
      'audits',
      ...['number', 'reference', 'terms', 'auditor', 'authority'],
      listed('text', 'audit_recommendations WHERE audit_id = t.id'),
    ),
    from: { audits: ['id', 'reference'], audit_recommendations: ['audit_id', 'text'] },
  },
  { register: 'people', words: of('people', 'name', 'username'), from: { people: ['id', 'name, username'] } },
  { register: 'documents', words: of('documents', 'title', REF), from: { documents: ['id', 'title'] } },
];

const wordsFor = (words: string, id: string): string => `(${words.replace(/\?$/u, id)})`;

export const triggers = ({ register, words, from }: Indexed): string =>
  Object.entries(from)
    .flatMap(([table, [id, columns]]) =>
      [`AFTER INSERT ON ${table}`, `AFTER UPDATE OF ${columns} ON ${table}`].map((when, which) => {
        const thing = `register = '${register}' AND thing = NEW.${id}`;
        return `CREATE TRIGGER search_${register}_of_${table}_${which} ${when} BEGIN
  INSERT INTO search_things (register, thing) SELECT '${register}', NEW.${id}
    WHERE NOT EXISTS (SELECT 1 FROM search_things WHERE ${thing});
  DELETE FROM search_words WHERE rowid = (SELECT number FROM search_things WHERE ${thing});
  INSERT INTO search_words (rowid, register, words)
    SELECT number, '${register}', ${wordsFor(words, `NEW.${id}`)} FROM search_things WHERE ${thing};
END;`;
      }),
    )
    .join('\n');

/** What stood in the registers before there was an index. */
export const filling = ({ register, words }: Indexed): string => {
  const table = /FROM (\w+) t WHERE t\.id = \?$/u.exec(words)?.[1] ?? '';
  return `INSERT INTO search_things (register, thing) SELECT '${register}', id FROM ${table} ORDER BY rowid;
INSERT INTO search_words (rowid, register, words)
  SELECT s.number, '${register}', ${wordsFor(words, 's.thing')} FROM search_things s WHERE s.register = '${register}';`;
};

const TOKENS = `tokenize = "unicode61 remove_diacritics 2"`;

export const migration: Migration = {
  number: 30,
  name: 'oversight',
  sql: `
INSERT OR IGNORE INTO settings (name, value) VALUES
  ('holds', '"with-approval"'), ('lawCited', '"UK GDPR and the Data Protection Act 2018"');
CREATE TABLE proceedings_outcomes (
  id INTEGER PRIMARY KEY,
  proceedings_id TEXT NOT NULL REFERENCES proceedings (id),
  ended_on TEXT NOT NULL,
  result TEXT NOT NULL,
  footage TEXT NOT NULL CHECK (footage IN ('relied-on', 'not-used', 'not-admitted')),
  note TEXT,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE INDEX proceedings_outcomes_by_proceedings ON proceedings_outcomes (proceedings_id, id);
CREATE TRIGGER proceedings_outcomes_kept BEFORE UPDATE ON proceedings_outcomes
BEGIN SELECT RAISE(ABORT, 'an outcome is entered once; a later one is entered after it'); END;
CREATE TRIGGER proceedings_outcomes_stay BEFORE DELETE ON proceedings_outcomes
BEGIN SELECT RAISE(ABORT, 'an outcome is entered once; a later one is entered after it'); END;
CREATE TABLE audit_actions (
  recommendation_id TEXT PRIMARY KEY REFERENCES audit_recommendations (id),
  facts TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_actions_kept BEFORE UPDATE ON audit_actions BEGIN SELECT RAISE(ABORT, 'what was done stays as it was recorded'); END;
CREATE TRIGGER audit_actions_stay BEFORE DELETE ON audit_actions BEGIN SELECT RAISE(ABORT, 'what was done stays as it was recorded'); END;
CREATE TABLE search_things (
  number INTEGER PRIMARY KEY,
  register TEXT NOT NULL,
  thing TEXT NOT NULL,
  UNIQUE (register, thing)
) STRICT;
CREATE VIRTUAL TABLE search_words USING fts5(register, words, content = '', contentless_delete = 1, prefix = '2 3', ${TOKENS});
CREATE VIRTUAL TABLE ledger_words USING fts5(words, content = '', ${TOKENS});
${indexed.map(filling).join('\n')}
${indexed.map(triggers).join('\n')}
`,
};
