import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NetworkSession, Segment } from '../../src/device-drivers/driver.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { collect } from '../fixtures/collect.ts';
import { creationTime, ffmpeg, ffprobe, pictureHashes } from '../fixtures/ffmpeg.ts';
import { type Lighttpd, recorderLogin, startLighttpd } from '../fixtures/lighttpd.ts';
import { hasOnvifReplay, type ReplayServer, startOnvifReplay } from '../fixtures/onvif-replay.ts';
import { type OnvifUnit, startOnvif } from '../fixtures/recorder-onvif.ts';
import { type DeviceUnderTest, driverSuite } from './driver-suite.ts';
import { loopbackSource } from './network-source.ts';

// The replay is GStreamer's, the HTTP login lighttpd's; the SOAP answers behind it are ours.

const samples = join(import.meta.dirname, '../../../shared/samples/footage');
const period = { from: '2026-10-05T22:00:00', to: '2026-10-05T22:59:00' };
const films = [
  { camera: 'Gate', codec: 'h264', began: '2026-10-05T21:01:00.000', ended: '2026-10-05T21:01:31' },
  { camera: 'Yard', codec: 'h264', began: '2026-10-05T21:12:00.480', ended: '2026-10-05T21:12:32' },
  { camera: 'Door', codec: 'h265', began: '2026-10-05T21:31:00.250', ended: '2026-10-05T21:31:12' },
] as const;

const here = hasOnvifReplay && existsSync('/usr/sbin/lighttpd') && existsSync(samples);

