import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from '../platform/byte-source.ts';

// What the court rooms need of a disc burner. Backends: platform/disc-xorriso.ts (Linux),
// platform/disc-imapi.ts (Windows), platform/disc-image-file.ts.

export interface DiscMedia {
  /** `unknown`: there is something in the drive that it does not recognise. */
  readonly state: 'blank' | 'written' | 'none' | 'unknown';
  /** As the drive names it: `DVD-R sequential recording`. */
  readonly kind: string;
  /** What can still be written; null when the drive does not say. */
  readonly capacityBytes: number | null;
  /** Nothing more can be added; null when the drive does not say. */
  readonly closed: boolean | null;
  /** Cannot be erased by any drive (CD-R, DVD-R, DVD+R, BD-R); null when the drive does not say. */
  readonly writeOnce: boolean | null;
}

export interface BurnOptions {
  /** Exactly what the stream will give. */
  readonly imageBytes: number;
  readonly volumeId: string;
  readonly signal: AbortSignal;
  /** Bytes that have gone to the burner, a few times a second at most. */
  readonly onProgress?: (bytesDone: number) => void;
}

export interface DiscDrive {
  readonly id: string;
  /** Maker and model, as a person would recognise it. */
  readonly name: string;
  media(): Promise<DiscMedia>;
  /**
   * Writes the stream and closes the disc. Throws AppError('cancelled') or ('unavailable'), and what the stream throws;
   * in every such case the disc is spoiled, if anything was written to it.
   */
  burn(image: AsyncIterable<Uint8Array>, options: BurnOptions): Promise<void>;
  /**
   * The disc's bytes from its first sector, taken from the disc itself: a real one is ejected and loaded again first.
   * Ends at `imageBytes` (padding that follows is not part of any hash). Throws AppError('unavailable').
   */
  readBack(imageBytes: number): Promise<ByteSource>;
  eject(): Promise<void>;
}

/**
 * Refuses to begin when the disc would be spoiled for certain, or could be altered afterwards. Threat: an erasable disc
 * handed to a court can be written anew by whoever holds it. Throws AppError('conflict').
 */
export function requireBurnable(media: DiscMedia, imageBytes: number): void {
  if (media.state === 'none') throw new AppError('conflict', 'There is no disc in the drive. Put a blank disc in.');
  if (media.state !== 'blank') throw new AppError('conflict', 'The disc in the drive is not blank. Put a new disc in.');
  if (media.writeOnce === false)
    throw new AppError(
      'conflict',
      'This disc can be erased. Use a disc that can be written once only, such as a DVD-R.',
    );
  if (media.capacityBytes !== null && media.capacityBytes < imageBytes)
    throw new AppError(
      'conflict',
      'The bundle is larger than this disc. Use a larger disc, or allow several discs for it.',
    );
}
