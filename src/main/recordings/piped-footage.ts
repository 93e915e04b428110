import { AppError } from '../../shared/failure.ts';
import { type ByteSource, readAll } from '../platform/byte-source.ts';
import type { FootageInput } from '../platform/ffmpeg.ts';
import { decodeLimits, type ToolLimits } from '../platform/media-process.ts';
import type { MediaTools } from '../platform/media-tools.ts';
import { type Mp4Layout, showIndexFirst } from './mp4-index-first.ts';

/** What a run needs besides the bytes. `onProgress` gets the number of pictures done so far, a few times a second. */
export interface MediaPorts {
  readonly tools: MediaTools;
  /** Size of the memory-only work area a run may fill; 2 GiB when not given. */
  readonly scratchBytes?: number;
  readonly onProgress?: (picturesDone: number) => void;
}

const defaultScratchBytes = 2 * 1024 ** 3;

/** The size of the memory-only work area. */
export function scratchBytes(ports: MediaPorts): number {
  return ports.scratchBytes ?? defaultScratchBytes;
}

/** Footage ready to be piped into a tool, any number of times. */
export interface PipedFootage {
  readonly input: FootageInput;
  readonly layout: Mp4Layout;
  readonly limits: ToolLimits;
  bytes(): AsyncIterable<Uint8Array>;
}

/**
 * Turns random access into one pass: the index of an MP4 comes first. The few that cannot be turned are read through
 * ffmpeg's cache inside the sandbox's memory.
 * @throws AppError 'unavailable' when that is needed and there is no such memory: the cache would be plaintext on disk.
 */
export async function pipeFootage(source: ByteSource, ports: MediaPorts): Promise<PipedFootage> {
  const { view, layout } = await showIndexFirst(source);
  const bytes = (): AsyncIterable<Uint8Array> => readAll(view);
  if (layout !== 'unreadable') return { input: 'pipe:0', layout, limits: decodeLimits, bytes };
  const room = scratchBytes(ports);
  if (ports.tools.site.platform !== 'linux' || source.sizeBytes > room) {
    throw new AppError(
      'unavailable',
      'This recording has an unusual index and is too large to be opened in memory: use the maker’s player.',
    );
  }
  return { input: 'cache:pipe:0', layout, limits: { ...decodeLimits, scratchBytes: room }, bytes };
}
