import { type FrameTimes, largestShiftMs } from './frame-times.ts';
import { type MediaFacts, storesTimes } from './media-facts.ts';

/**
 * How a playing copy is made, most faithful first. 'timed-copy' is a stream copy of a raw stream that was first given
 * times by mkvmerge: without times, ffmpeg's stream copy loses pictures of streams with B-frames in silence.
 */
export type DerivativeRoute = 'stream-copy' | 'timed-copy' | 'transcode';

/** Why the master itself is not played. */
export type DerivativeReason =
  | 'sound-track'
  | 'container'
  | 'codec'
  | 'picture-format'
  | 'several-tracks'
  | 'starts-late'; // its first picture is not at time 0: Chromium then cannot reach some pictures

export type RouteDecision =
  | { readonly needed: false }
  | {
      readonly needed: true;
      readonly reasons: readonly DerivativeReason[];
      readonly routes: readonly DerivativeRoute[];
    };

const playedProfiles = new Set(['Baseline', 'Constrained Baseline', 'Main', 'High']);

/**
 * Whether the master can be played as it is, and else which ways to a playing copy are tried, in order.
 * A master with a sound track is never played: not even muted players may be handed the sound (CoP 5.10).
 * @param canTime whether mkvmerge is there and has room
 */
export function decideRoute(facts: MediaFacts, canTime: boolean): RouteDecision {
  const reasons = derivativeReasons(facts);
  if (reasons.length === 0) return { needed: false };
  if (reasons.includes('codec') || reasons.includes('picture-format')) {
    return { needed: true, reasons, routes: ['transcode'] };
  }
  const raw = facts.container === 'raw-h264' || facts.container === 'raw-hevc';
  const routes: DerivativeRoute[] = raw && canTime ? ['stream-copy', 'timed-copy'] : ['stream-copy'];
  return { needed: true, reasons, routes: [...routes, 'transcode'] };
}

function derivativeReasons(facts: MediaFacts): DerivativeReason[] {
  const reasons: [boolean, DerivativeReason][] = [
    [facts.audioTracks.length > 0, 'sound-track'],
    [facts.container !== 'mp4', 'container'], // the one container that every browser plays
    [facts.videoCodec !== 'h264', 'codec'],
    [
      !['yuv420p', 'yuvj420p'].includes(facts.pixelFormat) || !playedProfiles.has(facts.profile ?? ''),
      'picture-format',
    ],
    [facts.otherTrackCount > 0, 'several-tracks'],
    [facts.container === 'mp4' && facts.startTimeMs !== 0, 'starts-late'],
  ];
  return reasons.filter(([applies]) => applies).map(([, reason]) => reason);
}

/** What decoding the playing copy, read back from where it was sealed, showed beside the master. */
export interface Comparison {
  readonly route: DerivativeRoute;
  readonly masterDigest: string;
  readonly derivativeDigest: string;
  readonly masterFrameCount: number;
  readonly derivativeFrameCount: number;
  /** Largest difference of a picture's time, both counted from the first picture; null when the counts differ. */
  readonly largestShiftMs: number | null;
}

export type ComparisonFault = 'picture-count' | 'pictures-differ' | 'times-differ';

/** MP4, Matroska and transport streams count time in different ticks; a millisecond and a half covers the rounding. */
const allowedShiftMs = 1.5;

/** Compares the two lists of decoded pictures. */
export function comparePictures(
  route: DerivativeRoute,
  master: MediaFacts,
  derivative: { readonly frameCount: number; readonly digest: string; readonly times: FrameTimes },
): Comparison {
  const shift = largestShiftMs(master.frames, derivative.times);
  return {
    route,
    masterDigest: master.frameDigest,
    derivativeDigest: derivative.digest,
    masterFrameCount: master.frameCount,
    derivativeFrameCount: derivative.frameCount,
    largestShiftMs: Number.isFinite(shift) ? shift : null,
  };
}

/**
 * What stands against the copy; null when it is proved. A copy must show the very same pictures; a transcode as many.
 * Times must agree when the master stores any.
 */
export function comparisonFault(comparison: Comparison, master: MediaFacts): ComparisonFault | null {
  if (comparison.masterFrameCount !== comparison.derivativeFrameCount) return 'picture-count';
  if (comparison.route !== 'transcode' && comparison.masterDigest !== comparison.derivativeDigest) {
    return 'pictures-differ';
  }
  const shiftMs = comparison.largestShiftMs ?? Infinity;
  return storesTimes(master.container) && shiftMs > allowedShiftMs ? 'times-differ' : null;
}
