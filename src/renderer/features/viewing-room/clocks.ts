import { formatWallClock } from '../../ui/time.ts';

// A recorder's wall clock has no zone, so it is counted as plain calendar time: Date is used as if it were UTC and
// never asked for the laptop's zone.

const two = (value: number): string => String(value).padStart(2, '0');

/** Milliseconds of calendar time of a wall clock such as 2026-11-04T21:14:07. */
export const calendarMs = (wallClock: string): number => Date.parse(`${wallClock}Z`);

/** The wall clock, to the whole second, at milliseconds of calendar time. */
export const wallClockAt = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

/** `Wed 4 Nov 2026, 21:14:07.480` */
export function showCalendarMs(ms: number): string {
  const [wallClock = '', fraction = ''] = new Date(Math.round(ms)).toISOString().slice(0, 23).split('.');
  return `${formatWallClock(wallClock)}.${fraction}`;
}

/** What the recorder's clock showed and what the time was, for one position; null when the start is not known. */
export function clocksAt(recordedFrom: string | null, offsetSeconds: number, positionMs: number) {
  if (recordedFrom === null) return null;
  const recorded = calendarMs(recordedFrom) + positionMs;
  return { recorded: showCalendarMs(recorded), corrected: showCalendarMs(recorded - offsetSeconds * 1000) };
}

/** `01:02:03.040`: a position from the start of the recording. */
export function showPosition(positionMs: number): string {
  const ms = Math.max(0, Math.round(positionMs));
  const seconds = Math.floor(ms / 1000);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${clock}.${String(ms % 1000).padStart(3, '0')}`;
}

const dayMs = 86_400_000;

/**
 * The position at which a clock that showed `startsAt` at the start shows a time of day (`21:14` or `21:14:07`): the first one after
 * `afterMs`, or else the first in the recording. Null when the recording does not hold that time or the text is none.
 */
export function positionOfTime(
  recording: { readonly startsAt: string; readonly durationMs: number },
  timeOfDay: string,
  afterMs: number,
): number | null {
  const parts = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/u.exec(timeOfDay.trim());
  if (parts === null) return null;
  const asked = (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 1000;
  const start = calendarMs(recording.startsAt);
  const first = (((asked - start) % dayMs) + dayMs) % dayMs;
  if (first > recording.durationMs) return null;
  const next = first + Math.max(0, Math.ceil((afterMs - first) / dayMs)) * dayMs;
  return next > afterMs && next <= recording.durationMs ? next : first;
}
