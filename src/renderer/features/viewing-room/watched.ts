/** A stretch of footage in media time; `toMs` is where the next frame begins. */
export interface WatchedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** One frame that was really on the screen. Frames of one `run` were played without a jump between them. */
export interface PresentedFrame extends WatchedRange {
  readonly run: number;
}

export interface Watched {
  /** Not yet reported: in order, without overlap. */
  readonly ranges: readonly WatchedRange[];
  readonly last: PresentedFrame | null;
}

export const nothingWatched: Watched = { ranges: [], last: null };

/**
 * Longest stretch between two frames of one run that still counts as watched. Fast playing leaves frames out (at
 * sixteen times speed about a quarter of a second each); a longer hole means that the picture stood still.
 */
export const longestLeapMs = 1000;

/**
 * The same where each picture matters, as in a comparison: no more than one paint that was dropped at double speed. What
 * lies between two pictures further apart was not on the screen, however fast it was played.
 */
export const longestComparedLeapMs = 100;

/** Puts ranges in order and joins those that touch. */
export function joinRanges(ranges: readonly WatchedRange[]): WatchedRange[] {
  const joined: WatchedRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.fromMs - b.fromMs)) {
    const previous = joined.at(-1);
    if (previous !== undefined && range.fromMs <= previous.toMs)
      joined[joined.length - 1] = { fromMs: previous.fromMs, toMs: Math.max(previous.toMs, range.toMs) };
    else joined.push({ fromMs: range.fromMs, toMs: range.toMs });
  }
  return joined;
}

/** The stretch between a frame and the one shown before it, when both belong to one run and stand close enough. */
function bridge(last: PresentedFrame | null, frame: PresentedFrame, longestMs: number): WatchedRange[] {
  if (last === null || last.run !== frame.run) return [];
  const span = { fromMs: Math.min(last.fromMs, frame.fromMs), toMs: Math.max(last.toMs, frame.toMs) };
  return Math.abs(frame.fromMs - last.fromMs) <= longestMs ? [span] : [];
}

/** Adds a frame that was shown; a leap of up to `longestMs` from the one before counts as watched. */
export const presentFrame = (watched: Watched, frame: PresentedFrame, longestMs: number): Watched => ({
  ranges: joinRanges([
    ...watched.ranges,
    { fromMs: frame.fromMs, toMs: frame.toMs },
    ...bridge(watched.last, frame, longestMs),
  ]),
  last: frame,
});

/** Takes the first ranges, as many as are asked for; the rest stays. */
export const takeRanges = (watched: Watched, most: number): { ranges: readonly WatchedRange[]; rest: Watched } => ({
  ranges: watched.ranges.slice(0, most),
  rest: { ranges: watched.ranges.slice(most), last: watched.last },
});

/** Puts ranges back whose report did not get through. */
export const putBack = (watched: Watched, ranges: readonly WatchedRange[]): Watched => ({
  ranges: joinRanges([...watched.ranges, ...ranges]),
  last: watched.last,
});
