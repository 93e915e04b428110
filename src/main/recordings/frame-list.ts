import { type FootageInput, frameListArguments, type Stretch } from '../platform/ffmpeg.ts';
import { createLineDigest } from '../platform/media-digest.ts';
import { decodeLimits, runTool, type ToolEnd, type ToolLimits } from '../platform/media-process.ts';
import type { MediaTools } from '../platform/media-tools.ts';
import { createFrameTimes, type FrameTimes } from './frame-times.ts';

/** Every picture of a recording as ffmpeg decodes it, in the order shown. */
export interface FrameList {
  readonly frameCount: number;
  readonly times: FrameTimes;
  /**
   * SHA-256 over the list: the lower-case hex SHA-256 of each picture's pixels, each followed by one line feed.
   * Two recordings with the same digest show the same pictures in the same order, and as many.
   */
  readonly digest: string;
}

export interface FrameListRun {
  readonly tools: MediaTools;
  readonly input: FootageInput;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  readonly limits?: ToolLimits;
  /** These pictures alone; all of them when not given. */
  readonly stretch?: Stretch;
  readonly onFrame?: (frameNumber: number) => void;
}

/** Decodes all of it. Damage shortens the list or is told in `end.stderr`; only a missing tool or a cancel throws. */
export async function listFrames(run: FrameListRun): Promise<{ list: FrameList; end: ToolEnd }> {
  const { value, end } = await runTool({
    site: run.tools.site,
    command: { executable: run.tools.ffmpeg, args: frameListArguments(run.input, run.stretch) },
    limits: run.limits ?? decodeLimits,
    signal: run.signal,
    input: run.bytes,
    output: parseFrameHashes,
    ...(run.onFrame === undefined ? {} : { onFrame: run.onFrame }),
  });
  return { list: value, end };
}

/** Reads ffmpeg's `framehash` text: `#tb 0: 1/25000`, then `stream, dts, pts, duration, size, hash` a picture. */
async function parseFrameHashes(bytes: AsyncIterable<Uint8Array>): Promise<FrameList> {
  const times = createFrameTimes();
  const digest = createLineDigest();
  let frameCount = 0;
  let base = { numerator: 1, denominator: 1000 };
  for await (const line of textLines(bytes)) {
    const timeBase = /^#tb 0: (\d+)\/(\d+)/.exec(line);
    if (timeBase !== null) base = { numerator: Number(timeBase[1]), denominator: Number(timeBase[2]) };
    const row = /^0,\s*-?\d+,\s*(-?\d+),\s*\d+,\s*\d+,\s*([0-9a-f]{64})$/.exec(line);
    if (row === null) continue;
    times.add(Number(row[1]) * base.numerator);
    digest.add(row[2] ?? '');
    frameCount += 1;
  }
  return { frameCount, times: times.finish(base.denominator), digest: digest.finish() };
}

/** A line that ends without a line feed was cut off and is dropped. */
export async function* textLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
