import { AppError } from '../../shared/failure.ts';
import type { DeviceQuirks, NetworkSession, NetworkSource, Period, Segment, TimeClaim } from '../driver.ts';
import type { ReplayLink } from '../replay-link.ts';
import { createAsking } from '../protocols/asking.ts';
import { createNames } from '../protocols/recorder-name.ts';
import { shifted } from '../protocols/recorder-time.ts';
import { textAt, xmlText } from '../protocols/xml.ts';
import { type OnvifClock, periodInUtc, readOnvifClock } from './clock.ts';
import { masterBytes } from './master.ts';
import { createReplayLog } from './replay-log.ts';
import type { Stretch } from './replay.ts';
import { findSpans, findTracks, type FoundTrack, type Span } from './search.ts';
import { rtspPlace } from './sdp.ts';
import { createSoap, otherThanOnvif, type Soap } from './soap.ts';

/** A stretch whose end is so near to now may still grow. */
const stillGrowingSeconds = 120;
/** A replay has no files: what is long is cut at every whole ten minutes, so that the same bytes come whoever asks again. */
const pieceMs = 10 * 60_000;

interface Piece extends Span {
  readonly found: FoundTrack;
}

/** ONVIF Profile G: recordings are searched by SOAP and replayed by RTSP (docs/decisions/0030). */
export async function openOnvif(source: NetworkSource, signal: AbortSignal): Promise<NetworkSession> {
  const { ports, quirks: known } = source;
  const asking = createAsking(ports, signal);
  let quirks: DeviceQuirks = { ...known, protocol: 'onvif-g' };
  let clock: OnvifClock | null = null;
  const soap = createSoap(asking, () => clock?.utcNow() ?? ports.now());
  clock = await readOnvifClock(asking, soap);
  if (clock === null) throw otherThanOnvif();
  await soap.findServices();
  const info = await soap.ask('device', 'GetDeviceInformation');
  const log = createReplayLog(ports.now, ports.conceal);
  const pieces = new Map<string, Piece>();

  async function* search(period: Period, cameras: readonly string[]): AsyncGenerator<Segment> {
    const now = (clock = (await readOnvifClock(asking, soap)) ?? clock);
    if (now === null) throw otherThanOnvif();
    const named = createNames();
    const asked = periodInUtc(period, now);
    const [from, to] = [Date.parse(`${asked.from}Z`), Date.parse(`${asked.to}Z`)];
    for (const track of await findTracks(asking, soap)) {
      if (cameras.length > 0 && !cameras.includes(track.camera)) continue;
      const whole = { ...track, from: Math.max(track.from, from), to: Math.min(track.to, to) };
      if (whole.from >= whole.to) continue;
      const spans = await findSpans(asking, soap, whole);
      if (spans !== null || quirks.tellsGaps === undefined) quirks = { ...quirks, tellsGaps: spans !== null };
      for (const piece of (spans ?? [whole]).flatMap(cut)) {
        const segment = segmentOf({ ...piece, found: track }, { clock: now, named });
        pieces.set(segment.id, { ...piece, found: track });
        yield segment;
      }
    }
  }

  async function* read({ id, name }: Segment, fromByte: number): AsyncGenerator<Uint8Array> {
    asking.refuseIfClosed();
    const piece = pieces.get(id);
    if (piece === undefined) throw new AppError('not-found', `“${name}” is not on this recorder.`);
    const { found, from, to } = piece;
    let target = '/';
    const open = async (): Promise<ReplayLink> => {
      const place = await replayPlace(soap, found.recording, name);
      target = place.target; // the newest: one of an earlier connection may have run out
      if (ports.replay === undefined) throw new Error('no replay was handed in');
      return ports.replay(place, signal);
    };
    const stretch: Stretch = { name, track: found.track, from, to, target: () => target };
    yield* masterBytes(stretch, { asking, log, open }, fromByte);
  }

  return {
    quirks: () => quirks,
    identity: async () => ({
      maker: textAt(info, 'Manufacturer'),
      model: textAt(info, 'Model'),
      serial: textAt(info, 'SerialNumber'),
      firmware: textAt(info, 'FirmwareVersion'),
    }),
    cameras: async () => [...new Set((await findTracks(asking, soap)).map(({ camera }) => camera))],
    readClock: async () => (await readOnvifClock(asking, soap))?.reading ?? null,
    search,
    read,
    remarksOf: ({ id }) => log.remarksOf(id),
    accessRecord: async () =>
      log.isEmpty()
        ? null
        : {
            name: 'replays.txt',
            mediaType: 'text/plain',
            says: saysOf(log.remarks()),
            bytes: once(new TextEncoder().encode(log.text())),
          },
    close: async () => asking.close(),
  };
}

/** Where a recording is replayed: of the address a unit names, only port and path count. */
async function replayPlace(
  soap: Soap,
  recording: string,
  name: string,
): Promise<NonNullable<ReturnType<typeof rtspPlace>>> {
  const setup =
    '<q:StreamSetup><tt:Stream>RTP-Unicast</tt:Stream><tt:Transport><tt:Protocol>RTSP</tt:Protocol></tt:Transport></q:StreamSetup>';
  const said = await soap.ask(
    'replay',
    'GetReplayUri',
    `${setup}<q:RecordingToken>${xmlText(recording)}</q:RecordingToken>`,
  );
  const place = rtspPlace(textAt(said, 'Uri') ?? '');
  if (place !== null) return place;
  throw new AppError(
    'not-found',
    `The recorder does not say where “${name}” is replayed. It may have been overwritten, or this login may not replay.`,
  );
}

/** At every whole ten minutes of UTC. */
function cut({ from, to }: Span): Span[] {
  const out: Span[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min(to, (Math.floor(at / pieceMs) + 1) * pieceMs);
    out.push({ from: at, to: end });
    at = end;
  }
  return out;
}

function segmentOf(
  { found, from, to }: Piece,
  { clock, named }: { clock: OnvifClock; named: (said: string) => string },
): Segment {
  const utc = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
  const local = (ms: number): string => shifted(utc(ms), clock.offsetAt(utc(ms)));
  const claims = (kind: TimeClaim['kind'], ms: number): TimeClaim[] => [
    { kind, wallClock: local(ms), zone: 'local', source: 'device' },
    { kind, wallClock: utc(ms), zone: 'utc', source: 'device' },
  ];
  const name = named(`${found.camera}/${local(from).replaceAll(':', '.')}.mkv`);
  return {
    id: name,
    name,
    sizeBytes: null,
    channel: { value: found.camera, source: 'device' },
    timeClaims: [...claims('start', from), ...claims('end', to)],
    openEnded: Math.abs(to - Date.parse(clock.utcNow())) < stillGrowingSeconds * 1000,
  };
}

/** What the access record tells; what is missing of the footage first. */
function saysOf(remarks: readonly string[]): string {
  const what =
    'What was asked of the recorder’s replay and what came: every request with its answer, the descriptions (SDP) as they came, and what packets each brought.';
  const more = remarks.length > 5 ? ` And ${remarks.length - 5} more, which stand in it.` : '';
  return [...remarks.slice(0, 5), what].join(' ') + more;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
