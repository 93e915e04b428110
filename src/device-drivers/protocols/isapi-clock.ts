import type { ClockReading, DeviceQuirks } from '../driver.ts';
import type { Asking } from './asking.ts';
import { searchTrack } from './isapi-search.ts';
import { calendarText, offsetAt, parseZone, secondsOf, shifted, statedOffset } from './recorder-time.ts';
import { child, parseXml, textAt } from './xml.ts';

export interface IsapiClock {
  readonly reading: ClockReading;
  /** What stands between UTC and the recorder's clock at a moment given in UTC, by the zone the recorder states. */
  readonly offsetAt: (utc: string) => number;
}

/** The recorder's clock as it stands, and our own at the middle of the question. */
export async function readIsapiClock(asking: Asking): Promise<IsapiClock | null> {
  const before = Date.parse(asking.ports.now());
  const text = await asking.text({ method: 'GET', target: '/ISAPI/System/time' });
  const after = Date.parse(asking.ports.now());
  if (text === null) return null;
  const time = child(parseXml(text), 'Time');
  const said = textAt(time, 'localTime') ?? '';
  const wallClock = calendarText(said);
  if (wallClock === null) return null;
  const zoneText = textAt(time, 'timeZone')?.slice(0, 100) ?? null;
  const zone = zoneText === null ? null : parseZone(zoneText);
  const nowOffset = statedOffset(said);
  return {
    reading: {
      wallClock,
      zone: 'local',
      zoneText: [said.slice(19, 25), zoneText].filter(Boolean).join(' ') || null,
      takenAt: new Date((before + after) / 2).toISOString(),
    },
    // The rule is believed only while it agrees with the clock beside it: many recorders keep the zone of their factory.
    offsetAt: (utc) =>
      zone !== null && (nowOffset === null || offsetAt(zone, shifted(wallClock, -nowOffset)) === nowOffset)
        ? offsetAt(zone, utc)
        : (nowOffset ?? 0),
  };
}

/** How near to now the newest recording must end to say anything. */
const recentSeconds = 15 * 60;

/**
 * What the index means by its "Z": the newest recording ends about now, by UTC or by the recorder's own clock. Null when
 * nothing was recorded lately, or when the two clocks agree.
 */
export async function findIndexTime(
  asking: Asking,
  how: { clock: IsapiClock; track: number; quirks: DeviceQuirks; learn: (found: DeviceQuirks) => void },
): Promise<DeviceQuirks['indexTime'] | null> {
  const local = how.clock.reading.wallClock;
  const utc = shifted(local, -how.clock.offsetAt(local));
  if (Math.abs(secondsOf(local) - secondsOf(utc)) < 2 * recentSeconds) return null;
  const [first, last] = local < utc ? [local, utc] : [utc, local];
  const period = { from: shifted(first, -recentSeconds), to: shifted(last, recentSeconds) };
  const near = (said: string, now: string): boolean => Math.abs(secondsOf(said) - secondsOf(now)) <= recentSeconds;
  let newest: string | null = null;
  for await (const { to } of searchTrack(asking, { ...how, period }))
    if (to !== null && (newest === null || to > newest)) newest = to;
  if (newest === null) return null;
  return near(newest, local) ? 'local' : near(newest, utc) ? 'utc' : null;
}
