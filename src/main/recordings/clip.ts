import type { MovingArea } from '../../shared/contract/clips.ts';
import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { packetListArguments, streamCopyArguments, type Stretch, transcodeArguments } from '../platform/ffmpeg.ts';
import { runTool } from '../platform/media-process.ts';
import { identifyTool, type ToolIdentity } from '../platform/media-tools.ts';
import { type CopyPlan, type Packet, planCopy } from './clip-plan.ts';
import { asText } from './derivative-command.ts';
import { type Comparison, comparePictures, comparisonFault, decideRoute } from './derivative-route.ts';
import { listFrames, textLines } from './frame-list.ts';
import { frameTimeMs } from './frame-times.ts';
import { type CoveredProof, proveCovered } from './masked-readback.ts';
import type { MediaFacts } from './media-facts.ts';
import { checkAreas, maskFilters } from './moving-mask.ts';
import { type MediaPorts, type PipedFootage, pipeFootage } from './piped-footage.ts';
import type { SealedCopy } from '../vault/sealing.ts';
import { sealMp4, type SealSink } from './sealed-mp4.ts';

/** `copy`: the coded pictures as they are, from the key picture at or before the in-point. `exact`: coded anew. */
export type ClipWay = 'copy' | 'exact';

export interface ClipRequest<T> {
  readonly source: ByteSource;
  readonly facts: MediaFacts;
  /** The master's number; the clip's title names it, the pictures and how it was cut. */
  readonly reference: string;
  /** Pictures wished for, both included, from 0 in the order shown. */
  readonly wish: Stretch;
  readonly way: ClipWay;
  /** Filled with black, with an exact cut only. */
  readonly areas?: readonly MovingArea[];
  readonly sink: SealSink<T>;
}

/** A proved clip, and everything needed to make and check it again. */
export interface Clip<T> {
  readonly sealed: T;
  /** What it shows of the master: with `copy` it begins at or before what was wished for. */
  readonly shown: Stretch;
  /** Milliseconds of the first and the last picture after the master's first. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly comparison: Comparison;
  /** What was read back where areas are filled; null where none are. */
  readonly covered: CoveredProof | null;
  readonly tool: ToolIdentity;
  readonly commandLine: string;
}

/**
 * Cuts a clip out of a master, in the sandbox, sealed as it comes and decoded again from its seal: a copy must show the
 * very same pictures as that stretch of the master, an exact cut as many at the same times. Anything less leaves nothing.
 * @throws AppError 'invalid-input' (no such pictures), 'conflict' (cannot be copied), 'unavailable', 'cancelled', 'integrity'.
 */
export async function makeClip<T>(request: ClipRequest<T>, ports: MediaPorts, signal: AbortSignal): Promise<Clip<T>> {
  const { source, facts, wish, way, areas = null } = request;
  refuseWish(wish, facts.frameCount);
  if (areas !== null) checkAreas(areas, wish, facts);
  const footage = await pipeFootage(source, ports);
  const plan = way === 'copy' ? await planOf(footage, { facts, wish }, ports, signal) : null;
  const shown = plan?.shown ?? wish;
  const title = clipTitle(request.reference, shown, areas === null ? way : 'masked');
  const args =
    plan === null
      ? transcodeArguments(footage.input, title, {
          ...{ size: facts, stretch: wish },
          ...(areas !== null && { filters: maskFilters(areas, wish) }),
        })
      : streamCopyArguments(footage.input, title, plan.packets);
  const tool = await identifyTool(ports.tools, 'ffmpeg', signal); // before anything is sealed that it could lose
  const copy = await sealMp4(
    {
      ...{ site: ports.tools.site, command: { executable: ports.tools.ffmpeg, args }, limits: footage.limits, signal },
      input: footage.bytes(),
      ...(ports.onProgress === undefined ? {} : { onFrame: ports.onProgress }),
    },
    request.sink,
  );
  if (copy === null) throw notMade(way);
  const proof = await proved(copy, { facts, footage, shown, way, areas }, ports, signal);
  return {
    ...{ sealed: copy.sealed, shown, ...proof },
    fromMs: frameTimeMs(facts.frames, shown.from),
    toMs: frameTimeMs(facts.frames, shown.to),
    tool,
    commandLine: asText(['ffmpeg', ...args]),
  };
}

