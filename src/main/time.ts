import { Temporal } from 'temporal-polyfill';
import type { Instant } from './platform/clock.ts';

// Calendar rules of the scheme: it lives in Europe/London, and a recorder's clock has no zone at all.

const LONDON = 'Europe/London';

/** The calendar day in Europe/London on which an instant falls: 2026-11-04. */
export const londonDay = (instant: Instant): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(LONDON).toPlainDate().toString();

/** A calendar day so many days later. */
export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** The same day so many years later; 29 February falls on the 28th. */
export const addYears = (day: string, years: number): string => Temporal.PlainDate.from(day).add({ years }).toString();

/** Whole calendar days from one day to another; negative when `to` has passed. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** The calendar day of a recorder's clock. */
export const wallClockDay = (wallClock: string): string => wallClock.slice(0, 10);

/** Seconds from one wall clock to another; negative when `to` is the earlier one. */
export const secondsBetween = (from: string, to: string): number =>
  Temporal.PlainDateTime.from(from).until(Temporal.PlainDateTime.from(to)).total('seconds');

/** Recorder − reference in seconds; fast is positive (domain.md, "time offset"). */
export const offsetSeconds = (systemTime: string, referenceTime: string): number =>
  secondsBetween(referenceTime, systemTime);

/** A recorder's clock so many milliseconds later, cut to whole seconds as a clock shows them. */
export const shiftWallClock = (wallClock: string, milliseconds: number): string =>
  Temporal.PlainDateTime.from(wallClock)
    .add({ milliseconds: Math.floor(milliseconds) })
    .toString({ smallestUnit: 'second', roundingMode: 'floor' });

/** Recorded time less the offset: what the reference clock would have shown. The media itself is never altered. */
export const correctedTime = (recorded: string, offset: number): string => shiftWallClock(recorded, -offset * 1000);

/** An instant in London as a wall clock, for comparing with a recorder's. */
export const londonWallClock = (instant: Instant): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(LONDON)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second', roundingMode: 'floor' });

/** The instants at which clocks in London show this: two in the hour that comes twice in autumn. */
export function instantsOfLondonWallClock(wallClock: string): string[] {
  const plain = Temporal.PlainDateTime.from(wallClock);
  const instants = (['earlier', 'later'] as const).map((disambiguation) =>
    plain.toZonedDateTime(LONDON, { disambiguation }).toInstant().toString({ fractionalSecondDigits: 3 }),
  );
  return [...new Set(instants)];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Tue 4 Nov 2026` */
export function dayText(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${DAYS[date.dayOfWeek - 1]} ${date.day} ${MONTHS[date.month - 1]} ${date.year}`;
}

/** `Tue 4 Nov 2026, 21:14:07 GMT`: seconds and zone always. */
export function instantText(instant: Instant): string {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(LONDON);
  const zone = zoned.offsetNanoseconds === 0 ? 'GMT' : 'BST';
  return `${dayText(zoned.toPlainDate().toString())}, ${zoned.toPlainTime().toString({ smallestUnit: 'second' })} ${zone}`;
}

/** `Tue 4 Nov 2026, 21:14:07`: a recorder's clock, no zone. */
export const wallClockText = (wallClock: string): string =>
  `${dayText(wallClock.slice(0, 10))}, ${wallClock.slice(11, 19)}`;

/** `3 minutes 12 seconds fast`, as said on documents. */
export function offsetText(seconds: number): string {
  if (seconds === 0) return 'no difference';
  const total = Math.abs(seconds);
  const parts = [
    [Math.floor(total / 86_400), 'day'],
    [Math.floor((total % 86_400) / 3600), 'hour'],
    [Math.floor((total % 3600) / 60), 'minute'],
    [total % 60, 'second'],
  ] as const;
  const words = parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return `${words.join(' ')} ${seconds > 0 ? 'fast' : 'slow'}`;
}

/** The instant at which a calendar day begins in Europe/London. */
export const londonDayStart = (day: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime(LONDON).toInstant().toString({ fractionalSecondDigits: 3 });

/** The instant at which a clock in Europe/London shows a time; of two in the hour that comes twice, the first. */
export const londonInstant = (wallClock: string): string =>
  Temporal.PlainDateTime.from(wallClock)
    .toZonedDateTime(LONDON, { disambiguation: 'compatible' })
    .toInstant()
    .toString({ fractionalSecondDigits: 3 });
