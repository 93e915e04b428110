import { execFileSync } from 'node:child_process';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import type { App } from '../../../src/main/app.ts';
import { createMedia, type Media } from '../../../src/main/media.ts';
import type { ByteSource } from '../../../src/main/platform/byte-source.ts';
import { openSealed } from '../../../src/main/vault/sealed-reader.ts';
import { sealObject } from '../../../src/main/vault/sealing.ts';
import { objectPath } from '../../../src/main/vault/vault-files.ts';
import { startHost } from '../../host/chromium-host.ts';
import { type Bench, leftOut, type Row } from '../row.ts';

// BENCH_FILM_BYTES (300 MB) says how large the film is: give 2000000000 for the size the design names.
// BENCH_FILM_ROUNDS (7) says how often each side opens it; every opening seeks to the same places.

const FILM_BYTES = Number(process.env['BENCH_FILM_BYTES'] ?? 300e6);
const ROUNDS = Number(process.env['BENCH_FILM_ROUNDS'] ?? 7);
/** Parts of the whole: far apart, so that what was read for one place never serves the next. */
const PLACES = [0.53, 0.11, 0.87, 0.34, 0.71] as const;
const CLIP_SECONDS = 8;

const ffmpeg = (...args: string[]): void =>
  void execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args]);

/** What a camera of the scheme writes: 1080p H.264 of about 7 Mbit/s, a key frame each two seconds, index first. */
async function makeFilm(folder: string): Promise<string> {
  const [clip, film] = [join(folder, 'clip.mp4'), join(folder, 'film.mp4')];
  const picture = [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=1920x1080:rate=25:duration=${CLIP_SECONDS}`,
    '-vf',
    'noise=alls=12:allf=t',
  ];
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-bf', '0', '-pix_fmt', 'yuv420p'];
  ffmpeg(...picture, ...codec, '-b:v', '7M', '-maxrate', '7M', '-bufsize', '7M', clip);
  // Encoding minutes of film would take minutes: the same seconds again and again cost the player just as much.
  const times = Math.max(1, Math.round(FILM_BYTES / (await stat(clip)).size));
  ffmpeg('-stream_loop', `${times - 1}`, '-i', clip, '-c', 'copy', '-movflags', '+faststart', film);
  await rm(clip);
  return film;
}

/** The peer: the bytes as they lie on the disk. */
export async function openPlain(path: string): Promise<ByteSource> {
  const handle = await open(path);
  const sizeBytes = (await handle.stat()).size;
  return {
    sizeBytes,
    async read(start, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, sizeBytes - start)));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      if (bytesRead !== bytes.length) throw new Error('the film was read short');
      return bytes;
    },
    close: () => handle.close(),
  };
}

async function sealFilm(film: string, vaultFolder: string): Promise<() => Promise<ByteSource>> {
  await mkdir(vaultFolder, { recursive: true });
  const source = await open(film);
  const { objectId, key, plaintextBytes } = await sealObject({ vaultFolder, source, readBack: false });
  await source.close();
  const location = { path: objectPath(vaultFolder, objectId), associatedData: objectId, plaintextBytes };
  return () => openSealed({ ...location, key });
}

/** A host's application that has a page with nothing on it and, on another address, whatever is granted. */
function screening(media: Media): App {
  const page = '<!doctype html><title>Film</title><link rel="icon" href="data:,"><body>';
  return {
    invoke: async (name) => Promise.reject(new Error(`${name} is not part of a screening`)),
    async fetch(request) {
      const { pathname } = new URL(request.url);
      const granted = /^\/media\/(?<id>.+)$/u.exec(pathname)?.groups?.['id'];
      if (granted !== undefined) return media.fetch(request, granted);
      return new Response(page, { headers: { 'content-type': 'text/html' } });
    },
    subscribe: () => () => undefined,
    close: () => media.revokeAll(),
  };
}

interface Times {
  readonly first: number[];
  readonly seeks: number[];
  /** How long the source took for everything that was asked of it. */
  readonly reading: number[];
}

/** Runs in the page: how long until the first picture stands there, and the picture of each place. All milliseconds. */
async function watch({ url, places }: { url: string; places: readonly number[] }) {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  document.body.replaceChildren(video);
  const shown = (place: number, act: () => void): Promise<number> =>
    new Promise((resolve, reject) => {
      const since = performance.now();
      video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
      video.requestVideoFrameCallback((now, { mediaTime }) => {
        const wanted = place * video.duration;
        if (Math.abs(mediaTime - wanted) < 0.1) resolve(now - since);
        else reject(new Error(`the picture at ${mediaTime} s was shown instead of the one at ${wanted} s`));
      });
      act();
    });
  const first = await shown(0, () => void (video.src = url));
  const seeks: number[] = [];
  for (const place of places) seeks.push(await shown(place, () => void (video.currentTime = place * video.duration)));
  video.removeAttribute('src');
  video.load();
  return { first, seeks };
}

async function screen(page: Page, media: Media, source: ByteSource, into: Times): Promise<void> {
  let readingMs = 0;
  const timed: ByteSource = {
    ...source,
    async read(start, length) {
      const since = performance.now();
      const bytes = await source.read(start, length);
      readingMs += performance.now() - since;
      return bytes;
    },
  };
  const damaged = (error: Error): void => console.error(error);
  const url = media.grant(timed, { ownerId: 'film', item: 'film', contentType: 'video/mp4', onDamage: damaged });
  const { first, seeks } = await page.evaluate(watch, { url, places: PLACES });
  await media.revokeOf('film');
  into.first.push(first);
  into.seeks.push(...seeks);
  into.reading.push(readingMs);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const none = (): Times => ({ first: [], seeks: [], reading: [] });
const inWords = ({ first, seeks, reading }: Times): string =>
  `first picture ${median(first).toFixed(0)} ms, a seek ${median(seeks).toFixed(0)} ms (reading: ${median(reading).toFixed(0)} ms of an opening with ${PLACES.length} seeks)`;

/** Opening a film in a real browser and seeking in it: sealed in the vault, against the same bytes in plain. */
export async function playback(bench: Bench): Promise<Row> {
  const [what, aim] = [`watch a sealed H.264 MP4 of ${(FILM_BYTES / 1e9).toFixed(1)} GB`, 'within 1.2 times'];
  const media = createMedia();
  const host = await startHost(screening(media)).catch((error: unknown) => String(error));
  if (typeof host === 'string') return leftOut(what, aim, `no Chromium: ${host}`);
  try {
    const folder = join(bench.folder, 'playback');
    await mkdir(folder);
    const film = await makeFilm(folder);
    const openOurs = await sealFilm(film, folder);
    const [warmUp, ours, peer] = [none(), none(), none()];
    await screen(host.page, media, await openPlain(film), warmUp);
    for (let round = 0; round < ROUNDS; round += 1) {
      const sides = [
        async () => screen(host.page, media, await openOurs(), ours),
        async () => screen(host.page, media, await openPlain(film), peer),
      ];
      for (const side of round % 2 === 0 ? sides : sides.toReversed()) await side();
    }
    // A player reads ahead, also of a film that was just taken away: that is answered with 404 and is as it should be.
    const complaints = host.problems.filter((problem) => !problem.includes('404'));
    if (complaints.length > 0) throw new Error(`the page complained: ${complaints.join('; ')}`);
    await rm(folder, { recursive: true });
    const [first, seek] = [median(peer.first) / median(ours.first), median(peer.seeks) / median(ours.seeks)];
    const ratio = Math.min(first, seek);
    return {
      ...{ what, aim, ratio, reached: ratio >= 1 / 1.2 },
      ours: inWords(ours),
      peer: `plain, same host and page: ${inWords(peer)}`,
      note: `first picture ${(1 / first).toFixed(2)} times the peer’s, a seek ${(1 / seek).toFixed(2)} times; medians of ${ROUNDS} openings in turns; most of both is the browser: the way of the bytes to it and decoding`,
    };
  } finally {
    await host.close();
    await media.revokeAll();
  }
}
