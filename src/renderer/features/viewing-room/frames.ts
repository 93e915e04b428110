/** Where the frames of one recording stand, as `viewings.open` tells it; all times in ms from the first frame. */
export interface FrameTable {
  readonly frameCount: number;
  readonly durationMs: number;
  /** Null when the frames stand `frameStepMs` apart. */
  readonly frameTimesMs: readonly number[] | null;
  readonly frameStepMs: number;
}

const lastIndex = (table: FrameTable): number => Math.max(0, table.frameCount - 1);

/** Holds an index within the recording. */
export const clampFrame = (table: FrameTable, index: number): number =>
  Math.min(lastIndex(table), Math.max(0, Math.round(index)));

/** When a frame begins, in ms from the first frame. */
export function frameStartMs(table: FrameTable, index: number): number {
  const frame = clampFrame(table, index);
  return table.frameTimesMs?.[frame] ?? frame * table.frameStepMs;
}

/** When a frame ends: where the next begins, or for the last one the end of the recording (never before its start). */
export function frameEndMs(table: FrameTable, index: number): number {
  const frame = clampFrame(table, index);
  if (frame < lastIndex(table)) return frameStartMs(table, frame + 1);
  const start = frameStartMs(table, frame);
  return table.durationMs > start ? table.durationMs : start + table.frameStepMs;
}

/** First index whose time is above `positionMs`, by halving. */
function firstAfter(times: readonly number[], positionMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) > positionMs) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * The frame whose presentation time is `mediaMs` (what requestVideoFrameCallback reports). The nearest one is taken,
 * because containers round times to their own clock: a frame at 33.367 ms may be reported as 33.366 ms.
 */
export function frameShownAt(table: FrameTable, mediaMs: number): number {
  if (table.frameTimesMs === null) return clampFrame(table, mediaMs / table.frameStepMs);
  const after = clampFrame(table, firstAfter(table.frameTimesMs, mediaMs));
  const before = clampFrame(table, after - 1);
  return mediaMs - frameStartMs(table, before) <= frameStartMs(table, after) - mediaMs ? before : after;
}

/** The frame on screen at a position of the time line: the last one that has begun. */
export function frameCovering(table: FrameTable, positionMs: number): number {
  if (table.frameTimesMs !== null) return clampFrame(table, firstAfter(table.frameTimesMs, positionMs) - 1);
  return clampFrame(table, Math.floor(positionMs / table.frameStepMs + 1e-6));
}

/** Where to seek so that exactly this frame is shown: its middle, as far as can be from both neighbours. */
export const seekPositionMs = (table: FrameTable, index: number): number =>
  (frameStartMs(table, index) + frameEndMs(table, index)) / 2;
