import type { Disc } from '../../shared/contract/court.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import { discLabel } from '../documents/disc-label.ts';
import type { DocumentService, PreparedDocument } from '../documents/document-service.ts';
import type { Work } from '../jobs.ts';
import type { SigningService } from '../people/signing-service.ts';
import { createSha256 } from '../platform/sha256.ts';
import { buildBundle } from './bundle.ts';
import type { Bundle } from './bundle-input.ts';
import type { BundleAssembly } from './bundle-service.ts';
import { buildDisc } from './bundle-set.ts';
import type { CourtService } from './court-service.ts';
import { spoilDisc, type StoredBundle, unwrittenDisc, verifyDisc } from './court-store.ts';
import { type DiscDrive, requireBurnable } from './disc-drive.ts';
import type { DiscSets } from './disc-set-service.ts';
import { expectedFiles, hashing, readBackDisc } from './disc-drive-readback.ts';
import { type ImageLayout, layoutImage, streamImage } from './iso-image.ts';

export interface BurnPorts {
  readonly court: CourtService;
  readonly documents: DocumentService;
  readonly signing: SigningService;
  readonly assembly: BundleAssembly;
  readonly sets: DiscSets;
}

/** Until the first movement is entered nobody has said that it went anywhere. */
const IN_DRIVE = 'In the drive: label it, seal it and lock it away';
const NOWHERE = 'No such disc: nothing was written';
export const TO_DESTROY = 'To be destroyed';

/** Many drives of laptops open their tray and cannot draw it in. */
export const LOADING_AGAIN = 'Loading the disc again: if its tray stays open, push it in';

interface Burned {
  readonly imageSha256: string;
  readonly imageBytes: number;
  /** What the drive says of the disc afterwards; null when it does not say (a pseudo-drive never does). */
  readonly closed: boolean | null;
  readonly bundle: Bundle;
}

interface Ready {
  /** As it is in the register: the first disc of a set learns here that it is one. */
  readonly disc: Disc;
  readonly bundle: Bundle;
  readonly layout: ImageLayout;
}

interface Burning {
  readonly drive: DiscDrive;
  readonly act: Act;
  readonly work: Work;
  /** Whether it may begin a set when the bundle does not fit. */
  readonly severalDiscs: boolean;
}

