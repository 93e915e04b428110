import { AppError } from '../../shared/failure.ts';
import type {
  ClockReading,
  DeviceQuirks,
  HttpAnswer,
  NetworkSession,
  NetworkSource,
  Period,
  Segment,
} from '../driver.ts';
import { type Asking, createAsking, otherDevice } from './asking.ts';
import { findFiles, type FoundFile, parseFields } from './dahua-search.ts';
import { givenBy, readsListed } from './reading-on.ts';
import { createNames } from './recorder-name.ts';
import { calendarText, overlap, secondsOf, shifted } from './recorder-time.ts';

const stillGrowingSeconds = 120;
/** `loadfile.cgi` refuses longer stretches. */
const longestStretchSeconds = 6 * 3600;

/** Dahua's HTTP CGI, and what its many relatives make of it. Its times are the recorder's own wall clock. */
export async function openDahua({ ports, quirks: known }: NetworkSource, signal: AbortSignal): Promise<NetworkSession> {
  const asking = createAsking(ports, signal);
  let quirks: DeviceQuirks = { ...known, protocol: 'dahua-cgi', indexTime: 'local' };
  const learn = (found: DeviceQuirks): void => void (quirks = { ...quirks, ...found });
  const field = async (target: string, name: string): Promise<string | null> => {
    const text = await asking.text({ method: 'GET', target: `/cgi-bin/${target}` });
    return text === null ? null : (parseFields(text).get(name) ?? null);
  };
  const serial = await field('magicBox.cgi?action=getSystemInfo', 'serialNumber');
  const model = await field('magicBox.cgi?action=getDeviceType', 'type');
  if (serial === null && model === null) throw otherDevice('a Dahua recorder');
  const files = new Map<string, FoundFile>();

  const readClock = async (): Promise<ClockReading | null> => {
    const before = Date.parse(ports.now());
    const wallClock = calendarText((await field('global.cgi?action=getCurrentTime', 'result')) ?? '');
    const takenAt = new Date((before + Date.parse(ports.now())) / 2).toISOString();
    return wallClock === null ? null : { wallClock, zone: 'local', zoneText: null, takenAt };
  };

  const countCameras = async (): Promise<number> => {
    const inputs = Number((await field('devVideoInput.cgi?action=getCollect', 'result')) ?? 1);
    return Number.isInteger(inputs) && inputs > 0 ? Math.min(inputs, 256) : 1;
  };

  async function* search(period: Period, cameras: readonly string[]): AsyncGenerator<Segment> {
    const count = await countCameras();
    const now = (await readClock())?.wallClock ?? null;
    const first = quirks.firstCamera ?? (await findFirstCamera(asking, period));
    if (first !== null) learn({ firstCamera: first });
    const named = createNames();
    for (let camera = 1; camera <= count; camera += 1) {
      if (cameras.length > 0 && !cameras.includes(String(camera))) continue;
      for await (const file of findFiles(asking, { channel: camera - 1 + (first ?? 1), period })) {
        if (file.from !== null && file.to !== null && !overlap({ from: file.from, to: file.to }, period)) continue;
        const segment = segmentOf(file, { camera, now, named });
        files.set(segment.id, file);
        yield segment;
      }
    }
  }

  return {
    quirks: () => quirks,
    identity: async () => ({
      maker: (await field('magicBox.cgi?action=getVendor', 'vendor')) ?? 'Dahua (by its protocol)',
      model,
      serial,
      firmware: await field('magicBox.cgi?action=getSoftwareVersion', 'version'),
    }),
    cameras: async () => Array.from({ length: await countCameras() }, (_, at) => String(at + 1)),
    readClock,
    search,
    read: readsListed(asking, files, async (file, name, from) =>
      givenBy(await download(asking, { file, name, from, quirks, learn }), from),
    ),
    accessRecord: async () => null,
    close: async () => asking.close(),
  };
}

/** A recorder that has something on camera 0 counts from 0. One that has nothing there says nothing about it. */
async function findFirstCamera(asking: Asking, period: Period): Promise<0 | 1 | null> {
  for (const channel of [0, 1] as const) {
    const found = findFiles(asking, { channel, period })[Symbol.asyncIterator]();
    const one = await found.next();
    await found.return?.(undefined);
    if (one.done !== true) return channel;
  }
  return null;
}

function segmentOf(
  { path, from, to, sizeBytes, isUnfinished }: FoundFile,
  { camera, now, named }: { camera: number; now: string | null; named: (said: string) => string },
): Segment {
  const name = named(path);
  const claim = (kind: 'start' | 'end', wallClock: string | null) =>
    wallClock === null ? [] : [{ kind, wallClock, zone: 'local' as const, source: 'device' as const }];
  return {
    id: name,
    name,
    sizeBytes,
    channel: { value: String(camera), source: 'device' },
    timeClaims: [...claim('start', from), ...claim('end', to)],
    openEnded: isUnfinished || (now !== null && to !== null && to > shifted(now, -stillGrowingSeconds)),
  };
}

interface Download {
  readonly file: FoundFile;
  readonly name: string;
  readonly from: number;
  readonly quirks: DeviceQuirks;
  readonly learn: (found: DeviceQuirks) => void;
}

/** The file as it lies on the recorder; where the firmware refuses that, the stretch of time the file covers. */
async function download(asking: Asking, { file, name, from, quirks, learn }: Download): Promise<HttpAnswer> {
  const ways = quirks.downloadBy === undefined ? (['file', 'stretch'] as const) : ([quirks.downloadBy] as const);
  for (const way of ways) {
    const target = way === 'file' ? `/cgi-bin/RPC_Loadfile${onPath(file.path)}` : stretchTarget(file, name);
    const answer = await asking.ports.request(
      { method: 'GET', target, ...(from === 0 ? {} : { fromByte: from }) },
      asking.signal,
    );
    const isText = /text\/|xml|json/iu.test(answer.header('content-type') ?? '');
    if (answer.status === 416 || ((answer.status === 200 || answer.status === 206) && !isText)) {
      learn({ downloadBy: way });
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

function stretchTarget({ channel, from, to }: FoundFile, name: string): string {
  if (from === null || to === null || secondsOf(to) - secondsOf(from) > longestStretchSeconds)
    throw new AppError('unavailable', `“${name}” is longer than this recorder gives in one piece. Use a memory stick.`);
  const time = (said: string): string => said.replace('T', '%20');
  return `/cgi-bin/loadfile.cgi?action=startLoad&channel=${channel}&startTime=${time(from)}&endTime=${time(to)}&subtype=0`;
}

/** The path as the recorder wrote it, with nothing in it that could end the request line or begin a query. */
const onPath = (path: string): string =>
  (path.startsWith('/') ? path : `/${path}`).replaceAll(/[^!$&-;=@-Z[\]_a-z~]/gu, (it) =>
    encodeURIComponent(it.toWellFormed()),
  );
