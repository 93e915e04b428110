import { z } from 'zod';
import type { CommandName } from '../../shared/contract.ts';
import { Place } from '../../shared/contract/oversight.ts';
import type { SearchHit, SearchRegister } from '../../shared/contract/search.ts';
import type { ReadDb } from '../database/database.ts';

// What one search shows of a thing that its index found (migration 30): a number, one line and where it is opened.

interface Source {
  /** Whoever may give this command may find what it lists. */
  readonly follows: CommandName;
  /** The name of the register in the index. */
  readonly index: string;
  readonly table: string;
  readonly joins?: string;
  readonly where?: string;
  readonly reference: string;
  readonly line: string;
  /** A day, a wall-clock time or an instant. */
  readonly on: string;
  readonly screen: SearchHit['place']['screen'];
  /** An expression for the screen, where it is not the same for all. */
  readonly screenOf?: string;
  /** Words that only whoever may give a further command may find it by: an index that holds all of them. */
  readonly closely?: { readonly follows: CommandName; readonly index: string };
  /** What is opened on that screen: an expression, a fixed part, or the room itself. */
  readonly opens: string;
}

const CASE = 'JOIN cases c ON c.id = t.case_id';
const RECORDING = 'JOIN recordings r ON r.id = t.recording_id';
/** What a viewing showed first; of a showing of clips or stills alone, the recording its first one was taken from. */
const shownFirst = (viewing: string, sooner: readonly string[] = []): string =>
  `LEFT JOIN viewing_recordings s ON s.viewing_id = ${viewing}.id AND s.place = 0
   LEFT JOIN stills q ON q.id = json_extract(${viewing}.showing, '$.stills[0].stillId')
   LEFT JOIN clips k ON k.id = json_extract(${viewing}.showing, '$.exhibits[0].clipId')
   JOIN recordings r ON r.id = coalesce(${[...sooner, 's.recording_id', 'k.recording_id', 'q.recording_id'].join(', ')})`;
const said = (...parts: readonly string[]): string => `concat_ws(', ', ${parts.join(', ')})`;

const OPEN = "iif(t.closed_at IS NULL, 'open', 'closed')";

