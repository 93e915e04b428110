/** Year, month from 1, day, hour, minute, second. */
export type ClockFields = readonly [number, number, number, number, number, number];

/** Zone-less text of a clock, 2026-11-04T21:14:07, or null when no calendar or clock has these fields. */
export function wallClock(fields: ClockFields): string | null {
  const [year, month, day, hour, minute, second] = fields;
  if (year < 1990 || year > 2099 || hour > 23 || minute > 59 || second > 59) return null;
  const text = new Date(Date.UTC(year, month - 1, day, hour, minute, second)).toISOString().slice(0, 19);
  // Date rolls 31 April over to 1 May: such a date is refused, not mended.
  return text.startsWith(`${year}-${two(month)}-${two(day)}T`) ? text : null;
}

/** The date and time that Dahua and Xiongmai pack into 32 bits: year from 2000, month, day, hour, minute, second. */
export function unpackClock(packed: number): string | null {
  return wallClock([
    2000 + ((packed >>> 26) & 0x3f),
    (packed >>> 22) & 0xf,
    (packed >>> 17) & 0x1f,
    (packed >>> 12) & 0x1f,
    (packed >>> 6) & 0x3f,
    packed & 0x3f,
  ]);
}

/** Seconds on a calendar without zone; for differences between two clocks of the same kind only. */
export const clockSeconds = (text: string): number => Date.parse(`${text}Z`) / 1000;

/** The inverse of `clockSeconds`. */
export const clockText = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

const two = (value: number): string => String(value).padStart(2, '0');
