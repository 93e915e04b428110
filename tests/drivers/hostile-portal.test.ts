import { afterEach, describe, expect, test } from 'vitest';
import type { DeviceSession } from '../../src/device-drivers/driver.ts';
import { idcamPortalDriver } from '../../src/device-drivers/idcam-portal/idcam-portal-driver.ts';
import { PortalProfile } from '../../src/device-drivers/idcam-portal/portal-profile.ts';
import { collect } from '../fixtures/collect.ts';
import {
  type Answer,
  json,
  ownPortal as said,
  page,
  portalFilm,
  type PortalServer,
  startPortal,
} from '../fixtures/hostile-portal.ts';
import { need } from '../main/trial-app.ts';
import { portalSource } from './portal-source.ts';

// What a real portal does only on a bad day, and what somebody in its place may do on purpose.

const period = { from: '2026-10-05T21:00:00', to: '2026-10-05T22:00:00' };
const limits = { stallMs: 2000, answerMs: 5000, textMs: 5000, textBytes: 100_000 };

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0).toReversed()) await close();
});

async function open(
  answers: Readonly<Record<string, Answer>>,
  more: object = {},
): Promise<{ session: DeviceSession; server: PortalServer }> {
  const server = await startPortal(answers);
  const profile = PortalProfile.parse({ ...said, ...more });
  const login = { username: 'cso', password: 'green Kettle 14' };
  const { source, close } = portalSource({ ...server, login, profile, limits });
  opened.push(server, { close });
  return { session: await idcamPortalDriver.open(source, new AbortController().signal), server };
}

const find = async (answers: Readonly<Record<string, Answer>>, more: object = {}) =>
  collect((await open(answers, more)).session.search(period, []));
async function readOne(clip: Answer): Promise<{ bytes: Buffer; server: PortalServer }> {
  const { session, server } = await open({ '/clip': clip });
  const [segment] = await collect(session.search(period, []));
  if (segment === undefined) throw new Error('nothing was found');
  return { bytes: Buffer.concat(await collect(session.read(segment, 0))), server };
}
const answers =
  (status: number, headers: Readonly<Record<string, string | number>>, body: string | Buffer = ''): Answer =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

describe('what a portal gives in place of footage is never kept as footage', () => {
  test.each<[string, Answer, string]>([
    ['a page with status 200', page, 'forbidden'],
    ['a page that says it is a film', answers(200, { 'content-type': 'video/mp4' }, '\n <html>'), 'conflict'],
    ['an error in JSON that says it is a film', answers(200, { 'content-type': 'video/mp4' }, '{"e":1}'), 'conflict'],
    ['nothing, with a length', answers(200, { 'content-type': 'video/mp4', 'content-length': 0 }), 'conflict'],
    ['nothing, in pieces', answers(200, { 'content-type': 'video/mp4' }), 'conflict'],
    ['a picture', answers(200, { 'content-type': 'image/jpeg' }, 'x'), 'conflict'],
    ['a way elsewhere', answers(302, { location: 'https://127.0.0.1:1/clip' }), 'forbidden'],
    ['"not found"', answers(404, {}), 'not-found'],
    ['a failure of its own', answers(500, {}), 'unavailable'],
  ])('%s', async (_what, clip, code) => {
    await expect(readOne(clip)).rejects.toMatchObject({ code });
  });
});

