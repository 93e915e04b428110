import { afterEach, describe, expect, test } from 'vitest';
import type { NetworkSession } from '../../src/device-drivers/driver.ts';
import { ntpNanoseconds } from '../../src/device-drivers/onvif/ntp.ts';
import { periodInUtc, posixZone } from '../../src/device-drivers/onvif/clock.ts';
import { rtspPlace } from '../../src/device-drivers/onvif/sdp.ts';
import { offsetAt } from '../../src/device-drivers/protocols/recorder-time.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { passwordDigest } from '../../src/main/platform/soap-envelope.ts';
import { collect } from '../fixtures/collect.ts';
import { recorderLogin } from '../fixtures/lighttpd.ts';
import { type OnvifRecording, type OnvifTraits, type OnvifUnit, startOnvif } from '../fixtures/recorder-onvif.ts';
import { loopbackSource } from './network-source.ts';

// What an ONVIF unit is asked by SOAP. The answers are ours, after the specifications and what was reported of units.

const opened: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.close()));
});

const gate: OnvifRecording = {
  ...{ token: 'R1', camera: 'Gate', from: '2026-10-01T00:00:00', to: '2026-10-06T08:00:00' },
  replayUri: 'rtsp://192.168.1.64/replay',
};
const evening = { from: '2026-10-05T22:05:00', to: '2026-10-05T22:25:00' };

async function open(
  traits: Partial<OnvifTraits> = {},
  login = recorderLogin as { username: string; password: string },
): Promise<{ session: NetworkSession; unit: OnvifUnit }> {
  const unit = await startOnvif({ recordings: [gate], ...traits });
  const { source, http } = loopbackSource(unit.port, { protocol: 'onvif-g', login });
  opened.push(http, unit);
  return { session: await deviceDrivers['ic-pod'].open(source, new AbortController().signal), unit };
}

const starts = async (session: NetworkSession, period = evening): Promise<(string | undefined)[]> =>
  (await collect(session.search(period, []))).map(({ timeClaims }) => timeClaims[0]?.wallClock);

describe('the login of an ONVIF unit', () => {
  test('a UsernameToken is the digest of the specification’s example', () => {
    // ONVIF Programmer’s Guide, 6.1.1.3
    const nonce = Buffer.from('LKqI6G/AikKCQrN0zqZFlg==', 'base64');
    expect(passwordDigest(nonce, '2010-09-16T07:50:45Z', 'userpassword')).toBe('tuOSpGlFlIXsozq4HFNeeGeFLEI=');
  });

  test.each(['2026-10-06T09:03:12', '1970-01-01T00:10:00', '2038-01-19T03:14:08'])(
    'is signed with the unit’s own time, also at %s',
    async (clock) => {
      const { session } = await open({ checksToken: true, utc: () => clock });
      expect(await session.identity()).toMatchObject({ maker: 'Milesight', serial: '0184312C77' });
      expect(await session.readClock()).not.toBeNull();
    },
  );

  test('that is refused is not sent again', async () => {
    const unit = await startOnvif({ recordings: [gate], checksToken: true });
    const { source, http } = loopbackSource(unit.port, {
      protocol: 'onvif-g',
      login: { ...recorderLogin, password: 'x' },
    });
    opened.push(http, unit);
    const opening = deviceDrivers['ic-pod'].open(source, new AbortController().signal);
    await expect(opening).rejects.toMatchObject({ code: 'forbidden' });
    expect(unit.asked).toEqual(['GetSystemDateAndTime', 'GetServices']);
  });
});