/** Burns one disc: bundle as a stream, close, every byte read back, label, register. Anything less is a spoiled disc, or none. */
export function createBurnJob({ court, documents, signing, assembly, sets }: BurnPorts) {
  /** Everything that can be refused is refused here: what fails from now on has cost a disc. */
  const makeReady = async (bundle: StoredBundle, disc: Disc, how: Burning): Promise<Ready> => {
    const { drive, act, work } = how;
    requireBurnable(await drive.media(), 0); // before sheets are made for a drive that could not take them
    const ready = disc.setId === null ? await first(bundle, disc, how) : await next(bundle, disc, { act, work });
    requireBurnable(await drive.media(), ready.layout.imageBytes);
    return ready;
  };

  /** The whole bundle on one disc; where it does not fit and several are allowed, the first of a set. */
  const first = async (
    bundle: StoredBundle,
    disc: Disc,
    { drive, act, work, severalDiscs }: Burning,
  ): Promise<Ready> => {
    const assembled = await assembly.assemble(bundle, act, work, () => court.requireBundle(bundle.id));
    const { input, tools, createdAt } = assembled;
    const whole = laidOut(disc, buildBundle(input, tools), createdAt);
    const { capacityBytes } = await drive.media();
    if (!severalDiscs || capacityBytes === null || whole.layout.imageBytes <= capacityBytes) return whole;
    const { disc: one, plan } = await sets.begin(disc, assembled, { bundle, capacityBytes, act, work });
    return laidOut(one, buildDisc(input, tools, plan, 1), createdAt);
  };

  const next = async (
    bundle: StoredBundle,
    disc: Disc,
    { act, work }: Pick<Burning, 'act' | 'work'>,
  ): Promise<Ready> => {
    const set = sets.require(disc.setId);
    const { input, tools, createdAt } = await assembly.assembleAgain(bundle, { ...set }, act, work);
    return laidOut(disc, buildDisc(input, tools, set.plan, disc.setNumber), createdAt);
  };

  const burn = async (
    { disc, bundle: assembled, layout }: Ready,
    { drive, work, onFirstByte }: Pick<Burning, 'drive' | 'work'> & { readonly onFirstByte: () => void },
  ): Promise<Burned> => {
    if (work.signal.aborted) throw new AppError('cancelled', 'Burning was stopped before anything was written.');
    const hasher = createSha256();
    await drive.burn(hashing(telling(streamImage(layout), onFirstByte), hasher), {
      imageBytes: layout.imageBytes,
      volumeId: layout.volumeId,
      signal: work.signal,
      onProgress: (bytes) => work.progress('Burning and closing the disc', bytes, layout.imageBytes),
    });
    const imageSha256 = hasher.digestHex();
    await readBack(disc, { layout, imageSha256, assembled }, { drive, work });
    const { closed } = await drive.media();
    if (closed === false)
      throw new AppError(
        'unavailable',
        `Disc ${disc.number} was not closed: it could still be added to. Destroy it and burn another.`,
      );
    return { imageSha256, imageBytes: layout.imageBytes, closed, bundle: assembled };
  };

  const label = (
    disc: Disc,
    bundle: StoredBundle,
    { burned, act }: { burned: Burned; act: Act },
  ): Promise<PreparedDocument> => {
    const { imageSha256, bundle: made } = burned;
    const { copy, setNumber, setSize, burnedBy } = disc;
    const facts = {
      ...{ discNumber: disc.number, copy, setNumber, setSize, burnedBy, burnedAt: act.now(), imageSha256 },
      ...{ bundleNumber: bundle.number, reactRef: bundle.proceedings.reactRef, proceedings: bundle.proceedings },
      exhibits: bundle.exhibits.map(({ reference, description }) => ({ reference, description })),
      manifestSha256: made.manifestSha256,
      certificateFingerprint: signing.fingerprint(),
    };
    const request = {
      kind: 'disc-label' as const,
      title: `Label for disc ${disc.number}`,
      reference: disc.number,
      caseId: bundle.proceedings.caseId,
      // The label carries the code of the checkpoint that is on the disc, so that the two can be compared.
      render: (frame: Parameters<typeof discLabel>[1]) =>
        discLabel(facts, { ...frame, witnessCode: made.record.witnessCode }),
    };
    return documents.prepare(request, act);
  };

  const register = async (
    disc: Disc,
    bundle: StoredBundle,
    { burned, act }: { burned: Burned; act: Act },
  ): Promise<void> => {
    const sheet = await label(disc, bundle, { burned, act });
    const { imageSha256, imageBytes, closed } = burned;
    const { manifestSha256, entries } = burned.bundle;
    const { witnessCode } = burned.bundle.record;
    act.as('discs.verified').change(['court', 'documents'], (tx) => {
      sheet.record(tx);
      verifyDisc(tx, disc.id, {
        at: act.now(),
        imageSha256,
        imageBytes,
        manifestSha256,
        witnessCode,
        labelId: sheet.id,
        whereNow: IN_DRIVE,
      });
      const { setId, setNumber, setSize } = disc;
      const place = setId === null ? {} : { setId, setNumber, setSize };
      const ids = {
        discId: disc.id,
        bundleId: bundle.id,
        caseId: bundle.proceedings.caseId,
        copy: disc.copy,
        ...place,
      };
      const result = { readBack: 'every byte compared', closed, files: entries.length, place: IN_DRIVE };
      tx.enter(`disc ${disc.number}`, { ...ids, imageSha256, imageBytes, manifestSha256, witnessCode, ...result });
    });
  };

  /** A disc nobody may use: registered as such, to be destroyed. */
  const spoil = (disc: Disc, act: Act, reason: string): void => {
    act.as('discs.spoiled').change(['court'], (tx) => {
      spoilDisc(tx, disc.id, TO_DESTROY);
      tx.enter(`disc ${disc.number}`, { discId: disc.id, bundleId: disc.bundleId, reason, place: TO_DESTROY });
    });
  };

  /** Nothing went to the drive: there is no disc to destroy, only a number that was given. */
  const leaveUnwritten = (disc: Disc, act: Act, reason: string): void => {
    act.as('discs.notWritten').change(['court'], (tx) => {
      unwrittenDisc(tx, disc.id, NOWHERE);
      tx.enter(`disc ${disc.number}`, { discId: disc.id, bundleId: disc.bundleId, reason });
    });
  };

  return {
    spoil,
    async run(disc: Disc, bundle: StoredBundle, how: Burning): Promise<void> {
      let isTouched = false;
      const onFirstByte = (): void => void (isTouched = true);
      try {
        const ready = await makeReady(bundle, disc, how);
        const burned = await burn(ready, { ...how, onFirstByte });
        await register(ready.disc, bundle, { burned, act: how.act });
      } catch (error) {
        const reason = error instanceof AppError ? error.message : 'The burning failed in the application.';
        if (isTouched) spoil(disc, how.act, reason);
        else leaveUnwritten(disc, how.act, reason);
        throw error;
      }
    },
  };
}

const laidOut = (disc: Disc, bundle: Bundle, createdAt: string): Ready => ({
  ...{ disc, bundle },
  layout: layoutImage(bundle.entries, { volumeId: discVolumeId(disc.number), createdAt }),
});

/** The name of a disc's volume, by which a check knows the disc again. */
export const discVolumeId = (number: string): string => number.replaceAll('-', '_');

/** Says when the burner takes the first piece: from then on the disc may have been written to. */
async function* telling(bytes: AsyncIterable<Uint8Array>, onFirstByte: () => void): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    onFirstByte();
    yield piece;
  }
}

type Sent = { readonly layout: ImageLayout; readonly imageSha256: string; readonly assembled: Bundle };

async function readBack(
  disc: Disc,
  { layout, imageSha256, assembled }: Sent,
  { drive, work }: Pick<Burning, 'drive' | 'work'>,
): Promise<void> {
  const { imageBytes } = layout;
  work.progress(LOADING_AGAIN, 0, imageBytes);
  const source = await drive.readBack(imageBytes);
  try {
    const files = expectedFiles(layout, new Map(assembled.entries.map(({ path, sha256 }) => [path, sha256])));
    const onProgress = (bytes: number): void => work.progress('Reading every byte back', bytes, imageBytes);
    const found = await readBackDisc(
      source,
      { imageBytes, imageSha256, files },
      { createHasher: createSha256, signal: work.signal, onProgress },
    );
    if (!found.intact)
      throw badDisc(
        disc.number,
        found.files.filter(({ state }) => state !== 'good').map(({ path }) => path),
      );
  } finally {
    await source.close();
  }
}

/** What is said of a disc that does not hold what it must. */
export function badDisc(number: string, paths: readonly string[]): AppError {
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  const named = paths.length === 0 ? '' : ` Wrong on it: ${paths.slice(0, 5).join(', ')}${more}.`;
  return new AppError(
    'integrity',
    `Disc ${number} does not hold what was sent to it.${named} It is registered as spoiled: destroy it and burn another.`,
  );
}

export type BurnJob = ReturnType<typeof createBurnJob>;