describe.skipIf(!here)('an ONVIF replay by GStreamer (skipped without it, lighttpd or the samples)', () => {
  let folder: string;
  let replays: ReplayServer;
  let unit: OnvifUnit;
  let front: Lighttpd;
  let suite: DeviceUnderTest;
  const fileOf = (camera: string): string => join(folder, `${camera}.mp4`);
  const open = (signal: AbortSignal): Promise<NetworkSession> => {
    const { source } = loopbackSource(front.port, { login: recorderLogin, protocol: 'onvif-g' });
    return deviceDrivers['ic-pod'].open(source, signal);
  };
  const live = (): AbortSignal => new AbortController().signal;
  const segmentOf = async (session: NetworkSession, camera: string): Promise<Segment> => {
    const [segment] = await collect(session.search(period, [camera]));
    if (segment === undefined) throw new Error('the recording was not found');
    return segment;
  };
  const read = async (session: NetworkSession, segment: Segment): Promise<Buffer> =>
    Buffer.concat(await collect(session.read(segment, 0)));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'onvif-'));
    const car = join(samples, 'intel-iot/car-detection.mp4');
    await ffmpeg('-i', car, '-an', '-c', 'copy', fileOf('Gate'));
    // Pictures that are shown in another order than they are decoded in.
    await ffmpeg('-i', car, '-an', '-c:v', 'libx264', '-bf', '2', '-g', '25', '-threads', '1', fileOf('Yard'));
    const h265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-tag:v', 'hvc1'];
    await ffmpeg('-i', car, '-an', '-t', '10', ...h265, fileOf('Door'));
    replays = await startOnvifReplay(
      films.map(({ camera, codec, began }) => ({
        ...{ path: `/replay/${camera}`, file: fileOf(camera), codec, began: `${began}Z` },
      })),
    );
    unit = await startOnvif({
      recordings: films.map(({ camera, began, ended }) => ({
        ...{ token: `Recording_${camera}`, camera, from: began.slice(0, 19), to: ended },
        replayUri: `rtsp://192.168.1.64:${replays.port}/replay/${camera}`,
      })),
    });
    front = await startLighttpd(unit.port, { algorithm: 'SHA-256' });
    const session = await open(live());
    const known = await segmentOf(session, 'Gate');
    suite = {
      ...{ open, busy: period, quiet: { from: '2026-10-06T03:00:00', to: '2026-10-06T04:00:00' }, camera: 'Gate' },
      ...{ known: { name: known.name, bytes: await read(session, known) }, saysNoSizes: true },
      takeAway: async () => {
        await replays.stop();
        await unit.close();
      },
    };
  }, 120_000);
  afterAll(async () => {
    await replays.stop();
    await front.stop();
    await unit.close().catch(() => undefined); // the suite took it away
    await rm(folder, { recursive: true, force: true });
  });

  test.each(films)(
    'gives every picture of $camera ($codec) unchanged, with the time of its own extension',
    async ({ camera, codec, began }) => {
      const session = await open(live());
      const segment = await segmentOf(session, camera);
      const path = join(folder, `${camera}.mkv`);
      await writeFile(path, await read(session, segment));
      expect(await pictureHashes(path)).toEqual(await pictureHashes(fileOf(camera)));
      expect(await ffprobe(path)).toMatchObject({
        codec: codec === 'h264' ? 'h264' : 'hevc',
        soundTracks: 0,
        startSeconds: 0,
      });
      const [own, source] = [await shownAt(path), await shownAt(fileOf(camera))];
      expect(own).toEqual(source);
      expect(await creationTime(path)).toBe(new Date(`${began}Z`).toISOString());
      await session.close();
    },
    120_000,
  );

  test('is the same, byte for byte, in a second replay, although no packet of it is', async () => {
    const session = await open(live());
    const segment = await segmentOf(session, 'Yard');
    const [first, second] = [await read(session, segment), await read(session, segment)];
    expect(Buffer.compare(first, second)).toBe(0);
    const record = await session.accessRecord();
    const text = Buffer.concat(await collect(record === null ? nothing() : record.bytes)).toString();
    const ssrcs = [...text.matchAll(/first number \d+, timestamp \d+, SSRC (\d+)/gu)].map(([, ssrc]) => ssrc);
    expect(new Set(ssrcs).size).toBe(2);
    expect(text).toContain('PLAY /replay/Yard/ clock=20261005T211200.000Z-20261005T211232.000Z');
    expect(text).toContain('SDP a=x-onvif-track:VIDEO000');
    expect(text).not.toContain(recorderLogin.password);
  }, 120_000);

  test('of a stretch in the middle begins with the picture before it that can be decoded', async () => {
    const session = await open(live());
    const [segment] = await collect(
      session.search({ from: '2026-10-05T22:01:10', to: '2026-10-05T22:01:20' }, ['Gate']),
    );
    expect(segment?.timeClaims[0]).toMatchObject({ wallClock: '2026-10-05T22:01:10', zone: 'local' });
    const path = join(folder, 'middle.mkv');
    await writeFile(path, await read(session, segment ?? (await segmentOf(session, 'Gate'))));
    const begins = Date.parse(await creationTime(path));
    expect(begins).toBeGreaterThan(Date.parse('2026-10-05T21:01:00Z'));
    expect(begins).toBeLessThanOrEqual(Date.parse('2026-10-05T21:01:10Z'));
    const last = (await shownAt(path)).at(-1) ?? 0;
    const ends = begins + last * 1000;
    expect(Math.abs(ends - Date.parse('2026-10-05T21:01:20Z'))).toBeLessThan(200);
    const all = await pictureHashes(fileOf('Gate'));
    expect(all.join(' ')).toContain((await pictureHashes(path)).join(' '));
  }, 120_000);

  test('a wrong password for the replay alone is refused, and not tried again', async () => {
    const { source } = loopbackSource(unit.port, {
      login: { ...recorderLogin, password: 'not this one' },
      protocol: 'onvif-g',
    });
    const session = await deviceDrivers['ic-pod'].open(source, live());
    const segment = await segmentOf(session, 'Gate');
    await expect(read(session, segment)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(read(session, segment)).rejects.toMatchObject({ code: 'forbidden' });
  });

  driverSuite('an ONVIF Profile G recorder', () => suite);
});

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Seconds after the first picture, in the order shown, to the millisecond. */
async function shownAt(path: string): Promise<number[]> {
  const text = (
    await ffmpeg(
      '-i',
      `file:${path}`,
      '-map',
      '0:v:0',
      '-fps_mode',
      'passthrough',
      '-copyts',
      '-enc_time_base',
      '1:1000',
      '-f',
      'framehash',
      '-hash',
      'md5',
      '-',
    )
  ).toString();
  const times = text
    .split('\n')
    .filter((line) => line.startsWith('0,'))
    .map((line) => Number(line.split(',')[2]) / 1000);
  return times.map((time) => Math.round((time - (times[0] ?? 0)) * 1000) / 1000);
}