describe('a download that breaks off', () => {
  test('is taken up where it stopped, and ends byte for byte the same', async () => {
    let times = 0;
    const { bytes, server } = await readOne((request, response) => {
      const from = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
      const head = { 'content-type': 'video/mp4', 'content-length': portalFilm.length - from };
      const range = { 'content-range': `bytes ${from}-${portalFilm.length - 1}/${portalFilm.length}` };
      response.writeHead(from === 0 ? 200 : 206, from === 0 ? head : { ...head, ...range });
      times += 1;
      if (times > 3) response.end(portalFilm.subarray(from));
      else response.write(portalFilm.subarray(from, from + 40_000), () => response.destroy());
    });
    expect(Buffer.compare(bytes, portalFilm)).toBe(0);
    expect(server.asked.filter((line) => /\/clip\S* bytes=[1-9]\d*-/u.test(line)).length).toBeGreaterThan(1);
  });

  test('from a portal that knows no ranges is read from the start, and what was had is passed over', async () => {
    let times = 0;
    const { bytes } = await readOne((_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': portalFilm.length });
      times += 1;
      if (times > 1) response.end(portalFilm);
      else response.write(portalFilm.subarray(0, 40_000), () => response.destroy());
    });
    expect(Buffer.compare(bytes, portalFilm)).toBe(0);
  });

  test('and goes on as a page is refused: the session has ended', async () => {
    let times = 0;
    const failing = readOne((request, response) => {
      times += 1;
      if (times > 1) return page(request, response, '');
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': portalFilm.length });
      response.write(portalFilm.subarray(0, 40_000), () => response.destroy());
    });
    await expect(failing).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a login', () => {
  test('that is sent elsewhere is not followed, and the password goes nowhere else', async () => {
    const elsewhere = await startPortal();
    opened.push(elsewhere);
    const location = `https://127.0.0.1:${elsewhere.port}/login`;
    await expect(open({ '/login': answers(307, { location }) })).rejects.toMatchObject({ code: 'forbidden' });
    expect(elsewhere.asked).toEqual([]);
  });

  test('gives its password once; from then on the cookie alone is the session', async () => {
    const { session, server } = await open({});
    await session.close();
    expect(server.asked).toEqual([
      'POST /login name=cso&word=green+Kettle+14',
      'GET /cameras SID=abc',
      'POST /logout SID=abc',
      'GET /cameras SID=abc',
    ]);
  });

  test('with a token sends it to the portal, and leaves it in no record', async () => {
    const login = { ...said.login, as: 'json', token: 'session.key' };
    const { session, server } = await open({ '/login': json({ session: { key: 'tok-123' } }) }, { login });
    const record = need(await session.accessRecord());
    expect(server.asked[0]).toBe('POST /login {"name":"cso","word":"green Kettle 14"}');
    expect(server.asked[1]).toBe('GET /cameras Bearer tok-123');
    const text = Buffer.concat(await collect(record.bytes)).toString('utf8');
    for (const secret of ['tok-123', 'Kettle', 'SID=abc']) expect(text).not.toContain(secret);
  });

  test.each([
    ['whose cameras cannot be read', { '/cameras': page }, said],
    ['whose answer holds no token', { '/login': page }, { ...said, login: { ...said.login, token: 'session.key' } }],
  ])('%s is ended all the same', async (_what, given, asProfile) => {
    const server = await startPortal(given);
    const login = { username: 'cso', password: 'green Kettle 14' };
    const { source, close } = portalSource({ ...server, login, profile: PortalProfile.parse(asProfile), limits });
    opened.push(server, { close });
    const failing = idcamPortalDriver.open(source, new AbortController().signal);
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.asked.filter((line) => line.startsWith('POST /logout'))).toHaveLength(1);
  });

  test('that the portal does not end is said, with what to do', async () => {
    const { session } = await open({});
    expect((await session.accessRecord())?.says).toContain('still answered it (status 200). Change the password');
  });
});

describe('a list', () => {
  const clip = (id: number, name: string) => ({
    id,
    name,
    camera: 1,
    start: '2026-10-05T21:00:00',
    end: '2026-10-05T21:10:00',
  });

  test.each<[string, Answer]>([
    ['a page', page],
    ['cut off', answers(200, {}, '{"clips":[')],
    ['of another shape', json({ clips: 'none' })],
    ['that never ends', answers(200, {}, `{"clips":["${'x'.repeat(200_000)}"]}`)],
  ])('that is %s is refused as one that cannot be read', async (_what, list) => {
    const failing = find({ '/list': list });
    await expect(failing).rejects.toMatchObject({ code: expect.stringMatching(/^(?:unavailable|conflict)$/u) });
  });

  test('that brings the same page for ever ends', async () => {
    expect(await find({ '/list': json({ more: true, clips: [clip(7, 'a')] }) })).toHaveLength(1);
  });

  test('of names that lead elsewhere, repeat or are no names gives names that are safe and apart', async () => {
    const clips = [clip(1, '../../etc/passwd'), clip(2, '\u202Egpj.exe'), { id: {}, start: 3 }, null, '__proto__'];
    const names = (await find({ '/list': json({ clips }) })).map(({ name }) => name);
    expect(names).toEqual(['Gate/1-.._.._etc_passwd', 'Gate/2-_gpj.exe']);
  });

  test('with recordings of another day leaves them out, and what is still being written is marked', async () => {
    const clips = [
      { ...clip(1, 'old'), start: '2026-10-04T21:00:00', end: '2026-10-04T21:10:00' },
      { ...clip(2, 'now'), end: null },
    ];
    const found = await find({ '/list': json({ clips }) });
    expect(found.map(({ name, openEnded }) => [name, openEnded])).toEqual([['Gate/2-now', true]]);
  });

  test('in UTC stands on the clock of this country, and is asked in UTC', async () => {
    const { session, server } = await open(
      { '/list': json({ clips: [{ ...clip(1, 'a'), start: '2026-10-05T20:00:00', end: '2026-10-05T20:10:00Z' }] }) },
      { zone: 'Etc/UTC' },
    );
    const [found] = await collect(session.search(period, []));
    expect(found?.timeClaims.map(({ wallClock }) => wallClock)).toEqual(['2026-10-05T21:00:00', '2026-10-05T21:10:00']);
    expect(server.asked.at(-1)).toContain('from=2026-10-05T20%3A00%3A00');
  });
});

describe('a profile', () => {
  test.each([
    ['with an address for a path', { cameras: { ...said.cameras, path: 'https://elsewhere/' } }],
    ['with two slashes', { logout: { path: '//elsewhere/logout' } }],
    ['without the password', { login: { path: '/login', fields: { name: '{username}' } } }],
    ['that takes pages for footage', { download: { ...said.download, mediaTypes: ['text/html'] } }],
    ['in no zone', { zone: 'Mars/Olympus' }],
    ['with more than is known', { script: 'x' }],
  ])('%s is refused', (_what, more) => expect(PortalProfile.safeParse({ ...said, ...more }).success).toBe(false));
});
