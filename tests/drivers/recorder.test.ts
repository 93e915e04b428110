import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceQuirks, NetworkSession } from '../../src/device-drivers/driver.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { collect } from '../fixtures/collect.ts';
import { type Recorder, startRecorder } from '../fixtures/recorder.ts';
import type { Held, Traits } from '../fixtures/recorder-traits.ts';
import { loopbackSource } from './network-source.ts';

// Each of these was reported of a real recorder; the reports stand in docs/devices.md.

const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});

const film = (seed: number, length = 100_000): Buffer =>
  Buffer.from(Array.from({ length }, (_, at) => (at * seed + (at >> 8)) & 0xff));
const held = (camera: number, from: string, to: string, name: string): Held => ({
  ...{ camera, from: `2026-10-05T${from}`, to: `2026-10-05T${to}`, name },
  bytes: film(camera + Number(from.slice(3, 5))),
});
const evening: readonly Held[] = [
  held(1, '21:00:00', '21:10:00', 'ch01_001'),
  held(1, '21:10:00', '21:20:00', 'ch01_002'),
  held(1, '23:00:00', '23:10:00', 'ch01_003'),
];
const period = { from: '2026-10-05T21:05:00', to: '2026-10-05T21:40:00' };

async function open(
  traits: Traits,
  quirks: DeviceQuirks = {},
): Promise<{ session: NetworkSession; recorder: Recorder }> {
  const recorder = await startRecorder(traits);
  const { source, http } = loopbackSource(recorder.port, { quirks });
  opened.push(http, recorder);
  return { session: await deviceDrivers['ic-pod'].open(source, new AbortController().signal), recorder };
}

const names = async (session: NetworkSession, asked = period): Promise<string[]> =>
  (await collect(session.search(asked, []))).map(({ name }) => name);

async function readFirst(session: NetworkSession, asked = period): Promise<Buffer> {
  const [first] = await collect(session.search(asked, []));
  if (first === undefined) throw new Error('nothing was found');
  return Buffer.concat(await collect(session.read(first, 0)));
}

