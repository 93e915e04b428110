import { AppError } from '../../shared/failure.ts';
import type { FileTree, NetworkSession, NetworkSource, Period, RemoteEntry, Segment, TimeClaim } from '../driver.ts';
import { type Asking, createAsking, isPassing, refuseIfCancelled } from './asking.ts';
import { nameClaims } from './file-name.ts';
import { matchesPattern } from './name-pattern.ts';
import { readsListed } from './reading-on.ts';
import { createNames } from './recorder-name.ts';
import { overlap, shifted, widened } from './recorder-time.ts';

/** A file written so lately may still grow. */
const stillGrowingSeconds = 120;
/** No recorder writes longer files. */
const longestFileSeconds = 12 * 3600;
/** More than any zone is off, for a time whose zone is not the recorder's own. */
const widestZoneSeconds = 14 * 3600;
const mostEntries = 100_000;
const deepest = 16;
/** Where a server's list gives no full times, so many files are asked for theirs, one by one over the air. */
const mostTimesAsked = 2000;

interface Found {
  readonly path: string;
  readonly entry: RemoteEntry;
  /** Why it cannot be taken at all. */
  readonly refusal: string | null;
}

/** A pod or router that lays its recordings down as files: what they are called and when they were written is all it says. */
export async function openFileTree(source: NetworkSource, signal: AbortSignal): Promise<NetworkSession> {
  const { files, ports, protocol, quirks } = source;
  if (files === undefined || protocol === 'find-out') throw new Error('no file server was handed in');
  const tree = files;
  const { remote } = files;
  const asking = createAsking(ports, signal);
  const software = await patiently(asking, () => remote.software(signal));
  await patiently(asking, () => remote.list(files.folder, signal)); // a wrong folder is told at once
  const paths = new Map<string, string>();

  async function* search(period: Period, cameras: readonly string[]): AsyncGenerator<Segment> {
    const named = createNames();
    const now = Date.parse(ports.now());
    let asked = 0;
    for await (const found of walk(asking, tree)) {
      const name = named(found.path);
      const { channel, timeClaims: times } = nameClaims(found.path);
      let { modifiedAt } = found.entry;
      if (modifiedAt === null && times.length === 0 && found.refusal === null && asked < mostTimesAsked) {
        asked += 1;
        modifiedAt = await patiently(asking, () => remote.modifiedAt(found.path, signal));
      }
      if (cameras.length > 0 && channel !== null && !cameras.includes(channel.value)) continue;
      const stands = standing(times, modifiedAt, period);
      if (stands === 'outside' && found.refusal === null) continue;
      const refusal = found.refusal ?? (stands === 'outside-by-file-date' ? byFileDate : null);
      paths.set(name, found.path);
      yield {
        ...{ id: name, name, sizeBytes: found.entry.sizeBytes, channel },
        timeClaims: [...times, ...fileTime(modifiedAt)],
        openEnded: modifiedAt !== null && Math.abs(now - Date.parse(modifiedAt)) < stillGrowingSeconds * 1000,
        ...(refusal === null ? {} : { notTaken: refusal }),
      };
    }
  }

  return {
    quirks: () => ({ ...quirks, protocol }),
    identity: async () => ({ maker: null, model: null, serial: null, firmware: software }),
    cameras: async () => null,
    readClock: async () => null,
    search,
    read: readsListed(asking, paths, (path, _name, from) => remote.read(path, from, signal)),
    accessRecord: async () => null,
    close: async () => asking.close(),
  };
}

const byFileDate =
  'Nothing but its own date says when it was recorded, and that lies more than a day off the period. Ask for a longer period if it should be taken.';

/** Everything below the folder that the pattern wants. Links are not followed. */
async function* walk(asking: Asking, { remote, folder, pattern }: FileTree): AsyncGenerator<Found> {
  const waiting = [{ path: folder, depth: 0 }];
  let count = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path: below, depth } = next;
    asking.refuseIfClosed();
    refuseIfCancelled(asking.signal);
    for (const entry of await patiently(asking, () => remote.list(below, asking.signal))) {
      if (entry.name === '.' || entry.name === '..') continue;
      count += 1;
      if (count > mostEntries)
        throw new AppError(
          'invalid-input',
          'The server holds more files than can be looked through. The manager narrows the folder of the site in Settings.',
        );
      const path = below === '' ? entry.name : `${below.replace(/\/$/u, '')}/${entry.name}`;
      const refusal = refusalOf(entry, depth);
      if (entry.kind === 'folder' && refusal === null) waiting.push({ path, depth: depth + 1 });
      else if (entry.kind !== 'file' || pattern === null || matchesPattern(entry.name, pattern))
        yield { path, entry, refusal };
    }
  }
}

function refusalOf({ name, kind }: RemoteEntry, depth: number): string | null {
  // U+FFFD stands where bytes were no text: asked for under that name, the server would not find it.
  if (name === '' || /[/\p{Cc}\uFFFD]/u.test(name)) return 'Its name cannot be asked for as the server writes it.';
  if (kind === 'link') return 'A link, which could lead anywhere: not followed.';
  if (kind === 'other') return 'Not a file.';
  return kind === 'folder' && depth >= deepest ? 'It lies too deep in folders.' : null;
}

type Standing = 'inside' | 'outside' | 'outside-by-file-date';

/** Whether a file may hold something of the period. What has no time at all always may. */
function standing(times: readonly TimeClaim[], modifiedAt: string | null, period: Period): Standing {
  const [start, end] = (['start', 'end'] as const).map((kind) => times.find((it) => it.kind === kind));
  if (start !== undefined) {
    const to = end?.wallClock ?? shifted(start.wallClock, longestFileSeconds);
    const wanted = start.zone === 'local' ? period : widened(period, widestZoneSeconds);
    return overlap({ from: start.wallClock, to }, wanted) ? 'inside' : 'outside';
  }
  if (modifiedAt === null) return 'inside';
  const at = modifiedAt.slice(0, 19);
  const { from, to } = widened(period, widestZoneSeconds + longestFileSeconds);
  return at >= from && at < to ? 'inside' : 'outside-by-file-date';
}

/** A recorder ends a file when it was last written; copying changes that, so it counts least. */
const fileTime = (modifiedAt: string | null): TimeClaim[] =>
  modifiedAt === null || modifiedAt < '1990'
    ? []
    : [{ kind: 'end', wallClock: modifiedAt.slice(0, 19), zone: 'utc', source: 'file-time' }];

/** A question to a file server, again where a mobile link failed. */
async function patiently<T>(asking: Asking, ask: () => Promise<T>): Promise<T> {
  for (const wait of [500, 2000, 5000]) {
    asking.refuseIfClosed();
    refuseIfCancelled(asking.signal);
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await asking.ports.wait(wait, asking.signal);
    }
  }
  return ask();
}
