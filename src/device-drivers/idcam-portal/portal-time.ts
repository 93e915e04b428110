import { Temporal } from 'temporal-polyfill';
import { calendarText } from '../protocols/recorder-time.ts';

// A portal keeps its times in a zone of its own. Here they stand in this country's time, on one clock for all cameras.

const HERE = 'Europe/London';

/** A time as the portal writes it, as a wall clock here; null when it is none. Of an hour that comes twice, the first. */
export function fromPortal(said: string | null, zone: string): string | null {
  const stated = calendarText(said ?? undefined);
  if (stated === null) return null;
  const offset = /(?:Z|[+-]\d\d:?\d\d)$/u.test(said?.trim() ?? '');
  const at = offset ? instantOf(said ?? '') : Temporal.PlainDateTime.from(stated).toZonedDateTime(zone).toInstant();
  return at === null ? null : shown(at, HERE);
}

/** A wall clock here, as the portal writes it. */
export const toPortal = (wallClock: string, zone: string, between: string): string =>
  shown(Temporal.PlainDateTime.from(wallClock).toZonedDateTime(HERE).toInstant(), zone).replace('T', between);

/** The portal's own clock as its answers state it (RFC 9110), as a wall clock here. */
export function clockOf(dateHeader: string | null): string | null {
  const ms = Date.parse(dateHeader ?? '');
  return Number.isNaN(ms) ? null : shown(Temporal.Instant.fromEpochMilliseconds(ms), HERE);
}

const shown = (at: Temporal.Instant, zone: string): string =>
  at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'second' });

function instantOf(said: string): Temporal.Instant | null {
  const ms = Date.parse(said.trim().replace(' ', 'T'));
  return Number.isNaN(ms) ? null : Temporal.Instant.fromEpochMilliseconds(ms);
}
