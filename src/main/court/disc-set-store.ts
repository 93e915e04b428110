import { z } from 'zod';
import type { DiscSetRecord } from '../../../resources/open-me-first/verify/disc-set.ts';
import { readDiscSet } from '../../../resources/open-me-first/verify/disc-set.ts';
import type { LedgerRecord } from '../../../resources/open-me-first/verify/ledger.ts';
import { DiscCopy, DiscSet } from '../../shared/contract/court.ts';
import { BundleId, type DiscId, DiscSetId, DocumentId, Instant } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { missingPlaces } from './disc-plan.ts';

/** What the discs of a set have in common, as it was when the first was planned. */
export interface FrozenSet {
  readonly id: DiscSetId;
  readonly bundleId: BundleId;
  readonly copy: z.output<typeof DiscCopy>;
  readonly begunAt: string;
  readonly documents: readonly { readonly id: DocumentId; readonly title: string }[];
  readonly ledger: LedgerRecord;
  readonly plan: DiscSetRecord;
}

const Documents = z.array(z.object({ id: DocumentId, title: z.string() }));
const FrozenRow = z.object({
  id: DiscSetId,
  bundleId: BundleId,
  copy: DiscCopy,
  begunAt: Instant,
  documents: z.string().transform((text) => Documents.parse(JSON.parse(text))),
  ledger: z.string().transform((text) => JSON.parse(text) as LedgerRecord),
  plan: z.string().transform(readDiscSet),
});

export const findSet = (db: ReadDb, id: DiscSetId): FrozenSet | null =>
  db.row(
    FrozenRow,
    'SELECT id, bundle_id AS bundleId, copy, begun_at AS begunAt, documents, ledger, part_list AS plan FROM disc_sets WHERE id = ?',
    id,
  );

export function insertSet(db: WriteDb, { plan, ...set }: FrozenSet, begunBy: string): void {
  db.run(
    'INSERT INTO disc_sets (id, bundle_id, copy, size, begun_at, begun_by, documents, ledger, part_list) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    set.id,
    set.bundleId,
    set.copy,
    plan.size,
    set.begunAt,
    begunBy,
    JSON.stringify(set.documents),
    JSON.stringify(set.ledger),
    JSON.stringify(plan),
  );
}

/** The disc in the drive becomes the first of a set. */
export const becomeFirst = (db: WriteDb, discId: DiscId, { id, plan }: Pick<FrozenSet, 'id' | 'plan'>): void =>
  void db.run(
    `UPDATE discs SET set_id = ?, set_number = 1, set_size = ? WHERE id = ? AND state = 'burning'`,
    id,
    plan.size,
    discId,
  );

const PlaceRow = z.object({ setNumber: z.number(), state: z.string(), wasGood: z.number().nullable() });
const SetRow = DiscSet.omit({ missing: true, isGivenUp: true });

export function listSets(db: ReadDb, bundleId: BundleId | null): DiscSet[] {
  const sets = db.rows(
    SetRow,
    `SELECT s.id, s.bundle_id AS bundleId, b.number AS bundleNumber, s.copy, s.size, s.begun_at AS begunAt, s.begun_by AS begunBy
     FROM disc_sets s JOIN bundles b ON b.id = s.bundle_id WHERE s.bundle_id IS coalesce(?, s.bundle_id) ORDER BY s.begun_at DESC`,
    bundleId,
  );
  return sets.map((set) => ({ ...set, ...placesOf(db, set) }));
}

/** The places of a set without a disc that was read back, and whether what was good of it was destroyed: a spoiled one leaves its place open. */
export function placesOf(
  db: ReadDb,
  { id, size }: Pick<DiscSet, 'id' | 'size'>,
): Pick<DiscSet, 'missing' | 'isGivenUp'> {
  const discs = db.rows(
    PlaceRow,
    'SELECT set_number AS setNumber, state, was_good AS wasGood FROM discs WHERE set_id = ?',
    id,
  );
  const missing = missingPlaces(size, discs);
  return { missing, isGivenUp: missing.length === size && discs.some(({ wasGood }) => wasGood === 1) };
}

/** Sets of which discs are missing while others are good. */
export const listIncompleteSets = (db: ReadDb): DiscSet[] =>
  listSets(db, null).filter(({ size, missing }) => missing.length > 0 && missing.length < size);
