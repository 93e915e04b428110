import { AppError } from '../../shared/failure.ts';
import type { ClockReading, DeviceQuirks, NetworkSession, NetworkSource, Period, Segment } from '../driver.ts';
import { type Asking, createAsking, otherDevice } from './asking.ts';
import { findIndexTime, type IsapiClock, readIsapiClock } from './isapi-clock.ts';
import { type FoundItem, searchTrack } from './isapi-search.ts';
import { givenBy, readsListed } from './reading-on.ts';
import { createNames } from './recorder-name.ts';
import { overlap, shifted, widened } from './recorder-time.ts';
import { child, children, parseXml, textAt, type Xml, xmlText } from './xml.ts';

/** A recording whose end is younger than this may still grow: its size and end are not final. */
const stillGrowingSeconds = 120;
/** More than any zone is off: so much is asked for at either end while it is not known what the index means. */
const widestZoneSeconds = 14 * 3600;
/** What a change of the clocks between the two ends of a period can add. */
const summerSeconds = 3600;

/** Hikvision's ISAPI, and what its many relatives make of it. */
export async function openIsapi({ ports, quirks: known }: NetworkSource, signal: AbortSignal): Promise<NetworkSession> {
  const asking = createAsking(ports, signal);
  let quirks: DeviceQuirks = { ...known, protocol: 'isapi' };
  const learn = (found: DeviceQuirks): void => void (quirks = { ...quirks, ...found });
  const info = child(await readXml(asking, '/ISAPI/System/deviceInfo'), 'DeviceInfo');
  if (info === null) throw otherDevice('a Hikvision recorder');
  const items = new Map<string, FoundItem>();
  let indexTimeSought = false;

  const clockNow = (): Promise<IsapiClock | null> => readIsapiClock(asking);

  async function* search(period: Period, cameras: readonly string[]): AsyncGenerator<Segment> {
    const tracks = await listTracks(asking, cameras);
    const clock = await clockNow();
    if (quirks.indexTime === undefined && !indexTimeSought && clock !== null) {
      indexTimeSought = true;
      const found = await findIndexTime(asking, { clock, track: tracks[0] ?? 101, quirks, learn });
      if (found !== null) learn({ indexTime: found });
    }
    const named = createNames();
    for (const track of tracks) {
      for await (const item of searchTrack(asking, {
        track,
        period: widened(period, reachOf(quirks, clock, period)),
        quirks,
        learn,
      })) {
        const segment = segmentOf(item, { clock, quirks, period, named });
        if (segment === null) continue;
        items.set(segment.id, item);
        yield segment;
      }
    }
  }

  return {
    quirks: () => quirks,
    identity: async () => ({
      maker: textAt(info, 'manufacturer') ?? 'Hikvision (by its protocol)',
      model: textAt(info, 'model'),
      serial: textAt(info, 'serialNumber'),
      firmware:
        [textAt(info, 'firmwareVersion'), textAt(info, 'firmwareReleasedDate')].filter(Boolean).join(' ') || null,
    }),
    cameras: async () => (await listTracks(asking, [])).map(cameraOf),
    readClock: async (): Promise<ClockReading | null> => (await clockNow())?.reading ?? null,
    search,
    read: readsListed(asking, items, async ({ playbackUri: uri }, name, from) =>
      givenBy(await download(asking, { uri, name, from, quirks, learn }), from),
    ),
    accessRecord: async () => null,
    close: async () => asking.close(),
  };
}

async function readXml(asking: Asking, target: string): Promise<Xml | null> {
  const text = await asking.text({ method: 'GET', target });
  return text === null ? null : parseXml(text);
}

const cameraOf = (track: number): string => String(Math.floor(track / 100));

/** The main stream of each camera: camera 1 is track 101, camera 12 is 1201. */
async function listTracks(asking: Asking, cameras: readonly string[]): Promise<number[]> {
  const wanted = (track: number): boolean => cameras.length === 0 || cameras.includes(cameraOf(track));
  const own = await readXml(asking, '/ISAPI/Streaming/channels');
  const ids = children(child(own, 'StreamingChannelList'), 'StreamingChannel').map((it) => Number(textAt(it, 'id')));
  const remote = ids.length > 0 ? null : await readXml(asking, '/ISAPI/ContentMgmt/InputProxy/channels');
  const proxied = children(child(remote, 'InputProxyChannelList'), 'InputProxyChannel').map(
    (it) => Number(textAt(it, 'id')) * 100 + 1,
  );
  const main = [...new Set([...ids, ...proxied])].filter((id) => Number.isInteger(id) && id > 100 && id % 100 === 1);
  const tracks = (main.length > 0 ? main : [101]).slice(0, 256);
  return tracks.filter(wanted);
}