describe('what an ONVIF unit is', () => {
  test('is found out when nothing else is spoken', async () => {
    const unit = await startOnvif({ recordings: [gate] });
    const { source, http } = loopbackSource(unit.port, { login: recorderLogin });
    opened.push(http, unit);
    const session = await deviceDrivers['ic-pod'].open(source, new AbortController().signal);
    expect(session.quirks()).toMatchObject({ protocol: 'onvif-g' });
  });

  test('one that knows GetCapabilities alone is understood', async () => {
    const { session } = await open({ hasNoServices: true });
    expect(await session.cameras()).toEqual(['Gate']);
  });

  test('one without replay is told apart from one that is not there', async () => {
    await expect(open({ hasNoReplay: true })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Profile G'),
    });
  });

  test('something else at the address is no ONVIF unit', async () => {
    const page = (_: string, response: { end(text: string): unknown }): boolean => {
      response.end('<html><body>hello</body></html>');
      return true;
    };
    await expect(open({ instead: page })).rejects.toMatchObject({ code: 'unavailable' });
  });

  test.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
    ['what nests without end', '<a>'.repeat(5000)],
    ['a body cut in two', '<s:Envelope><s:Body>'],
  ])('%s in an answer is refused', async (_name, text) => {
    await expect(open({ instead: (_question, response) => (response.end(text), true) })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});

describe('what an ONVIF unit recorded', () => {
  test('is cut at every whole ten minutes, and at the period’s own ends', async () => {
    const { session } = await open();
    expect(await starts(session)).toEqual(['2026-10-05T22:05:00', '2026-10-05T22:10:00', '2026-10-05T22:20:00']);
    expect(session.quirks()).toMatchObject({ tellsGaps: true });
  });

  test('has the gaps it tells of', async () => {
    const spans = [
      ['2026-10-05T20:00:00', '2026-10-05T21:07:30'],
      ['2026-10-05T21:09:00', '2026-10-05T21:10:00'],
      ['2026-10-05T21:24:00', '2026-10-05T23:00:00'],
    ] as const;
    const { session, unit } = await open({ recordings: [{ ...gate, spans }] });
    const found = await collect(session.search(evening, []));
    expect(
      found.map(({ timeClaims: [from, , to] }) => `${from?.wallClock.slice(11)} ${to?.wallClock.slice(11)}`),
    ).toEqual(['22:05:00 22:07:30', '22:09:00 22:10:00', '22:24:00 22:25:00']);
    expect(unit.asked.filter((it) => it === 'EndSearch')).toHaveLength(2);
  });

  test('of one that tells of no gaps is taken for whole, and that is said', async () => {
    const { session } = await open({ hasNoEvents: true, refusesFilter: true });
    expect(await starts(session)).toHaveLength(3);
    expect(session.quirks()).toMatchObject({ tellsGaps: false });
  });

  test('of one that finds nothing by the filter is asked for without it', async () => {
    const { session } = await open({ misreadsFilter: true });
    expect(await starts(session)).toHaveLength(3);
  });

  test('of two recordings with one name is of two cameras', async () => {
    const recordings = ['R1', 'R2'].map((token) => ({ ...gate, token }));
    const { session } = await open({ recordings });
    expect(await session.cameras()).toEqual(['Gate (R1)', 'Gate (R2)']);
    const found = await collect(session.search(evening, ['Gate (R2)']));
    expect(new Set(found.map(({ channel }) => channel?.value))).toEqual(new Set(['Gate (R2)']));
  });

  test('comes a page at a time, with pages that bring nothing', async () => {
    const recordings = Array.from({ length: 7 }, (_, n) => ({ ...gate, token: `R${n}`, camera: `Camera ${n}` }));
    const { session } = await open({ recordings, isSlow: true });
    expect(await session.cameras()).toHaveLength(7);
  });

  test('a search that never completes is given up and let go', async () => {
    const unit = await startOnvif({ recordings: [], neverCompletes: true });
    const { source, http } = loopbackSource(unit.port, { protocol: 'onvif-g', login: recorderLogin });
    opened.push(http, unit);
    const session = await deviceDrivers['ic-pod'].open(source, new AbortController().signal);
    await expect(starts(session)).rejects.toMatchObject({ code: 'conflict' });
    expect(unit.asked.at(-1)).toBe('EndSearch');
  });

  test('what may still grow is marked, a clock of 1970 marks nothing', async () => {
    const growing = { ...gate, to: '2026-10-05T21:20:00' };
    const near = await open({ recordings: [growing], utc: () => '2026-10-05T21:20:30' });
    expect((await collect(near.session.search(evening, []))).map(({ openEnded }) => openEnded)).toEqual([false, true]);
    const far = await open({ recordings: [growing], utc: () => '1970-01-01T00:10:00' });
    expect((await collect(far.session.search(evening, []))).some(({ openEnded }) => openEnded)).toBe(false);
  });

  test('cameras of one name, or with a way out of a folder in it, keep recordings apart', async () => {
    const recordings = ['../../Gate', '../../Gate'].map((camera, n) => ({ ...gate, token: `R${n}`, camera }));
    const { session } = await open({ recordings });
    const names = (await collect(session.search(evening, []))).map(({ name }) => name);
    expect(new Set(names).size).toBe(6);
    for (const name of names) expect(name).not.toContain('..');
  });
});

describe('the times of an ONVIF unit', () => {
  test('are on its own clock and as stated, in summer and in winter', async () => {
    const { session } = await open();
    const [summer] = await collect(session.search(evening, []));
    expect(summer?.timeClaims.slice(0, 2)).toEqual([
      { kind: 'start', wallClock: '2026-10-05T22:05:00', zone: 'local', source: 'device' },
      { kind: 'start', wallClock: '2026-10-05T21:05:00', zone: 'utc', source: 'device' },
    ]);
    const winter = await open({
      recordings: [{ ...gate, from: '2026-11-01T00:00:00', to: '2026-11-30T00:00:00' }],
      utc: () => '2026-12-01T09:00:00',
    });
    expect(await starts(winter.session, { from: '2026-11-05T22:05:00', to: '2026-11-05T22:08:00' })).toEqual([
      '2026-11-05T22:05:00',
    ]);
  });

  test('a zone that the clock beside it contradicts is not believed', async () => {
    const { session } = await open({ zone: 'CST-8', local: () => '2026-10-06T10:03:12' });
    expect(await starts(session)).toEqual(['2026-10-05T22:05:00', '2026-10-05T22:10:00', '2026-10-05T22:20:00']);
    expect(await session.readClock()).toMatchObject({ wallClock: '2026-10-06T10:03:12', zoneText: 'CST-8' });
  });

  test('a clock without a zone is UTC', async () => {
    const { session } = await open({ zone: 'somewhere' });
    expect(await session.readClock()).toMatchObject({ wallClock: '2026-10-06T09:03:12', zone: 'utc' });
  });

  test.each([
    ['GMT0BST,M3.5.0/1,M10.5.0', 0, 3600],
    ['CET-1CEST,M3.5.0,M10.5.0/3', 3600, 7200],
    ['CST-8', 28_800, 28_800],
    ['<+0530>-5:30', 19_800, 19_800],
    ['EST5EDT,M3.2.0,M11.1.0', -18_000, -14_400],
    ['UTC', 0, 0],
  ])('%s', (text, winter, summer) => {
    const zone = posixZone(text);
    if (zone === null) throw new Error('not read');
    expect([offsetAt(zone, '2026-01-15T12:00:00'), offsetAt(zone, '2026-07-15T12:00:00')]).toEqual([winter, summer]);
  });

  test('the hour that comes twice is asked for twice, the one that is left out once', () => {
    const zone = posixZone('GMT0BST,M3.5.0/1,M10.5.0');
    if (zone === null) throw new Error('not read');
    const clock = { offsetAt: (utc: string) => offsetAt(zone, utc) };
    expect(periodInUtc({ from: '2026-10-25T01:15:00', to: '2026-10-25T01:45:00' }, clock)).toEqual({
      from: '2026-10-25T00:15:00',
      to: '2026-10-25T01:45:00',
    });
    expect(periodInUtc({ from: '2026-10-05T22:00:00', to: '2026-12-05T22:00:00' }, clock)).toEqual({
      from: '2026-10-05T21:00:00',
      to: '2026-12-05T22:00:00',
    });
  });

  test('NTP, which begins anew in 2036, is read in the age that is meant', () => {
    const at = (iso: string): bigint => BigInt((Date.parse(iso) / 1000 + 2_208_988_800) % 2 ** 32) << 32n;
    for (const iso of ['1970-01-01T00:03:12.000Z', '2026-10-05T21:00:00.000Z', '2038-01-19T03:14:08.000Z'])
      expect(ntpNanoseconds(at(iso), Date.parse(iso) + 60_000)).toBe(BigInt(Date.parse(iso)) * 1_000_000n);
  });
});

test.each([
  ['rtsp://192.168.1.64/replay?a=1', { port: 554, secure: false, target: '/replay?a=1' }],
  ['rtsps://[fe80::1]:322/x', { port: 322, secure: true, target: '/x' }],
  ['rtsp://admin:secret@10.0.0.1:8554/', { port: 8554, secure: false, target: '/' }],
  ['http://10.0.0.1/', null],
  ['rtsp://10.0.0.1:99999/', null],
  ['rtsp://10.0.0.1/a b', null],
])('of %s only port and path count', (address, place) => {
  expect(rtspPlace(address)).toEqual(place);
});
