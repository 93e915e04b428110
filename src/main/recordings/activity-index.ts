import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { activityArguments, stripArguments } from '../platform/ffmpeg.ts';
import { headerLimits, runTool } from '../platform/media-process.ts';
import { collectBytes } from '../platform/media-tools.ts';
import { createActivityTrack, planStrip, type StripPlan } from './activity.ts';
import { asText } from './derivative-command.ts';
import { matroskaFrames } from './matroska-frames.ts';
import type { MediaFacts } from './media-facts.ts';
import { type MediaPorts, pipeFootage } from './piped-footage.ts';

export interface ActivityIndex {
  /** One a second; 255 where nothing was recorded. */
  readonly scores: Uint8Array;
  readonly strip: StripPlan & { readonly jpeg: Uint8Array };
  /** Which pictures were looked at: the ones that stand alone, or all where those are too far apart. */
  readonly looked: 'key-pictures' | 'all-pictures';
  readonly commandLine: string;
}

/** Key pictures further apart than this on average are too few to find a short incident by. */
const FARTHEST_MS = 2500;
const mostStripBytes = 16 * 1024 * 1024;

/**
 * Looks through a master once, a picture a second at most, and keeps scores and small pictures in memory: about 4 MB
 * whatever the length. Reads key pictures only where they are near enough; a day of footage then takes minutes.
 * @throws AppError 'unavailable', 'cancelled', 'integrity' from the source.
 */
export async function makeActivityIndex(
  { source, facts }: { readonly source: ByteSource; readonly facts: MediaFacts },
  ports: MediaPorts,
  signal: AbortSignal,
): Promise<ActivityIndex> {
  const plan = planStrip(facts);
  const look = async (looked: ActivityIndex['looked']) => lookThrough({ source, facts, plan, looked }, ports, signal);
  let found = await look('key-pictures');
  if (found.samples * FARTHEST_MS < facts.durationMs && facts.frameCount > found.samples)
    found = await look('all-pictures');
  const { scores, pixels, looked, commandLine } = found;
  return { scores, looked, commandLine, strip: { ...plan, jpeg: await drawStrip(pixels, plan, { ports, signal }) } };
}

interface Look {
  readonly source: ByteSource;
  readonly facts: MediaFacts;
  readonly plan: StripPlan;
  readonly looked: ActivityIndex['looked'];
}

async function lookThrough({ source, facts, plan, looked }: Look, ports: MediaPorts, signal: AbortSignal) {
  const footage = await pipeFootage(source, ports);
  const args = activityArguments(footage.input, { ...plan, keyPicturesOnly: looked === 'key-pictures' });
  const track = createActivityTrack(facts.frames, facts.durationMs);
  const lumaBytes = plan.width * plan.height;
  const pictureBytes = lumaBytes * 1.5; // yuv420p
  const pixels = blackStrip(plan, pictureBytes);
  let samples = 0;
  const { end } = await runTool({
    site: ports.tools.site,
    command: { executable: ports.tools.ffmpeg, args },
    limits: footage.limits,
    signal,
    input: footage.bytes(),
    output: async (bytes) => {
      const filled = new Set<number>();
      for await (const picture of matroskaFrames(bytes)) {
        if (picture.pixels.length !== pictureBytes) continue;
        samples += 1;
        const timeMs = picture.timeMs - facts.startTimeMs;
        track.add(timeMs, picture.pixels.subarray(0, lumaBytes));
        const place = Math.min(plan.count - 1, Math.max(0, Math.floor(timeMs / plan.everyMs)));
        if (!filled.has(place)) pixels.set(picture.pixels, place * pictureBytes);
        filled.add(place);
        ports.onProgress?.(samples);
      }
    },
  });
  if (end.exitCode !== 0 && samples === 0)
    throw new AppError('unavailable', 'The recording could not be looked through for movement.', {
      cause: new Error(end.stderr.lines().join('\n')),
    });
  return { scores: track.scores, pixels, samples, looked, commandLine: asText(['ffmpeg', ...args]) };
}

/** Every place of the strip, black until a picture is put there. */
function blackStrip({ count, width, height }: StripPlan, pictureBytes: number): Uint8Array {
  const pixels = new Uint8Array(count * pictureBytes).fill(128);
  for (let place = 0; place < count; place += 1)
    pixels.fill(16, place * pictureBytes, place * pictureBytes + width * height);
  return pixels;
}

/** All small pictures on one, as a JPEG. */
async function drawStrip(
  pixels: Uint8Array,
  plan: StripPlan,
  { ports, signal }: { ports: MediaPorts; signal: AbortSignal },
): Promise<Uint8Array> {
  const { value, end } = await runTool({
    site: ports.tools.site,
    command: { executable: ports.tools.ffmpeg, args: stripArguments(plan) },
    limits: headerLimits,
    signal,
    input: inPieces(pixels),
    output: (bytes) => collectBytes(bytes, mostStripBytes),
  });
  if (end.exitCode !== 0 || value.length === 0)
    throw new AppError('unavailable', 'The small pictures of the recording could not be put together.', {
      cause: new Error(end.stderr.lines().join('\n')),
    });
  return value;
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = 64 * 1024;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
