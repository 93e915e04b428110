import { AppError } from '../../shared/failure.ts';
import type { Disc } from '../../shared/contract/court.ts';
import type { Work } from '../jobs.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { createSha256 } from '../platform/sha256.ts';
import { discVolumeId, LOADING_AGAIN } from './burn-job.ts';
import type { DiscDrive } from './disc-drive.ts';
import { readBackDisc } from './disc-drive-readback.ts';
import { readVolumeId } from './iso-image-reader.ts';
import { verifyBundleOnDisc } from './verify-bundle-disc.ts';

/** What was burned, as the register has it. */
type RegisteredDisc = Pick<Disc, 'number'> & { readonly imageBytes: number; readonly imageSha256: string };

export interface DiscFinding {
  /** `unreadable`: a part could not be read, and nothing of what could be read is changed. */
  readonly verdict: 'intact' | 'differs' | 'unreadable';
  /** Null when some of the disc could not be read. */
  readonly imageSha256: string | null;
  /** Paths on the disc that are not what its own lists say, or could not be read. */
  readonly wrong: readonly string[];
}

/**
 * Reads the whole disc; where it differs, the recipient's own check names the files. Throws AppError('conflict') when
 * the disc in the drive is another one, ('unavailable') when the drive has none, and ('cancelled').
 */
export async function checkDisc(drive: DiscDrive, disc: RegisteredDisc, work: Work): Promise<DiscFinding> {
  work.progress(LOADING_AGAIN, 0, disc.imageBytes);
  const source = await drive.readBack(disc.imageBytes);
  try {
    const volumeId = await orWhenUnreadable(() => readVolumeId(source), undefined);
    if (volumeId === undefined) return { verdict: 'unreadable', imageSha256: null, wrong: [] };
    requireThisDisc(volumeId, disc.number);
    const onProgress = (bytes: number): void => work.progress('Reading every byte', bytes, disc.imageBytes);
    const options = { createHasher: createSha256, signal: work.signal, onProgress };
    const { intact, imageSha256 } = await readBackDisc(source, { ...disc, files: [] }, options);
    if (intact) return { verdict: 'intact', imageSha256, wrong: [] };
    return { imageSha256, ...(await whatIsWrong(source, imageSha256 !== null, work)) };
  } finally {
    await source.close();
  }
}

/** A disc that was read whole and is not what was burned differs; else only what is changed in a file can show it. */
async function whatIsWrong(
  source: ByteSource,
  isReadable: boolean,
  { signal }: Work,
): Promise<Pick<DiscFinding, 'verdict' | 'wrong'>> {
  const report = await orWhenUnreadable(() => verifyBundleOnDisc(source, { createHasher: createSha256, signal }), null);
  const wrong = report?.files.filter(({ state }) => state !== 'good') ?? [];
  const differs = isReadable || wrong.some(({ state }) => state === 'changed');
  return { verdict: differs ? 'differs' : 'unreadable', wrong: wrong.map(({ path }) => path) };
}

/** Threat: a good disc condemned because another one lay in the drive. The name of the volume was burned with it. */
function requireThisDisc(volumeId: string | null, number: string): void {
  if (volumeId === discVolumeId(number)) return;
  // The name on a stranger's disc may say anything: it is repeated only where it looks like one of ours.
  const other = /^[A-Z0-9]+_[0-9_]+$/.exec(volumeId ?? '')?.[0].replaceAll('_', '-') ?? 'another disc';
  throw new AppError(
    'conflict',
    `The disc in the drive is ${other}, not ${number}. Put ${number} in and check again; nothing was changed.`,
  );
}

/** What is said of a disc of which a part cannot be read. */
export function unreadableDisc(number: string, paths: readonly string[]): AppError {
  const named = paths.length === 0 ? '' : ` (${paths.slice(0, 5).join(', ')})`;
  return new AppError(
    'unavailable',
    `A part of disc ${number} cannot be read${named}. Clean the disc and try again; if it stays so, burn another.`,
  );
}

/** A disc that the drive cannot read, or whose directory makes no sense, is a finding and not the end of the check. */
async function orWhenUnreadable<T, U>(read: () => Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError && (error.code === 'unavailable' || error.code === 'integrity')) return otherwise;
    throw error;
  }
}
