import type { Output, Parsed } from '../../shared/contract.ts';
import type { Disc } from '../../shared/contract/court.ts';
import { AppError } from '../../shared/failure.ts';
import type { DiscId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import { nextNumber } from '../database/counter-store.ts';
import type { ReadDb } from '../database/database.ts';
import type { DocumentService } from '../documents/document-service.ts';
import { discLabel } from '../documents/disc-label.ts';
import type { JobRequest, Jobs, Work } from '../jobs.ts';
import type { SigningService } from '../people/signing-service.ts';
import { newId } from '../platform/ids.ts';
import { createSha256 } from '../platform/sha256.ts';
import type { BundleAssembly, AssembledBundle } from './bundle-assembly.ts';
import type { CourtService } from './court-service.ts';
import {
  checkedDisc,
  findDisc,
  insertDisc,
  listBurningDiscs,
  listDiscs,
  moveDisc,
  spoilDisc,
  type StoredBundle,
  verifyDisc,
} from './court-store.ts';
import { type DiscDrive, requireBurnable } from './disc-drive.ts';
import { expectedFiles, hashing, readBackDisc } from './disc-drive-readback.ts';
import { layoutImage, streamImage } from './iso-image.ts';

export interface DiscPorts {
  readonly db: ReadDb;
  readonly court: CourtService;
  readonly jobs: Jobs;
  readonly documents: DocumentService;
  readonly signing: SigningService;
  readonly assembly: BundleAssembly;
  /** Asked each time: drives are plugged in and out. */
  readonly drives: () => Promise<readonly DiscDrive[]>;
}

const CABINET = 'Locked cabinet, Cornerstone';
const TO_DESTROY = 'To be destroyed';

interface Burned {
  readonly imageSha256: string;
  readonly imageBytes: number;
  readonly bundle: AssembledBundle;
}

/** Burning, reading back, and the disc register. Success is only said after every byte was read again (CO3). */
export function createDiscService({ db, court, jobs, documents, signing, assembly, drives }: DiscPorts) {
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
  const requireApproved = (id: Parsed<'discs.burn'>['bundleId']): StoredBundle => {
    const bundle = court.requireBundle(id);
    if (bundle.state !== 'approved')
      throw new AppError(
        'clause',
        `${bundle.number} is not approved: the manager decides before anything is put on disc.`,
        { clause: '3.10' },
      );
    return bundle;
  };

  const burnAndReadBack = async (
    bundle: StoredBundle,
    disc: Disc,
    { drive, act, work }: { drive: DiscDrive; act: Act; work: Work },
  ): Promise<Burned> => {
    const assembled = await assembly.assemble(bundle, act, work, () => court.requireBundle(bundle.id));
    const layout = layoutImage(assembled.entries, {
      volumeId: disc.number.replaceAll('-', '_'),
      createdAt: assembled.createdAt,
    });
    requireBurnable(await drive.media(), layout.imageBytes);
    const hasher = createSha256();
    await drive.burn(hashing(streamImage(layout), hasher), {
      imageBytes: layout.imageBytes,
      volumeId: layout.volumeId,
      signal: work.signal,
      onProgress: (bytes) => work.progress('Burning and closing the disc', bytes, layout.imageBytes),
    });
    const imageSha256 = hasher.digestHex();
    const source = await drive.readBack(layout.imageBytes);
    try {
      const expected = {
        imageBytes: layout.imageBytes,
        imageSha256,
        files: expectedFiles(layout, new Map(assembled.entries.map(({ path, sha256 }) => [path, sha256]))),
      };
      const onProgress = (bytes: number): void => work.progress('Reading every byte back', bytes, layout.imageBytes);
      const found = await readBackDisc(source, expected, {
        createHasher: createSha256,
        signal: work.signal,
        onProgress,
      });
      if (!found.intact)
        throw badDisc(
          disc.number,
          found.files.filter(({ state }) => state !== 'good').map(({ path }) => path),
        );
    } finally {
      await source.close();
    }
    return { imageSha256, imageBytes: layout.imageBytes, bundle: assembled };
  };

  const runBurn = async (
    discId: DiscId,
    { drive, act, work }: { drive: DiscDrive; act: Act; work: Work },
  ): Promise<void> => {
    const disc = requireDisc(discId);
    const bundle = requireApproved(disc.bundleId);
    let burned: Burned;
    try {
      burned = await burnAndReadBack(bundle, disc, { drive, act, work });
    } catch (error) {
      spoil(disc, act, error instanceof AppError ? error.message : 'The burning failed.');
      throw error;
    }
    await register(disc, bundle, { burned, act });
  };

  const register = async (
    disc: Disc,
    bundle: StoredBundle,
    { burned, act }: { burned: Burned; act: Act },
  ): Promise<void> => {
    const { imageSha256, imageBytes, bundle: assembled } = burned;
    const facts = {
      discNumber: disc.number,
      copy: disc.copy,
      setNumber: disc.setNumber,
      setSize: disc.setSize,
      bundleNumber: bundle.number,
      reactRef: bundle.proceedings.reactRef,
      proceedings: bundle.proceedings,
      exhibits: bundle.exhibits.map(({ reference, description }) => ({ reference, description })),
      burnedBy: disc.burnedBy,
      burnedAt: act.now(),
      imageSha256,
      manifestSha256: assembled.manifestSha256,
      certificateFingerprint: signing.fingerprint(),
    };
    const label = await documents.prepare(
      {
        kind: 'disc-label',
        title: `Label for disc ${disc.number}`,
        reference: disc.number,
        caseId: bundle.proceedings.caseId,
        render: (frame) => discLabel(facts, { ...frame, witnessCode: assembled.witnessCode }),
      },
      act,
    );
    act.as('discs.verified').change(['court', 'documents'], (tx) => {
      label.record(tx);
      verifyDisc(tx, disc.id, {
        at: act.now(),
        imageSha256,
        imageBytes,
        manifestSha256: assembled.manifestSha256,
        witnessCode: assembled.witnessCode,
        labelId: label.id,
        whereNow: CABINET,
      });
      tx.enter(`disc ${disc.number}`, {
        discId: disc.id,
        bundleId: bundle.id,
        caseId: bundle.proceedings.caseId,
        copy: disc.copy,
        imageSha256,
        imageBytes,
        manifestSha256: assembled.manifestSha256,
        readBack: 'every byte compared',
        closed: true,
        witnessCode: assembled.witnessCode,
        files: assembled.entries.length,
        place: CABINET,
      });
    });
  };

  const spoil = (disc: Disc, act: Act, reason: string): void => {
    act.as('discs.spoiled').change(['court'], (tx) => {
      spoilDisc(tx, disc.id, TO_DESTROY);
      tx.enter(`disc ${disc.number}`, { discId: disc.id, bundleId: disc.bundleId, reason, place: TO_DESTROY });
    });
  };

  return {
    list: ({ caseId }: Parsed<'discs.list'>): Output<'discs.list'> => listDiscs(db, caseId ?? null),

    drives: async (): Promise<Output<'drives.list'>> =>
      Promise.all(
        (await drives()).map(async (drive) => {
          const { state, capacityBytes } = await drive.media();
          return { id: drive.id, name: drive.name, media: state, capacityBytes };
        }),
      ),

    /** Registers the disc first, then burns it as a job: a disc that fails is in the register as spoiled. */
    async burn({ bundleId, copy, driveId }: Parsed<'discs.burn'>, act: Act): Promise<Output<'discs.burn'>> {
      const bundle = requireApproved(bundleId);
      const drive = await requireDrive(driveId);
      if (jobs.isBusy('burn')) throw new AppError('conflict', 'A disc is being burned already.');
      const discId = newId<DiscId>();
      const { jobId, request } = act.change(['court', 'jobs'], (tx) => {
        const number = nextNumber(tx, 'disc');
        insertDisc(tx, { id: discId, number, bundleId, copy, burnedBy: act.actor.name, whereNow: 'In the drive' });
        tx.enter(`disc ${number}`, {
          discId,
          bundleId,
          caseId: bundle.proceedings.caseId,
          copy,
          drive: drive.name,
          proceedings: bundle.proceedings.caseNumber,
          approvedBy: bundle.decidedBy,
        });
        const job: JobRequest = { kind: 'burn', title: `Disc ${number}`, subjectId: discId };
        return { jobId: jobs.create(tx, job, act.now()), request: job };
      });
      void jobs.start(jobId, request, act, (work) => runBurn(discId, { drive, act, work }));
      return { discId, jobId };
    },

    /** Reads a disc again and compares the whole of it with what was burned. */
    async check({ discId, driveId }: Parsed<'discs.check'>, act: Act): Promise<Output<'discs.check'>> {
      const disc = requireDisc(discId);
      const drive = await requireDrive(driveId);
      if (disc.imageSha256 === null || disc.imageBytes === null)
        throw new AppError('conflict', `${disc.number} was never verified. It must be destroyed.`);
      const expected = { imageBytes: disc.imageBytes, imageSha256: disc.imageSha256, files: [] };
      const request: JobRequest = { kind: 'disc-check', title: `Check of disc ${disc.number}`, subjectId: discId };
      const jobId = act.change(['jobs'], (tx) => {
        tx.enter(`disc ${disc.number}`, { discId, drive: drive.name });
        return jobs.create(tx, request, act.now());
      });
      void jobs.start(jobId, request, act, async (work) => {
        const source = await drive.readBack(expected.imageBytes);
        const onProgress = (bytes: number): void => work.progress('Reading every byte', bytes, expected.imageBytes);
        const found = await readBackDisc(source, expected, {
          createHasher: createSha256,
          signal: work.signal,
          onProgress,
        }).finally(() => source.close());
        act.as('discs.checked').change(['court'], (tx) => {
          if (found.intact) checkedDisc(tx, discId, act.now());
          else spoilDisc(tx, discId, TO_DESTROY);
          tx.enter(`disc ${disc.number}`, { discId, intact: found.intact, imageSha256: found.imageSha256 });
        });
        if (!found.intact) throw badDisc(disc.number, []);
      });
      return { jobId };
    },

    /** Every movement with both hands and the seal: where it is now is always the last one (CO4). */
    move({ discId, to, reason, sealNumber, handedBy, receivedBy }: Parsed<'discs.move'>, act: Act): Disc {
      const disc = requireDisc(discId);
      if (disc.state !== 'verified')
        throw new AppError('conflict', `${disc.number} is not a verified disc and must not be handed on.`);
      act.change(['court'], (tx) => {
        moveDisc(tx, discId, { at: act.now(), from: disc.whereNow, to, reason, sealNumber, handedBy, receivedBy });
        tx.enter(`disc ${disc.number}`, {
          discId,
          bundleId: disc.bundleId,
          from: disc.whereNow,
          to,
          reason,
          sealBefore: disc.sealNumber,
          seal: sealNumber,
          handedBy,
          receivedBy,
        });
      });
      return requireDisc(discId);
    },

    /** A disc that was burning when the application stopped is spoiled: nobody read it back. */
    resolveLeftOvers(act: Act): void {
      for (const disc of listBurningDiscs(db))
        spoil(disc, act, 'The application stopped before the disc was read back.');
    },
  };
}

function badDisc(number: string, paths: readonly string[]): AppError {
  const named =
    paths.length === 0
      ? ''
      : ` Wrong on it: ${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ` and ${paths.length - 5} more` : ''}.`;
  return new AppError(
    'integrity',
    `Disc ${number} does not hold what was sent to it.${named} It is registered as spoiled: destroy it and burn another.`,
  );
}

export type DiscService = ReturnType<typeof createDiscService>;