describe('a recorder that speaks ISAPI', () => {
  test('says who it is, and its clock with its zone', async () => {
    const { session } = await open({
      held: evening,
      clock: () => '1970-01-01T00:03:12',
      zone: { seconds: 3600, text: 'CST-1:00:00' },
    });
    expect(await session.identity()).toEqual({
      maker: 'Hikvision (by its protocol)',
      model: 'DS-2CD2185FWD-I',
      serial: 'DS-2CD2185FWD-I20180101AAWRC12345678',
      firmware: 'V5.6.3 build 190923',
    });
    expect(await session.readClock()).toMatchObject({
      wallClock: '1970-01-01T00:03:12',
      zone: 'local',
      zoneText: '+01:00 CST-1:00:00',
    });
  });

  test('a clock beyond 2038 is read as it stands', async () => {
    const { session } = await open({ held: evening, clock: () => '2038-01-19T03:14:08' });
    expect(await session.readClock()).toMatchObject({ wallClock: '2038-01-19T03:14:08' });
  });

  test.each(['namespaced', 'plain', 'track-id-list'] as const)(
    'that takes only the %s search is found out once',
    async (searchForm) => {
      const { session, recorder } = await open({ held: evening, searchForm });
      expect(await names(session)).toEqual(['101/ch01_001', '101/ch01_002']);
      expect(session.quirks()).toMatchObject({ searchForm });
      const before = recorder.asked.length;
      await names(session);
      expect(recorder.asked.slice(before).filter((line) => line.includes('search'))).toHaveLength(1);
    },
  );

  test.each(['GET', 'POST'] as const)('that gives recordings by %s alone is found out', async (downloadMethod) => {
    const { session } = await open({ held: evening, downloadMethod });
    expect(Buffer.compare(await readFirst(session), evening[0]?.bytes ?? Buffer.alloc(0))).toBe(0);
    expect(session.quirks()).toMatchObject({ downloadMethod });
  });

  test('lists every page, whatever its size, and stops when a page brings nothing new', async () => {
    const many = Array.from({ length: 95 }, (_, at) =>
      held(1, `21:${String(Math.floor(at / 2)).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`, `21:59:59`, `n${at}`),
    );
    const { session } = await open({ held: many, pageSize: 7 });
    expect(await names(session, { from: '2026-10-05T21:00:00', to: '2026-10-05T22:00:00' })).toHaveLength(95);
    const endless = await open({ held: evening, moreForEver: true });
    expect(await names(endless.session)).toEqual(['101/ch01_001', '101/ch01_002']);
  });

  test('ten thousand recordings are listed, each under a name of its own', async () => {
    const bytes = Buffer.from('x');
    const many = Array.from({ length: 10_000 }, (_, at) => ({
      camera: 1,
      from: '2026-10-05T21:00:00',
      to: '2026-10-05T21:30:00',
      name: `c${at}`,
      bytes,
    }));
    const { session } = await open({ held: many, pageSize: 40 });
    expect(new Set(await names(session)).size).toBe(10_000);
  });

  test('whose "Z" is its own wall clock is found out by its newest recording', async () => {
    const zone = { seconds: 3600, text: 'CST+0:00:00DST01:00:00,M3.5.0/01:00:00,M10.5.0/02:00:00' };
    const now = held(1, '21:50:00', '21:59:00', 'ch01_now');
    const { session } = await open({
      held: [...evening.slice(0, 2), now],
      zone,
      clock: () => '2026-10-05T22:00:00',
      indexTime: 'local',
    });
    expect(await names(session)).toEqual(['101/ch01_001', '101/ch01_002']);
    expect(session.quirks()).toMatchObject({ indexTime: 'local' });
  });

  test('whose "Z" is UTC has its times shown on its own clock, and as stated', async () => {
    const zone = { seconds: 3600, text: 'CST+0:00:00DST01:00:00,M3.5.0/01:00:00,M10.5.0/02:00:00' };
    const now = held(1, '21:50:00', '21:59:00', 'ch01_now');
    const { session } = await open({
      held: [...evening.slice(0, 2), now],
      zone,
      clock: () => '2026-10-05T22:00:00',
      indexTime: 'utc',
    });
    const [first] = await collect(session.search(period, []));
    expect(session.quirks()).toMatchObject({ indexTime: 'utc' });
    expect(first?.timeClaims).toEqual([
      { kind: 'start', wallClock: '2026-10-05T21:00:00', zone: 'local', source: 'device' },
      { kind: 'start', wallClock: '2026-10-05T20:00:00', zone: 'utc', source: 'device' },
      { kind: 'end', wallClock: '2026-10-05T21:10:00', zone: 'local', source: 'device' },
      { kind: 'end', wallClock: '2026-10-05T20:10:00', zone: 'utc', source: 'device' },
    ]);
  });

  test('that recorded nothing lately leaves it open: both readings are offered, and the zone is said to be unknown', async () => {
    const zone = { seconds: 3600, text: 'CST-1:00:00' };
    const { session } = await open({ held: evening, zone, clock: () => '2026-10-20T12:00:00' });
    const found = await collect(session.search({ from: '2026-10-05T22:15:00', to: '2026-10-05T22:18:00' }, []));
    expect(found.map(({ name }) => name)).toEqual(['101/ch01_002']);
    expect(found[0]?.timeClaims[0]).toMatchObject({ zone: 'unknown' });
    expect(session.quirks().indexTime).toBeUndefined();
  });

  test('a recording that may still grow is marked', async () => {
    const { session } = await open({ held: evening, clock: () => '2026-10-05T21:20:30' });
    const found = await collect(session.search(period, []));
    expect(found.map(({ openEnded }) => openEnded)).toEqual([false, true]);
  });

  test('a link that breaks three times is taken up where it stopped', async () => {
    const { session, recorder } = await open({ held: evening, breaksAfter: { bytes: 20_000, times: 3 } });
    expect(Buffer.compare(await readFirst(session), evening[0]?.bytes ?? Buffer.alloc(0))).toBe(0);
    expect(recorder.asked.filter((line) => line.includes('download'))).toHaveLength(4);
  });

  test('a link that breaks on a recorder without ranges is read from the start, and what was had is passed over', async () => {
    const { session } = await open({ held: evening, ranges: false, breaksAfter: { bytes: 20_000, times: 2 } });
    expect(Buffer.compare(await readFirst(session), evening[0]?.bytes ?? Buffer.alloc(0))).toBe(0);
  });

  test('without a length, a connection that closes early is not taken for the end', async () => {
    const { session } = await open({ held: evening, closesAtEnd: true, breaksAfter: { bytes: 20_000, times: 2 } });
    expect(Buffer.compare(await readFirst(session), evening[0]?.bytes ?? Buffer.alloc(0))).toBe(0);
  });

  test('a recording that is shorter than its listing is given whole, as it is', async () => {
    const [first] = evening;
    const short = { ...first, statedBytes: 150_000 } as Held;
    const { session } = await open({ held: [short], closesAtEnd: true });
    expect((await readFirst(session)).length).toBe(100_000);
  });

  test('a recording that grows between two readings is refused', async () => {
    const growing = { ...evening[0], bytes: film(3) } as { bytes: Buffer } & Held;
    const traits = { held: [growing], breaksAfter: { bytes: 20_000, times: 1 } };
    const { session } = await open(traits);
    const [first] = await collect(session.search(period, []));
    if (first === undefined) throw new Error('nothing was found');
    const reading = (async () => {
      for await (const piece of session.read(first, 0)) if (piece.length > 0) growing.bytes = film(3, 120_000);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('a recorder that speaks Dahua’s CGI', () => {
  const dav = (camera: number, from: string, to: string): Held =>
    held(camera, from, to, `/mnt/dvr/2026-10-05/${camera}/dav/21/${from}-${to}[R][0@0][0].dav`);
  const files = [dav(1, '21:00:00', '21:10:00'), dav(1, '21:10:00', '21:20:00'), dav(2, '21:00:00', '21:10:00')];

  test('is found out, says who it is and reads its clock', async () => {
    const { session } = await open({ held: files, firstCamera: 1, cameras: 2 });
    expect(session.quirks()).toMatchObject({ protocol: 'dahua-cgi' });
    expect(await session.identity()).toEqual({
      maker: 'Dahua',
      model: 'DHI-XVR5108HS',
      serial: '4M0A1B2PAZ12345',
      firmware: '4.001.0000000.7,build:2022-11-08',
    });
    expect(await session.readClock()).toMatchObject({ wallClock: '2026-10-06T10:03:12', zone: 'local' });
  });

  test.each([0, 1] as const)('that counts its cameras from %i is found out', async (firstCamera) => {
    const { session } = await open({ held: files, firstCamera, cameras: 2, pageSize: 1 });
    const found = await collect(session.search(period, []));
    expect(found.map(({ channel }) => channel?.value)).toEqual(['1', '1', '2']);
    expect(session.quirks()).toMatchObject({ firstCamera });
    expect((await collect(session.search(period, ['2']))).map(({ channel }) => channel?.value)).toEqual(['2']);
  });

  test('gives files whole, brackets in their names and all; searches are always let go', async () => {
    const { session } = await open({ held: files, firstCamera: 1, cameras: 2 });
    for (let times = 0; times < 4; times += 1)
      expect(Buffer.compare(await readFirst(session), files[0]?.bytes ?? Buffer.alloc(0))).toBe(0);
    expect(session.quirks()).toMatchObject({ downloadBy: 'file' });
  });

  test('that refuses its files gives the stretch of time instead', async () => {
    const { session } = await open({ held: files, firstCamera: 1, refusesFiles: true });
    expect(Buffer.compare(await readFirst(session), files[0]?.bytes ?? Buffer.alloc(0))).toBe(0);
    expect(session.quirks()).toMatchObject({ downloadBy: 'stretch' });
  });

  test('that refuses its files and more than six hours says what to do', async () => {
    const long = dav(1, '12:00:00', '21:10:00');
    const { session } = await open({ held: [long], firstCamera: 1, refusesFiles: true });
    await expect(readFirst(session)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('memory stick'),
    });
  });
});
