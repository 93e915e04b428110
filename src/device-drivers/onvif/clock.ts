import type { ClockReading, Period } from '../driver.ts';
import type { Asking } from '../protocols/asking.ts';
import { calendarText, offsetAt, secondsOf, shifted, type StatedZone } from '../protocols/recorder-time.ts';
import { child, textAt, type Xml } from '../protocols/xml.ts';
import type { Soap } from './soap.ts';

export interface OnvifClock {
  readonly reading: ClockReading;
  /** What the unit takes for UTC now. */
  utcNow(): string;
  /** What stands between UTC and the unit's own wall clock at a moment of UTC. */
  offsetAt(utc: string): number;
}

/** The unit's clock as it stands; null when this is no ONVIF unit. */
export async function readOnvifClock(asking: Asking, soap: Soap): Promise<OnvifClock | null> {
  const before = Date.parse(asking.ports.now());
  const said = child(await soap.ask('device', 'GetSystemDateAndTime'), 'SystemDateAndTime');
  const taken = (before + Date.parse(asking.ports.now())) / 2;
  if (said === null) return null;
  const [utc, local] = [dateTime(child(said, 'UTCDateTime')), dateTime(child(said, 'LocalDateTime'))];
  const zoneText = textAt(said, 'TimeZone', 'TZ')?.slice(0, 100) ?? null;
  const zone = zoneText === null ? null : posixZone(zoneText);
  const now = utc ?? (local === null ? null : zone === null ? local : shifted(local, -zone.standard));
  if (now === null) return null;
  const stated = local === null || utc === null ? null : quarterHours(secondsOf(local) - secondsOf(utc));
  // The rule is believed only while it agrees with the clock beside it: many units keep the zone of their factory.
  const isBelieved = zone !== null && (stated === null || offsetAt(zone, now) === stated);
  const offset = (at: string): number => (zone !== null && isBelieved ? offsetAt(zone, at) : (stated ?? 0));
  return {
    reading: {
      wallClock: local ?? shifted(now, offset(now)),
      zone: local === null && zone === null ? 'utc' : 'local',
      zoneText: zoneText?.replaceAll(/\p{C}/gu, ' ') ?? null,
      takenAt: new Date(taken).toISOString(),
    },
    utcNow: () => new Date(Date.parse(`${now}Z`) + Date.parse(asking.ports.now()) - taken).toISOString(),
    offsetAt: offset,
  };
}

function dateTime(xml: Xml | null): string | null {
  const part = (...path: string[]): string => textAt(xml, ...path) ?? '';
  const [hour, minute, second] = ['Hour', 'Minute', 'Second'].map((it) => part('Time', it).padStart(2, '0'));
  return calendarText(
    `${part('Date', 'Year')}-${part('Date', 'Month')}-${part('Date', 'Day')}T${hour}:${minute}:${second}`,
  );
}

/** Zones differ by quarters of an hour; a second more or less comes from reading two clocks. */
const quarterHours = (seconds: number): number => Math.round(seconds / 900) * 900;

/** A period on the unit's own clock as UTC; in the hour that comes twice, both of them. */
export function periodInUtc({ from, to }: Period, { offsetAt: offset }: Pick<OnvifClock, 'offsetAt'>): Period {
  const offsets = (local: string): number[] => {
    const near = [...new Set([-86_400, 86_400].map((seconds) => offset(shifted(local, seconds))))];
    const fitting = near.filter((it) => offset(shifted(local, -it)) === it);
    return fitting.length === 0 ? near : fitting;
  };
  return { from: shifted(from, -Math.max(...offsets(from))), to: shifted(to, -Math.min(...offsets(to))) };
}

const name = '(?:[A-Za-z]{3,10}|<[A-Za-z0-9+-]{1,10}>)';
const clock = '([+-]?)(\\d{1,3})(?::(\\d\\d))?(?::(\\d\\d))?';
const change = 'M(\\d{1,2})\\.(\\d)\\.(\\d)(?:/(\\d{1,3})(?::(\\d\\d))?(?::(\\d\\d))?)?';
const zoneForm = new RegExp(`^${name}${clock}(?:${name}(?:${clock})?,${change},${change})?$`, 'u');

/** A zone as POSIX writes it, `GMT0BST,M3.5.0/1,M10.5.0`: hours west of Greenwich. Null when it reads otherwise. */
export function posixZone(text: string): StatedZone | null {
  const found = zoneForm.exec(/^(?:UTC|GMT)$/u.test(text.trim()) ? 'UTC0' : text.trim());
  if (found === null) return null;
  const part = (at: number): number => Number(found[at] ?? 0);
  const east = (at: number): number =>
    (found[at] === '-' ? 1 : -1) * (part(at + 1) * 3600 + part(at + 2) * 60 + part(at + 3)) + 0;
  const standard = east(1);
  if (found[9] === undefined) return { standard, summer: null };
  const rule = (at: number) => ({
    ...{ month: part(at), week: part(at + 1), weekday: part(at + 2) },
    seconds: found[at + 3] === undefined ? 7200 : part(at + 3) * 3600 + part(at + 4) * 60 + part(at + 5),
  });
  const shift = found[6] === undefined ? 3600 : east(5) - standard;
  return { standard, summer: { shift, from: rule(9), to: rule(15) } };
}