function refuseWish({ from, to }: Stretch, frameCount: number): void {
  const isPicture = (index: number): boolean => Number.isSafeInteger(index) && index >= 0 && index < frameCount;
  if (!isPicture(from) || !isPicture(to) || from > to)
    throw new AppError(
      'invalid-input',
      `Choose a first and a last picture between 1 and ${frameCount}, the first before the last.`,
    );
}

/** `clip of REC-0001, pictures 12 to 40, coded anew`: people count from one. */
const clipTitle = (reference: string, { from, to }: Stretch, way: keyof typeof wayWords): string =>
  `clip of ${reference}, pictures ${from + 1} to ${to + 1}, ${wayWords[way]}`;
const wayWords = { copy: 'copied', exact: 'coded anew', masked: 'coded anew with areas filled with black' };

type Wished = Pick<ClipRequest<unknown>, 'facts' | 'wish'>;

async function planOf(
  footage: PipedFootage,
  { facts, wish }: Wished,
  ports: MediaPorts,
  signal: AbortSignal,
): Promise<CopyPlan> {
  const route = decideRoute(facts, false);
  if (route.needed && (route.reasons.includes('codec') || route.reasons.includes('picture-format')))
    throw new AppError(
      'conflict',
      'A copy of these pictures would not play on other computers. Make an exact cut, which is coded anew and marked so.',
    );
  const { value: packets } = await runTool({
    site: ports.tools.site,
    command: { executable: ports.tools.ffprobe, args: packetListArguments(footage.input) },
    limits: footage.limits,
    signal,
    input: footage.bytes(),
    output: readPackets,
  });
  const plan = planCopy(packets, facts.frameCount, wish);
  if (plan === null)
    throw new AppError(
      'conflict',
      'This recording’s own list of pictures does not say where it can be cut without coding anew. Make an exact cut.',
    );
  return plan;
}

/** ffprobe's rows `pts,flags`; a time that is not stated is `N/A`. */
async function readPackets(bytes: AsyncIterable<Uint8Array>): Promise<Packet[]> {
  const packets: Packet[] = [];
  for await (const line of textLines(bytes)) {
    const row = /^(-?\d+|N\/A),([A-Z_]+)/u.exec(line);
    if (row === null) continue;
    packets.push({ pts: row[1] === 'N/A' ? null : Number(row[1]), isKey: row[2]?.startsWith('K') === true });
  }
  return packets;
}

interface Proof {
  readonly facts: MediaFacts;
  readonly footage: PipedFootage;
  readonly shown: Stretch;
  readonly way: ClipWay;
  readonly areas: readonly MovingArea[] | null;
}

/** Decodes the clip from its seal beside that stretch of the master; what is not proved is discarded. */
async function proved<T>(
  copy: SealedCopy<T>,
  { facts, footage, shown, way, areas }: Proof,
  { tools, ...ports }: MediaPorts,
  signal: AbortSignal,
): Promise<Pick<Clip<T>, 'comparison' | 'covered'>> {
  try {
    const sealed = await copy.open();
    const listOf = async (piped: PipedFootage, stretch?: Stretch) => {
      const { input, limits } = piped;
      const run = { tools, input, limits, bytes: piped.bytes(), signal, ...(stretch === undefined ? {} : { stretch }) };
      return (await listFrames(run)).list;
    };
    try {
      const clip = await listOf(await pipeFootage(sealed, { tools, ...ports }));
      const master = await listOf(footage, shown);
      if (master.frameCount !== shown.to - shown.from + 1) throw notMade(way);
      const part = { ...facts, frames: master.times, frameDigest: master.digest, frameCount: master.frameCount };
      const comparison = comparePictures(way === 'copy' ? 'stream-copy' : 'transcode', part, clip);
      if (comparisonFault(comparison, part) !== null) throw notMade(way);
      if (areas === null) return { comparison, covered: null };
      return { comparison, covered: await proveCovered(sealed, { areas, shown, facts }, { tools, ...ports }, signal) };
    } finally {
      await sealed.close();
    }
  } catch (error) {
    await copy.discard();
    throw error;
  }
}

const notMade = (way: ClipWay): AppError =>
  new AppError(
    'unavailable',
    way === 'copy'
      ? 'No copy could be cut whose pictures are proved to be those of the recording. Make an exact cut.'
      : 'No clip could be cut that is proved to show these pictures at their times. Choose others, or show the whole recording.',
  );
