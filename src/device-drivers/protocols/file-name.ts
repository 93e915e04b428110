import type { ChannelClaim, TimeClaim } from '../driver.ts';
import { clockSeconds, clockText, wallClock } from './wall-clock.ts';

/** What a name says. `contradiction`: the name gives an end that cannot belong to its start, so the end is left out. */
export interface NameClaims {
  readonly channel: ChannelClaim | null;
  readonly timeClaims: readonly TimeClaim[];
  readonly contradiction: 'ends-before-it-starts' | null;
}

interface Said {
  readonly channel?: string | undefined;
  readonly channelSource?: 'file-name' | 'folder';
  readonly start?: string | null;
  readonly end?: string | null;
  readonly zone?: 'local' | 'utc';
}

type Groups = Readonly<Record<string, string | undefined>>;
interface Pattern {
  readonly wanted: RegExp;
  readonly said: (groups: Groups) => Said;
}

const moment = String.raw`20\d\d[-_.]?[01]\d[-_.]?[0-3]\d[-_. T]?[0-2]\d[-_.]?[0-5]\d[-_.]?[0-5]\d`;

/** Names as recorders write them; sources in the comments. Times are local unless the maker says otherwise. */
const patterns: readonly Pattern[] = [
  // Dahua, CP Plus and others: NVR_ch1_main_20211010080000_20211010090000.dav
  {
    wanted: /(?:^|\/)[a-z]*VR_ch(?<channel>\d+)_[a-z0-9]+_(?<from>\d{14})_(?<to>\d{14})[^/]*$/iu,
    said: ({ channel, from, to }) => ({ channel, start: digits(from), end: digits(to) }),
  },
  // Canon: NVR_MPEG4_<id>_20190808_095851_20190808_100851.mov, in GMT
  {
    wanted: /(?:^|\/)NVR_MPEG4_(?<channel>[^/]+?)_(?<d1>\d{8})_(?<t1>\d{6})_(?<d2>\d{8})_(?<t2>\d{6})[^/]*$/iu,
    said: ({ channel, d1, t1, d2, t2 }) => ({ channel, start: digits(d1, t1), end: digits(d2, t2), zone: 'utc' }),
  },
  // Dahua 2026-07-21/0/dav/08/08.00.00-09.00.00[R][0@0][0].dav; Xiongmai 2026-07-21/001/11.00.00-11.15.00[M][@0][0].h264
  {
    wanted:
      /(?:^|\/)(?<day>\d{4}-\d\d-\d\d)\/(?:(?<channel>\d{1,3})\/)?(?:[^/]+\/)*(?<t1>\d\d\.\d\d\.\d\d)-(?<t2>\d\d\.\d\d\.\d\d)[^/]*$/u,
    said: ({ channel, day, t1, t2 }) => {
      const start = digits(day, t1);
      return { channel, channelSource: 'folder', start, end: nextDayIfEarlier(start, digits(day, t2)) };
    },
  },
  // Hikvision: ch01_00000000008001213.mp4 holds a camera and a segment number, no time
  { wanted: /(?:^|\/)ch(?<channel>\d{1,3})_\d{10,20}\.[^/]*$/iu, said: ({ channel }) => ({ channel }) },
  // 36_01_H_160715100000.mp4: id, camera, kind, YYMMDDhhmmss
  {
    wanted: /(?:^|\/)\d+_(?<channel>\d{1,3})_[A-Z]_(?<from>\d{12})\.[^/]*$/u,
    said: ({ channel, from }) => ({ channel, start: digits(`20${from}`) }),
  },
  // Hikvision by FTP: 192.168.88.67_01_20150619045313183_TIMING.jpg, to the millisecond
  {
    wanted: /(?:^|\/)\d{1,3}(?:\.\d{1,3}){3}_(?<channel>\d{1,3})_(?<from>\d{14})\d{3}_[^/]*$/u,
    said: ({ channel, from }) => ({ channel, start: digits(from) }),
  },
  // iCarvisions: H20190808-095851P1N2P0.avi: time, PAL or NTSC, resolution, kind, camera
  {
    wanted: /(?:^|\/)[A-Z](?<d1>\d{8})-(?<t1>\d{6})[PN]\d[A-Z](?<channel>\d+)P\d+\.[^/]*$/u,
    said: ({ channel, d1, t1 }) => ({ channel, start: digits(d1, t1) }),
  },
  // What pods and routers send on their own: 20261005_211000.mp4, cam1_2026-10-05_21-10-00_2026-10-05_21-20-00.mp4
  {
    wanted: new RegExp(`(?:^|[^0-9])(?<from>${moment})(?:[^0-9]{1,3}(?<to>${moment}))?(?:[^0-9][^/]*)?$`, 'u'),
    said: ({ from, to }) => ({ start: digits(from), end: to === undefined ? null : digits(to) }),
  },
];

/** What the path of a file below the export's folder says about camera and times. A date that does not exist says nothing. */
export function nameClaims(path: string): NameClaims {
  for (const { wanted, said } of patterns) {
    const groups = wanted.exec(path)?.groups;
    if (groups !== undefined) return claimsOf(said(groups));
  }
  return { channel: null, timeClaims: [], contradiction: null };
}

function claimsOf({
  channel,
  channelSource = 'file-name',
  start = null,
  end = null,
  zone = 'local',
}: Said): NameClaims {
  const backwards = start !== null && end !== null && clockSeconds(end) < clockSeconds(start);
  const claims: TimeClaim[] = [];
  if (start !== null) claims.push({ kind: 'start', wallClock: start, zone, source: 'file-name' });
  if (end !== null && !backwards) claims.push({ kind: 'end', wallClock: end, zone, source: 'file-name' });
  return {
    channel: channel === undefined ? null : { value: plainNumber(channel), source: channelSource },
    timeClaims: claims,
    contradiction: backwards ? 'ends-before-it-starts' : null,
  };
}

/** No recorder writes longer files; an "end" further away is the clock put back in October, not midnight. */
const longestFileSeconds = 12 * 3600;

/** A name that gives one date and two times may run past midnight. */
function nextDayIfEarlier(start: string | null, end: string | null): string | null {
  if (start === null || end === null || clockSeconds(end) >= clockSeconds(start)) return end;
  const next = clockSeconds(end) + 24 * 3600;
  return next - clockSeconds(start) <= longestFileSeconds ? clockText(next) : end;
}

/** "001" and "1" are one camera. */
const plainNumber = (channel: string): string => (/^\d+$/u.test(channel) ? String(Number(channel)) : channel);

/** Fourteen digits, however they are parted, as a clock. */
function digits(...parts: readonly (string | undefined)[]): string | null {
  const all = parts.join('').replaceAll(/\D/gu, '');
  if (all.length !== 14) return null;
  const at = (from: number, to: number): number => Number(all.slice(from, to));
  return wallClock([at(0, 4), at(4, 6), at(6, 8), at(8, 10), at(10, 12), at(12, 14)]);
}