const SOURCES: Readonly<Record<Exclude<SearchRegister, 'ledger'>, Source>> = {
  case: {
    ...{ follows: 'cases.list', index: 'cases', table: 'cases', screen: 'case', opens: 't.id' },
    ...{ reference: 't.react_ref', line: 't.title', on: 't.opened_at' },
  },
  'reported-incident': {
    ...{ follows: 'cases.list', index: 'incidents', table: 'incidents', joins: CASE, screen: 'case', opens: 'c.id' },
    ...{ reference: 'c.react_ref', line: 't.place', on: 't.occurred_at' },
  },
  retrieval: {
    ...{ follows: 'retrievals.list', index: 'retrievals', table: 'retrievals', joins: CASE, screen: 'case' },
    ...{ opens: 'c.id', reference: 't.number', line: said('c.react_ref', 't.place', 't.state'), on: 't.started_at' },
  },
  recording: {
    ...{ follows: 'recordings.list', index: 'recordings', table: 'recordings', screen: 'recording', opens: 't.id' },
    joins: `${CASE} JOIN objects o ON o.id = t.master_id`,
    reference: 't.number',
    line: said('c.react_ref', "iif(o.disposed_at IS NULL, 'in the vault', 'destroyed')"),
    on: 't.recorded_from',
  },
  viewing: {
    ...{ follows: 'viewings.list', index: 'viewings', table: 'viewings', joins: shownFirst('t'), screen: 'recording' },
    ...{ opens: 'r.id', reference: 't.number', line: said('r.number', 't.purpose'), on: 't.opened_at' },
  },
  recognition: {
    ...{ follows: 'viewings.recognitions', index: 'recognitions', table: 'recognitions', screen: 'recording' },
    joins: `LEFT JOIN viewings v ON v.id = t.viewing_id ${shownFirst('v', ['t.recording_id'])}`,
    ...{ opens: 'r.id', reference: 't.number', line: said('v.number', 'r.number'), on: 't.at' },
  },
  still: {
    ...{ follows: 'stills.list', index: 'stills', table: 'stills', joins: `${CASE} ${RECORDING}`, screen: 'stills' },
    ...{ opens: 't.id', reference: 't.number', line: said('c.react_ref', 'r.number', 't.state') },
    on: 't.requested_at',
  },
  print: {
    ...{ follows: 'prints.list', index: 'prints', table: 'still_prints', screen: 'stills', opens: 's.id' },
    joins: 'JOIN stills s ON s.id = t.still_id',
    ...{ reference: "s.number || '/' || t.ordinal", line: "replace(t.state, '-', ' ')", on: 't.made_at' },
  },
  mask: {
    ...{ follows: 'masks.list', index: 'masks', table: 'masks', screen: 'stills', opens: 's.id' },
    joins: 'JOIN stills s ON s.id = t.still_id',
    ...{ reference: "s.number || '-M' || t.ordinal", line: said('s.number', 't.state'), on: 't.made_at' },
  },
  proceedings: {
    ...{ follows: 'proceedings.list', index: 'proceedings', table: 'proceedings', joins: CASE, screen: 'case' },
    ...{ opens: 'c.id', reference: 't.case_number', line: said('t.court', 'c.react_ref'), on: 't.hearing_on' },
  },
  bundle: {
    ...{ follows: 'bundles.list', index: 'bundles', table: 'bundles', joins: CASE, screen: 'court', opens: 't.id' },
    ...{ reference: 't.number', line: said('c.react_ref', 't.state'), on: 't.prepared_at' },
  },
  exhibit: {
    ...{ follows: 'bundles.list', index: 'exhibits', table: 'exhibits', screen: 'court', opens: 'b.id' },
    joins: 'JOIN bundles b ON b.id = t.bundle_id',
    ...{ reference: 't.reference', line: said('b.number', 't.kind'), on: 'b.prepared_at' },
  },
  disc: {
    ...{ follows: 'discs.list', index: 'discs', table: 'discs', screen: 'court', opens: 'b.id' },
    joins: 'JOIN bundles b ON b.id = t.bundle_id',
    ...{ reference: 't.number', line: said('b.number', "t.copy || ' copy'", 't.state'), on: 't.burned_at' },
  },
  clip: {
    ...{ follows: 'clips.list', index: 'clips', table: 'clips', joins: `${CASE} ${RECORDING}`, screen: 'recording' },
    ...{ opens: 'r.id', reference: 't.number', line: said('c.react_ref', 'r.number'), on: 't.made_at' },
  },
  'encrypted-copy': {
    ...{ follows: 'transits.list', index: 'transits', table: 'transits', screen: 'court', opens: 'b.id' },
    joins: 'JOIN bundles b ON b.id = t.bundle_id',
    ...{ reference: 't.number', line: said('b.number', "t.copy || ' copy'", 't.state'), on: 't.made_at' },
  },
  disclosure: {
    ...{
      follows: 'disclosures.list',
      index: 'disclosures',
      table: 'disclosures',
      screen: 'disclosures',
      opens: 't.id',
      closely: { follows: 'disclosures.read', index: 'disclosuresread' },
    },
    ...{ reference: 't.number', line: said("replace(t.class, '-', ' ')", 't.state'), on: 't.received_on' },
  },
  hold: {
    ...{ follows: 'holds.list', index: 'holds', table: 'holds', joins: CASE, screen: 'case', opens: 'c.id' },
    ...{ reference: 't.number', line: said('c.react_ref', "replace(t.state, '-', ' ')"), on: 't.review_on' },
  },
  disposal: {
    ...{ follows: 'disposals.list', index: 'disposals', table: 'disposals', joins: RECORDING, screen: 'recording' },
    ...{ opens: 'r.id', reference: 't.number', line: 'r.number', on: 't.disposed_at' },
  },
  deployment: {
    ...{ follows: 'deployments.list', index: 'deployments', table: 'deployments', screen: 'deployment', opens: 't.id' },
    ...{ reference: 't.number', line: said('t.place', 't.state'), on: 't.requested_at' },
  },
  pia: {
    ...{ follows: 'pias.list', index: 'pias', table: 'pias', screen: 'pia', opens: 't.id' },
    joins:
      'JOIN pia_versions v ON v.pia_id = t.id AND v.version = (SELECT max(version) FROM pia_versions WHERE pia_id = t.id)',
    ...{ reference: 't.number', line: said('v.place', "'version ' || v.version", 'v.state'), on: 'v.entered_at' },
  },
  kit: {
    ...{
      follows: 'kits.list',
      index: 'kits',
      table: 'kits',
      screen: 'kit',
      opens: 't.id',
      reference: 't.asset_number',
    },
    ...{ line: said('t.storeroom_place', "iif(t.retired_at IS NULL, NULL, 'retired')"), on: 't.registered_at' },
  },
  contractor: {
    ...{ follows: 'contractors.list', index: 'contractors', table: 'contractors', screen: 'scheme' },
    ...{ opens: "'contractors'", reference: 't.name', line: 't.company', on: 't.registered_at' },
  },
  site: {
    ...{ follows: 'sites.list', index: 'sites', table: 'sites', screen: 'settings', opens: "'sites'" },
    ...{ reference: 't.number', line: 't.address', on: 't.registered_at' },
  },
  stick: {
    ...{ follows: 'sticks.list', index: 'sticks', table: 'sticks', screen: 'settings', opens: "'sticks'" },
    ...{ reference: 't.number', line: 't.serial', on: 't.registered_at' },
  },
  portal: {
    ...{ follows: 'portals.list', index: 'portals', table: 'portals', screen: 'settings', opens: "'portals'" },
    ...{ reference: 't.number', line: said('t.profile_name', "iif(t.is_on, 'on', 'off')"), on: 't.registered_at' },
  },
  incident: {
    ...{ follows: 'breaches.list', index: 'breaches', table: 'breaches', screen: 'settings', opens: "'breaches'" },
    where: "t.kind <> 'complaint'",
    ...{ reference: 't.number', line: said("replace(t.kind, '-', ' ')", OPEN), on: 't.at' },
  },
  complaint: {
    ...{ follows: 'breaches.list', index: 'breaches', table: 'breaches', screen: 'settings', opens: "'breaches'" },
    where: "t.kind = 'complaint'",
    ...{ reference: 't.number', line: OPEN, on: 't.at' },
  },
  audit: {
    ...{ follows: 'audits.list', index: 'audits', table: 'audits', screen: 'audit', opens: 't.id' },
    ...{ reference: 't.number', line: said('t.reference', OPEN), on: 't.opened_at' },
  },
  person: {
    ...{ follows: 'people.list', index: 'people', table: 'people', screen: 'settings', opens: "'people'" },
    ...{ reference: 't.name', line: said('t.role', "iif(t.closed_at IS NULL, NULL, 'account closed')"), on: 'NULL' },
  },
  document: {
    ...{ follows: 'documents.list', index: 'documents', table: 'documents', screen: 'settings', opens: "'documents'" },
    ...{ reference: 't.title', line: "t.pages || iif(t.pages = 1, ' page', ' pages')", on: 't.made_at' },
  },
  paper: {
    ...{ follows: 'attachments.list', index: 'attachments', table: 'attachments', screen: 'disclosures' },
    joins: 'LEFT JOIN still_prints p ON p.id = t.about_id',
    screenOf: "CASE t.about WHEN 'disclosure' THEN 'disclosures' WHEN 'audit' THEN 'audit' ELSE 'stills' END",
    ...{ opens: 'coalesce(p.still_id, t.about_id)', reference: 't.description', line: 't.file_name' },
    on: 't.attached_at',
  },
};

