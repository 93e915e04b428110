import { calendarMs, clocksAt, showCalendarMs, showPosition } from './clocks.ts';
import { frameCovering, frameEndMs, frameStartMs, type FrameTable } from './frames.ts';
import type { OpenViewing, ShownCamera } from './use-players.ts';

// One time line for all cameras of a viewing. Several are laid on it by their corrected times; what a recorder says of
// its start is whole seconds, so cameras are in step as closely as their clocks were checked.

export type Camera = OpenViewing['cameras'][number];

export function cameraAt(cameras: readonly Camera[], index: number): Camera {
  const camera = cameras[index];
  if (camera === undefined) throw new Error(`there is no camera ${index + 1}`);
  return camera;
}

export interface TimeLine {
  readonly durationMs: number;
  /** Where each camera's first frame stands on the line, in ms. */
  readonly shifts: readonly number[];
  /** Calendar ms of the corrected time at the line's start; null where no time is shared: one camera, or a comparison. */
  readonly correctedFromMs: number | null;
}

/**
 * One camera lies on the line as it is, also when nobody knows when it was recorded. So do several of which that is said
 * of none: they show the same pictures.
 */
export function timeLineOf(cameras: readonly ShownCamera[]): TimeLine {
  if (cameras.length < 2 || cameras.every(({ recordedFrom }) => recordedFrom === null))
    return {
      durationMs: Math.max(0, ...cameras.map(({ durationMs }) => durationMs)),
      ...{ shifts: cameras.map(() => 0), correctedFromMs: null },
    };
  const begins = cameras.map(
    ({ recordedFrom, offsetSeconds, startsAtMs }) => calendarMs(recordedFrom ?? '') - offsetSeconds * 1000 + startsAtMs,
  );
  const from = Math.min(...begins);
  const shifts = begins.map((at) => at - from);
  const durationMs = Math.max(...cameras.map((camera, index) => (shifts[index] ?? 0) + camera.durationMs));
  return { durationMs, shifts, correctedFromMs: from };
}

/** A stretch of the time line in which a camera has no picture; it goes on without end where `toMs` is null. */
export interface Gap {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

export type Place = { readonly frame: number; readonly gap: null } | { readonly frame: null; readonly gap: Gap };

/** A picture that stands for longer than this, and than five of its recording's, hides that nothing was recorded. */
const LONGEST_PICTURE_MS = 2000;
/** Sums of times are not exact: a frame that begins at a position covers it. */
const NEAR_MS = 0.001;

/**
 * What a camera has at a moment of the time line: the frame that covers it, or the gap it lies in. Without gaps the frame
 * that stands at that moment is there, for however long it stands.
 */
export function placeAt(table: FrameTable, shiftMs: number, momentMs: number, hasGaps = true): Place {
  const position = momentMs - shiftMs + NEAR_MS;
  if (!hasGaps) return { frame: frameCovering(table, position), gap: null };
  const lastMs = frameEndMs(table, table.frameCount - 1);
  if (position < 0) return { frame: null, gap: { fromMs: null, toMs: shiftMs } };
  if (position >= lastMs + NEAR_MS) return { frame: null, gap: { fromMs: shiftMs + lastMs, toMs: null } };
  const frame = frameCovering(table, position);
  const shownUntil = frameStartMs(table, frame) + Math.max(LONGEST_PICTURE_MS, 5 * table.frameStepMs);
  const endMs = frameEndMs(table, frame);
  if (position < shownUntil || endMs <= shownUntil) return { frame, gap: null };
  return { frame: null, gap: { fromMs: shiftMs + frameStartMs(table, frame), toMs: shiftMs + endMs } };
}

/** The start of the frame before (-1) or after (1) a moment, on the time line; null where the camera has none. */
export function neighbourMs(table: FrameTable, shiftMs: number, momentMs: number, direction: 1 | -1): number | null {
  const position = momentMs - shiftMs;
  const covering = position + NEAR_MS < 0 ? -1 : frameCovering(table, position + NEAR_MS);
  const isAtStart = covering >= 0 && position - frameStartMs(table, covering) <= NEAR_MS;
  const target = direction === 1 ? covering + 1 : isAtStart ? covering - 1 : covering;
  return target < 0 || target >= table.frameCount ? null : shiftMs + frameStartMs(table, target);
}

/** `21:16:48.040`, the corrected time of day at a moment of a shared line; a position where there is one camera. */
export const momentInWords = ({ correctedFromMs }: TimeLine, momentMs: number): string =>
  correctedFromMs === null
    ? showPosition(momentMs)
    : (showCalendarMs(correctedFromMs + momentMs).split(', ')[1] ?? showPosition(momentMs));

/** What is said in place of a picture that does not exist: absence is not failure. */
export function gapInWords(line: TimeLine, number: string, { fromMs, toMs }: Gap): string {
  const clock = (ms: number): string => momentInWords(line, ms).slice(0, 8);
  if (fromMs === null) return `Nothing recorded in ${number} before ${clock(toMs ?? 0)} corrected time.`;
  if (toMs === null) return `Nothing recorded in ${number} after ${clock(fromMs)} corrected time.`;
  return `Nothing recorded in ${number} from ${clock(fromMs)} to ${clock(toMs)} corrected time.`;
}

/** How a place is read out: the recorder's clock of one camera, the corrected time of several. */
export function placeInWords(line: TimeLine, camera: Camera, momentMs: number): string {
  if (line.correctedFromMs !== null) return `corrected ${showCalendarMs(line.correctedFromMs + momentMs)}`;
  const clocks = clocksAt(camera.recordedFrom, camera.offsetSeconds, momentMs);
  return clocks === null ? `${showPosition(momentMs)} from the start` : `recorded ${clocks.recorded}`;
}
