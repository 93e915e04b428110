import type { Output, Parsed } from '../../shared/contract.ts';
import type { Disc } from '../../shared/contract/court.ts';
import type { DiscSetRecord } from '../../../resources/open-me-first/verify/disc-set.ts';
import { AppError } from '../../shared/failure.ts';
import type { DiscSetId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { Work } from '../jobs.ts';
import { hashStretches } from '../platform/hash-stretches.ts';
import { newId } from '../platform/ids.ts';
import type { AssembledBundle, BundleAssembly } from './bundle-service.ts';
import { countDiscs, planSet } from './bundle-set.ts';
import type { StoredBundle } from './court-store.ts';
import {
  becomeFirst,
  findSet,
  type FrozenSet,
  insertSet,
  listIncompleteSets,
  listSets,
  placesOf,
} from './disc-set-store.ts';

interface Beginning {
  readonly bundle: StoredBundle;
  readonly capacityBytes: number;
  readonly act: Act;
  readonly work: Work;
}

/** Bundles on several discs: what the discs of a set have in common, and which are still to be burned (CO3). */
export function createDiscSets({ db, assembly }: { readonly db: ReadDb; readonly assembly: BundleAssembly }) {
  const requireSet = (id: DiscSetId | null): FrozenSet => {
    const found = id === null ? null : findSet(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such set of discs.');
    return found;
  };

  return {
    require: requireSet,
    list: ({ bundleId }: Parsed<'discs.sets'>): Output<'discs.sets'> => listSets(db, bundleId ?? null),

    incomplete: (): Output<'discs.sets'> => listIncompleteSets(db),

    /** Places of the disc's set that have no verified disc; none for a disc that is a bundle by itself. */
    missingBeside: ({ setId, setSize }: Pick<Disc, 'setId' | 'setSize'>): number[] =>
      setId === null ? [] : placesOf(db, { id: setId, size: setSize }).missing,

    /** The place the next disc takes: the first without a disc that was read back. */
    nextPlace(id: DiscSetId, bundleId: string): Pick<Disc, 'setId' | 'setNumber' | 'setSize' | 'copy'> {
      const set = requireSet(id);
      if (set.bundleId !== bundleId) throw new AppError('conflict', 'That set of discs belongs to another bundle.');
      const { missing, isGivenUp } = placesOf(db, { id, size: set.plan.size });
      if (isGivenUp) throw new AppError('conflict', 'The discs of that set were destroyed. Begin a new one.');
      const [setNumber] = missing;
      if (setNumber === undefined)
        throw new AppError('conflict', 'That set is complete: every disc of it was read back. Begin a new one.');
      return { setId: id, setNumber, setSize: set.plan.size, copy: set.copy };
    },

    /** Fixes what goes on which disc, and makes the disc in the drive the first of them. */
    async begin(
      disc: Disc,
      { input, tools, createdAt, frozen }: AssembledBundle,
      { bundle, capacityBytes, act, work }: Beginning,
    ): Promise<{ readonly disc: Disc; readonly plan: DiscSetRecord }> {
      work.progress('Dividing the bundle over several discs', 0, null, 'items');
      const id = newId<DiscSetId>();
      const plan = await planSet(input, tools, { setId: id, capacityBytes, hashStretches });
      if (plan.size < 2) throw new AppError('conflict', 'The bundle does not fit this disc. Use a larger disc.');
      const { copy, bundleId } = disc;
      act.as('discs.beginSet').change(['court'], (tx) => {
        insertSet(tx, { ...frozen, id, bundleId, copy, begunAt: createdAt, plan }, act.actor.name);
        becomeFirst(tx, disc.id, { id, plan });
        tx.enter(`bundle ${bundle.number}`, {
          ...{ setId: id, bundleId, caseId: bundle.proceedings.caseId, copy, discs: plan.size },
          divided: plan.files.filter(({ parts }) => parts.length > 1).map(({ path, sha256 }) => ({ path, sha256 })),
        });
      });
      return { disc: { ...disc, setId: id, setNumber: 1, setSize: plan.size }, plan };
    },

    /** How many discs with this room the bundle takes. Null when the drive does not say how much a disc takes. */
    async count(bundle: StoredBundle, capacityBytes: number | null): Promise<Output<'discs.count'>> {
      const { input, tools, ledgerBytes } = await assembly.foresee(bundle);
      const sizeBytes = [
        ...input.exhibits.flatMap(({ masters, derivative }) => [...masters, derivative]),
        ...input.stills,
        ...input.clips,
      ]
        .map((each) => each?.sizeBytes ?? 0)
        .reduce((sum, bytes) => sum + bytes, 0);
      const discs = capacityBytes === null ? null : countDiscs(input, tools, capacityBytes - ledgerBytes);
      return { discs, sizeBytes, capacityBytes };
    },
  };
}

export type DiscSets = ReturnType<typeof createDiscSets>;