const Row = z.object({
  id: z.string(),
  screen: Place.shape.screen,
  reference: z.string(),
  line: z.string(),
  /** A day, a wall-clock time or an instant. */
  on: z.string().nullable(),
  opens: z.string(),
});
export type FoundRow = z.output<typeof Row>;

/** The registers, with the commands whose permission each follows and the indexes of its words. */
export const searched = Object.entries(SOURCES).map(([register, { follows, index, closely }]) => ({
  register: register as Exclude<SearchRegister, 'ledger'>,
  follows,
  index,
  closely: closely ?? null,
}));

// The index first, newest first, and of each register's own rows only as many as are wanted.
const select = ({ table, screen, screenOf, joins = '', where = 'true', reference, line, on, opens }: Source): string =>
  `SELECT t.id, ${screenOf ?? `'${screen}'`} AS screen, ${reference} AS reference, ${line} AS line, ${on} AS "on", ${opens} AS opens
   FROM search_words w CROSS JOIN search_things n ON n.number = w.rowid CROSS JOIN ${table} t ON t.id = n.thing ${joins}
   WHERE w.search_words MATCH 'register : "' || ? || '" AND words : (' || ? || ')' AND ${where}
   ORDER BY w.rowid DESC LIMIT ?`;

const statements = new Map(Object.entries(SOURCES).map(([register, source]) => [register, select(source)]));

/** Things of a register that fit a query of the words one of its indexes holds, newest first. */
export const findIn = (
  db: ReadDb,
  register: Exclude<SearchRegister, 'ledger'>,
  { index, query, limit }: { readonly index: string; readonly query: string; readonly limit: number },
): FoundRow[] => db.rows(Row, statements.get(register) ?? '', index, query, limit);
