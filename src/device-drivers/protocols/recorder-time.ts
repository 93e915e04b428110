import type { Period } from '../driver.ts';

// A recorder's times. Its clock may stand in 1970 or 2038; what counts is that the text is a calendar time at all.

/** `2026-11-04T21:14:07` out of what a recorder writes, with a space or a T, whatever follows; null when it is no time. */
export function calendarText(said: string | undefined): string | null {
  const found = /^(\d{4})-(\d\d?)-(\d\d?)[T ](\d\d?):(\d\d):(\d\d)/u.exec(said?.trim() ?? '');
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
  const at = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second);
  const text = Number.isNaN(at) ? '' : new Date(at).toISOString().slice(0, 19);
  const two = (value: number | undefined): string => String(value).padStart(2, '0');
  // Date rolls 31 April over to 1 May: such a time is refused, not mended.
  return text === `${found[1]}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}` ? text : null;
}

/** Seconds on a calendar without zone. */
export const secondsOf = (wallClock: string): number => Date.parse(`${wallClock}Z`) / 1000;
const textOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);
export const shifted = (wallClock: string, seconds: number): string => textOf(secondsOf(wallClock) + seconds);

/** The asked stretch and so much more at either end. */
export const widened = ({ from, to }: Period, seconds: number): Period => ({
  from: shifted(from, -seconds),
  to: shifted(to, seconds),
});

export const overlap = (a: Period, b: Period): boolean => a.from < b.to && b.from < a.to;

/** `+01:00` at the end of a time, in seconds east of Greenwich; null when none is stated. */
export function statedOffset(said: string): number | null {
  const found = /([+-])(\d\d):?(\d\d)$/u.exec(said.trim());
  if (found === null) return said.trim().endsWith('Z') ? 0 : null;
  return (found[1] === '-' ? -1 : 1) * (Number(found[2]) * 3600 + Number(found[3]) * 60);
}

interface Rule {
  readonly month: number;
  readonly week: number;
  readonly weekday: number;
  readonly seconds: number;
}
export interface StatedZone {
  /** Seconds east of Greenwich in winter. */
  readonly standard: number;
  readonly summer: { readonly shift: number; readonly from: Rule; readonly to: Rule } | null;
}

const clock = '(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?';
const change = `M(\\d{1,2})\\.(\\d)\\.(\\d)/${clock}`;
const zoneForm = new RegExp(`^[A-Z]{3,4}([+-]?)${clock}(?:[A-Z]{3}${clock},${change},${change})?$`, 'u');

/**
 * A zone as Hikvision writes it: `CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00` is an hour east of Greenwich
 * (the sign is turned round) and an hour more between the last Sundays of March and October. Null when it reads otherwise.
 */
export function parseZone(text: string): StatedZone | null {
  const found = zoneForm.exec(text.trim());
  if (found === null) return null;
  const [sign, ...rest] = found.slice(1);
  const numbers = rest.map((it) => (it === undefined || it === '' ? 0 : Number(it)));
  const seconds = (at: number): number =>
    (numbers[at] ?? 0) * 3600 + (numbers[at + 1] ?? 0) * 60 + (numbers[at + 2] ?? 0);
  const rule = (at: number): Rule => ({
    ...{ month: numbers[at] ?? 1, week: numbers[at + 1] ?? 5, weekday: numbers[at + 2] ?? 0 },
    seconds: seconds(at + 3),
  });
  const standard = sign === '-' ? seconds(0) : 0 - seconds(0);
  return { standard, summer: rest[3] === undefined ? null : { shift: seconds(3), from: rule(6), to: rule(12) } };
}

/** What stands between UTC and the recorder's clock at a moment given in UTC. */
export function offsetAt({ standard, summer }: StatedZone, utc: string): number {
  if (summer === null) return standard;
  const local = secondsOf(utc) + standard;
  const year = new Date(local * 1000).getUTCFullYear();
  const from = ruleSeconds(summer.from, year);
  const to = ruleSeconds(summer.to, year) - summer.shift; // its end is told in summer time
  const isSummer = from < to ? local >= from && local < to : local >= from || local < to;
  return isSummer ? standard + summer.shift : standard;
}

function ruleSeconds({ month, week, weekday, seconds }: Rule, year: number): number {
  const first = new Date(Date.UTC(year, month - 1, 1));
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  let day = 1 + ((weekday - first.getUTCDay() + 7) % 7) + (week - 1) * 7;
  while (day > days) day -= 7;
  return Date.UTC(year, month - 1, day) / 1000 + seconds;
}