/** How far outside the period, as the index would write it, a recording of the period may stand. */
function reachOf(quirks: DeviceQuirks, clock: IsapiClock | null, period: Period): number {
  if (quirks.indexTime === 'local') return 0;
  return clock === null ? widestZoneSeconds : Math.abs(clock.offsetAt(period.from)) + summerSeconds;
}

interface Setting {
  readonly clock: IsapiClock | null;
  readonly quirks: DeviceQuirks;
  readonly period: Period;
  readonly named: (said: string) => string;
}

/** A hit as a segment, or null when it lies outside the asked period however its times are read. */
function segmentOf(item: FoundItem, { clock, quirks, period, named }: Setting): Segment | null {
  const { from, to } = item;
  const meaning =
    quirks.indexTime ?? (clock !== null && clock.offsetAt(from ?? to ?? '1970-01-01T00:00:00') === 0 ? 'local' : null);
  const asLocal = (said: string): string => (clock === null ? said : shifted(said, clock.offsetAt(said)));
  const own = meaning === 'utc' ? { from: from && asLocal(from), to: to && asLocal(to) } : { from, to };
  const isTimed = own.from !== null && own.to !== null && own.from < own.to;
  if (isTimed) {
    const stretch = { from: own.from ?? '', to: own.to ?? '' };
    const other = meaning === null ? { from: asLocal(stretch.from), to: asLocal(stretch.to) } : stretch;
    if (!overlap(stretch, period) && !overlap(other, period)) return null;
  }
  const zone = meaning === null ? ('unknown' as const) : ('local' as const);
  const claims = (['start', 'end'] as const).flatMap((kind) => {
    const [local, said] = kind === 'start' ? [own.from, from] : [own.to, to];
    if (local === null || said === null) return [];
    const stated = { kind, wallClock: said, zone: 'utc' as const, source: 'device' as const };
    return [{ kind, wallClock: local, zone, source: 'device' as const }, ...(meaning === 'utc' ? [stated] : [])];
  });
  const name = named(`${item.track}/${item.name ?? (own.from ?? 'untimed').replaceAll(':', '.')}`);
  const now = clock?.reading.wallClock ?? null;
  return {
    id: name,
    name,
    sizeBytes: item.sizeBytes,
    channel: { value: cameraOf(item.track), source: 'device' },
    timeClaims: claims,
    openEnded: now !== null && own.to !== null && own.to > shifted(now, -stillGrowingSeconds),
  };
}

interface Download {
  readonly uri: string;
  readonly name: string;
  readonly from: number;
  readonly quirks: DeviceQuirks;
  readonly learn: (found: DeviceQuirks) => void;
}

/** The manual says GET with a body; some firmware takes only POST. What worked is remembered. */
async function download(asking: Asking, { uri, name, from, quirks, learn }: Download) {
  const space = quirks.searchForm === 'plain' ? '' : ' xmlns="http://www.isapi.org/ver20/XMLSchema"';
  const xml = `<downloadRequest version="1.0"${space}><playbackURI>${xmlText(uri)}</playbackURI></downloadRequest>`;
  const methods = quirks.downloadMethod === undefined ? (['GET', 'POST'] as const) : ([quirks.downloadMethod] as const);
  for (const method of methods) {
    const target = '/ISAPI/ContentMgmt/download';
    const answer = await asking.ports.request(
      { method, target, xml, ...(from === 0 ? {} : { fromByte: from }) },
      asking.signal,
    );
    const isXml = /xml|html|json/iu.test(answer.header('content-type') ?? '');
    if ([200, 206, 416].includes(answer.status) && !(isXml && answer.status !== 416)) {
      learn({ downloadMethod: method });
      return answer;
    }
    await answer.discard();
    if (answer.status === 503) throw new AppError('unavailable', 'The recorder is too busy to give the recording.');
  }
  throw new AppError(
    'not-found',
    `The recorder does not give “${name}”. It may have been overwritten, or this login may not download.`,
  );
}
