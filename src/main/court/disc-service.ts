import type { Output, Parsed } from '../../shared/contract.ts';
import type { Disc } from '../../shared/contract/court.ts';
import { AppError } from '../../shared/failure.ts';
import type { DiscId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import type { JobRequest, Jobs } from '../jobs.ts';
import { newId } from '../platform/ids.ts';
import { badDisc, type BurnJob, TO_DESTROY } from './burn-job.ts';
import type { DiscSets } from './disc-set-service.ts';
import type { CourtService } from './court-service.ts';
import { checkedDisc, findDisc, insertDisc, listBurningDiscs, listDiscs, spoilDisc } from './court-store.ts';
import { insertMovement } from './disc-custody-store.ts';
import type { DiscDrive } from './disc-drive.ts';
import { checkDisc, unreadableDisc } from './disc-check-job.ts';

export interface DiscPorts {
  readonly db: ReadDb;
  readonly court: CourtService;
  readonly jobs: Jobs;
  readonly burning: BurnJob;
  readonly sets: DiscSets;
  /** Asked each time: drives are plugged in and out. */
  readonly drives: () => Promise<readonly DiscDrive[]>;
}

/** Burning, reading back, and the disc register. Success is only said after every byte was read again (CO3). */
export function createDiscService({ db, court, jobs, burning, sets, drives }: DiscPorts) {
  const requireDrive = async (id: string): Promise<DiscDrive> => {
    const found = (await drives()).find((drive) => drive.id === id);
    if (found === undefined) throw new AppError('not-found', 'That disc drive is no longer there. Choose another.');
    return found;
  };
  const requireDisc = (id: DiscId): Disc => {
    const found = findDisc(db, id);
    if (found === null) throw new AppError('not-found', 'There is no such disc.');
    return found;
  };
  const { requireApproved } = court;

  /** One drive and one disc at a time: a check opens the drive's tray under a burning. */
  const refuseWhileBusy = (): void => {
    if (jobs.isBusy('burn')) throw new AppError('conflict', 'A disc is being burned. Wait until it has ended.');
    if (jobs.isBusy('disc-check')) throw new AppError('conflict', 'A disc is being checked. Wait until it has ended.');
  };

  return {
    require: requireDisc,
    /** A movement inside another change, which makes its entry: a disc that is released. It keeps its seal. */
    handOver: (
      tx: WriteDb,
      disc: Disc,
      move: { at: string; to: string; reason: string; handedBy: string; receivedBy: string },
    ): void =>
      insertMovement(tx, disc.id, {
        ...{ at: move.at, reason: move.reason, handedBy: move.handedBy, receivedBy: move.receivedBy },
        ...{ movedFrom: disc.whereNow, movedTo: move.to, sealNumber: disc.sealNumber ?? 'none', dueBackOn: null },
      }),

    list: ({ caseId }: Parsed<'discs.list'>): Output<'discs.list'> => listDiscs(db, caseId ?? null),

    drives: async (): Promise<Output<'drives.list'>> =>
      Promise.all(
        (await drives()).map(async (drive) => {
          const { state, capacityBytes } = await drive.media();
          return { id: drive.id, name: drive.name, media: state, capacityBytes };
        }),
      ),

    sets: sets.list,
    missingBeside: sets.missingBeside,

    async count({ bundleId, driveId }: Parsed<'discs.count'>): Promise<Output<'discs.count'>> {
      const bundle = requireApproved(bundleId);
      const { capacityBytes } = await (await requireDrive(driveId)).media();
      return sets.count(bundle, capacityBytes);
    },

    /** Registers the disc first, then burns it as a job: one that fails stays in the register as what it is. */
    async burn(input: Parsed<'discs.burn'>, act: Act): Promise<Output<'discs.burn'>> {
      const { bundleId, driveId, setId, severalDiscs = false } = input;
      const bundle = requireApproved(bundleId);
      const drive = await requireDrive(driveId);
      refuseWhileBusy();
      const alone = { setId: null, setNumber: 1, setSize: 1, copy: input.copy };
      const place = setId === undefined ? alone : sets.nextPlace(setId, bundleId);
      const { copy } = place;
      const discId = newId<DiscId>();
      const { jobId, request } = act.change(['court', 'jobs'], (tx) => {
        const number = nextNumber(tx, 'disc');
        insertDisc(tx, { id: discId, number, bundleId, ...place, burnedBy: act.actor.name, whereNow: 'In the drive' });
        tx.enter(`disc ${number}`, {
          discId,
          bundleId,
          caseId: bundle.proceedings.caseId,
          copy,
          ...(place.setId === null ? {} : { setId: place.setId, setNumber: place.setNumber, setSize: place.setSize }),
          drive: drive.name,
          proceedings: bundle.proceedings.caseNumber,
          approvedBy: bundle.decidedBy,
        });
        const job: JobRequest = { kind: 'burn', title: `Disc ${number}`, subjectId: discId };
        return { jobId: jobs.create(tx, job, act.now()), request: job };
      });
      void jobs.start(jobId, request, act, (work) =>
        burning.run(requireDisc(discId), bundle, { drive, act, work, severalDiscs }),
      );
      return { discId, jobId };
    },

    /**
     * Reads a disc again and compares the whole of it with what was burned. Another disc in the drive is refused and
     * changes nothing; what cannot be read is entered, but only a disc that really differs is spoiled.
     */
    async check({ discId, driveId }: Parsed<'discs.check'>, act: Act): Promise<Output<'discs.check'>> {
      const disc = requireDisc(discId);
      const drive = await requireDrive(driveId);
      if (disc.state !== 'verified' || disc.imageSha256 === null || disc.imageBytes === null)
        throw new AppError('conflict', `${disc.number} is not a verified disc: there is nothing to compare it with.`);
      const { number, bundleId, imageBytes, imageSha256 } = disc;
      refuseWhileBusy();
      const request: JobRequest = { kind: 'disc-check', title: `Check of disc ${number}`, subjectId: discId };
      const jobId = act.change(['jobs'], (tx) => {
        tx.enter(`disc ${number}`, { discId, bundleId, drive: drive.name });
        return jobs.create(tx, request, act.now());
      });
      void jobs.start(jobId, request, act, async (work) => {
        const found = await checkDisc(drive, { number, imageBytes, imageSha256 }, work);
        const { verdict, wrong } = found;
        act.as('discs.checked').change(['court'], (tx) => {
          if (verdict === 'intact') checkedDisc(tx, discId, act.now());
          if (verdict === 'differs') spoilDisc(tx, discId, TO_DESTROY);
          const said = { intact: verdict === 'intact', unreadable: verdict === 'unreadable' };
          return tx.enter(`disc ${number}`, { discId, bundleId, ...said, imageSha256: found.imageSha256, wrong });
        });
        if (verdict === 'differs') throw badDisc(number, wrong);
        if (verdict === 'unreadable') throw unreadableDisc(number, wrong);
      });
      return { jobId };
    },

    /** A disc that was burning when the application stopped is spoiled: nobody read it back. */
    resolveLeftOvers(act: Act): void {
      for (const disc of listBurningDiscs(db))
        burning.spoil(disc, act, 'The application stopped before the disc was read back.');
    },
  };
}

export type DiscService = ReturnType<typeof createDiscService>;
