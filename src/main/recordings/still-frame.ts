import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { type StillConversion, stillArguments } from '../platform/ffmpeg.ts';
import { runTool } from '../platform/media-process.ts';
import { collectBytes } from '../platform/media-tools.ts';
import { asText } from './derivative-command.ts';
import { frameTimeMs } from './frame-times.ts';
import type { MediaFacts } from './media-facts.ts';
import { type MediaPorts, pipeFootage } from './piped-footage.ts';

export interface StillRequest {
  readonly source: ByteSource;
  readonly facts: MediaFacts;
  /** From 0, in the order the pictures are shown. */
  readonly frameIndex: number;
}

/** One picture of the master, lossless. */
export interface StillFrame {
  readonly png: Uint8Array;
  readonly frameIndex: number;
  /** Milliseconds after the recording's first picture. */
  readonly ptsMs: number;
  readonly width: number;
  readonly height: number;
  readonly conversion: StillConversion;
  readonly commandLine: string;
}

const maxPngBytes = 256 * 1024 * 1024;

/**
 * Takes exactly one picture of the master: decoded from the start, counted as the frame list counts, turned into RGB by
 * stated rules, never scaled. Nothing is guessed: a picture that does not come out is a failure.
 * @throws AppError 'not-found' (no such picture), 'unavailable', 'cancelled', 'integrity'.
 */
export async function takeStillFrame(
  { source, facts, frameIndex }: StillRequest,
  ports: MediaPorts,
  signal: AbortSignal,
): Promise<StillFrame> {
  if (!Number.isSafeInteger(frameIndex) || frameIndex < 0 || frameIndex >= facts.frameCount) {
    throw new AppError('not-found', 'The recording has no such picture: choose one between its first and its last.');
  }
  const footage = await pipeFootage(source, ports);
  const conversion = stillConversion(facts);
  const args = stillArguments(footage.input, frameIndex, conversion);
  const { value: png, end } = await runTool({
    site: ports.tools.site,
    command: { executable: ports.tools.ffmpeg, args },
    limits: footage.limits,
    signal,
    input: footage.bytes(),
    output: (bytes) => collectBytes(bytes, maxPngBytes),
  });
  const size = end.exitCode === 0 ? pngSize(png) : null;
  if (size === null) {
    const cause = new Error(end.stderr.lines().join('\n'));
    throw new AppError('unavailable', 'The still could not be taken from the recording: try again.', { cause });
  }
  const ptsMs = frameTimeMs(facts.frames, frameIndex);
  return { png, frameIndex, ptsMs, ...size, conversion, commandLine: asText(['ffmpeg', ...args]) };
}

const deepPicture = /(9|10|12|14|16)(le|be)$/;
const statedMatrices: Readonly<Record<string, StillConversion['matrix']>> = {
  bt709: 'bt709',
  smpte170m: 'bt601',
  bt470bg: 'bt601',
  smpte240m: 'smpte240m',
  bt2020nc: 'bt2020',
};

/**
 * The colour rule: the matrix the stream states; where it states none, BT.709 from 720 lines up and BT.601 below, as
 * players do. RGB pictures need none. More than 8 bits a sample are kept in a 16-bit PNG.
 */
export function stillConversion(
  facts: Pick<MediaFacts, 'pixelFormat' | 'height'> & { readonly colour: Pick<MediaFacts['colour'], 'matrix'> },
): StillConversion {
  const pixelFormat = deepPicture.test(facts.pixelFormat) ? 'rgb48be' : 'rgb24';
  const isRgb = facts.colour.matrix === 'gbr' || /^(rgb|bgr|gbr)/.test(facts.pixelFormat);
  if (isRgb) return { matrix: null, pixelFormat };
  const assumed = facts.height >= 720 ? 'bt709' : 'bt601';
  return { matrix: statedMatrices[facts.colour.matrix ?? ''] ?? assumed, pixelFormat };
}

/** Width and height from the PNG's header; null when the bytes are no whole PNG (signature to IEND). */
function pngSize(png: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.byteLength < 45 || view.getBigUint64(0) !== 0x89504e470d0a1a0an) return null;
  if (view.getUint32(png.byteLength - 8) !== 0x49454e44) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
