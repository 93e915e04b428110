import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer as createPlain, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { createDeviceRtsp, type DeviceRtspPorts, type RtspLimits } from '../../../src/main/platform/device-rtsp.ts';
import type { Route } from '../../../src/main/platform/route-check.ts';
import { AppError } from '../../../src/shared/failure.ts';

// One connection for a replay: real sockets and real TLS; what answers is a few lines of our own.

const lo: Route = { interfaceName: 'lo', sourceAddress: '127.0.0.1', gateway: null };
const login = { username: 'cso', password: 'seven wet herons' };
const options = { method: 'OPTIONS', target: '/replay', headers: {} } as const;
const live = (): AbortSignal => new AbortController().signal;
const ended: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
});

interface Peer {
  readonly port: number;
  readonly asked: string[];
  readonly connections: Socket[];
}

async function listen(server: Server, answer: (head: string, socket: Socket) => void, event: string): Promise<Peer> {
  const [asked, connections]: [string[], Socket[]] = [[], []];
  server.on(event, (socket: Socket) => {
    connections.push(socket);
    socket.on('error', () => undefined);
    let text = '';
    socket.on('data', (piece) => {
      text += piece.toString('latin1');
      for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
        const head = text.slice(0, end);
        text = text.slice(end + 4);
        asked.push(head);
        answer(head, socket);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ended.push(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked, connections };
}

const plain = (answer: (head: string, socket: Socket) => void): Promise<Peer> =>
  listen(createPlain(), answer, 'connection');

const say = (head: string, socket: Socket, status = '200 OK', more = ''): void =>
  void socket.write(`RTSP/1.0 ${status}\r\nCSeq: ${/CSeq: (\d+)/u.exec(head)?.[1] ?? ''}\r\n${more}\r\n`);

function rtspTo(port: number, own: Partial<DeviceRtspPorts> = {}, limits: Partial<RtspLimits> = {}) {
  const at = { address: '127.0.0.1', port: 80, secure: false, certificate: null };
  const rtsp = createDeviceRtsp({ at, login, checkRoute: async () => lo, limits, ...own });
  ended.push(() => rtsp.close());
  return { open: (secure = false) => rtsp.open({ port, secure }, live()), close: rtsp.close };
}

describe('a replay’s connection', () => {
  test('is not opened when the route is not the VPN’s', async () => {
    const peer = await plain(say);
    const checkRoute = async (): Promise<Route> => {
      throw new AppError('clause', 'not the VPN', { clause: '3.11' });
    };
    await expect(rtspTo(peer.port, { checkRoute }).open()).rejects.toMatchObject({ code: 'clause' });
    expect(peer.connections).toEqual([]);
  });

  test('leaves with the VPN’s own source address', async () => {
    const peer = await plain(say);
    const checkRoute = async (): Promise<Route> => ({ ...lo, sourceAddress: '127.0.0.77' });
    const link = await rtspTo(peer.port, { checkRoute }).open();
    expect((await link.ask(options)).status).toBe(200);
    expect(peer.connections.map(({ remoteAddress }) => remoteAddress)).toEqual(['127.0.0.77']);
  });

  test('is broken off as soon as the route changes, in the middle of the packets', async () => {
    const peer = await plain((head, socket) => {
      say(head, socket);
      const timer = setInterval(() => socket.write(Buffer.from([0x24, 0, 0, 2, 1, 2])), 5);
      socket.on('close', () => clearInterval(timer));
    });
    let isVpn = true;
    const checkRoute = async (): Promise<Route> => {
      if (!isVpn) throw new AppError('clause', 'not the VPN', { clause: '3.9' });
      return lo;
    };
    const link = await rtspTo(peer.port, { checkRoute }, { routeEveryMs: 20 }).open();
    await link.ask(options);
    expect(await link.receive(5000)).toMatchObject({ kind: 'packet', channel: 0, bytes: Uint8Array.from([1, 2]) });
    isVpn = false;
    const receiving = (async () => {
      for (;;) await link.receive(5000);
    })();
    await expect(receiving).rejects.toMatchObject({ code: 'clause' });
  });

  test('answers a Digest challenge with the stronger of two, for the whole address it asks for', async () => {
    const peer = await plain((head, socket) => {
      if (head.includes('Authorization')) say(head, socket);
      else
        say(
          head,
          socket,
          '401 Unauthorized',
          'WWW-Authenticate: Digest realm="r", nonce="n"\r\nWWW-Authenticate: Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"\r\n',
        );
    });
    const link = await rtspTo(peer.port).open();
    expect((await link.ask(options)).status).toBe(200);
    const sent = peer.asked[1] ?? '';
    expect(sent).toContain('algorithm=SHA-256');
    expect(sent).toContain(`uri="rtsp://127.0.0.1:${peer.port}/replay"`);
    expect(peer.asked.join()).not.toContain(login.password);
  });

  test('a refused login is not tried again, on no other connection either', async () => {
    const peer = await plain((head, socket) =>
      say(head, socket, '401 Unauthorized', 'WWW-Authenticate: Digest realm="r", nonce="n"\r\n'),
    );
    const rtsp = rtspTo(peer.port);
    await expect((await rtsp.open()).ask(options)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(rtsp.open()).rejects.toMatchObject({ code: 'forbidden' });
    expect(peer.asked).toHaveLength(2);
  });

  test('a challenge that would give the password away is not answered', async () => {
    const peer = await plain((head, socket) =>
      say(head, socket, '401 Unauthorized', 'WWW-Authenticate: Basic realm="r"\r\n'),
    );
    await expect((await rtspTo(peer.port).open()).ask(options)).rejects.toMatchObject({ code: 'forbidden' });
    expect(peer.asked).toHaveLength(1);
  });

  test('what drips, floods without answering, or answers nothing is given up', async () => {
    const drips = await plain((_head, socket) => {
      const timer = setInterval(() => socket.write(Buffer.from([0x24, 0, 0, 1, 1])), 10);
      socket.on('close', () => clearInterval(timer));
    });
    const slow = { bytes: 1_000_000, withinMs: 50 };
    await expect((await rtspTo(drips.port, {}, { slow }).open()).ask(options)).rejects.toMatchObject({
      code: 'unavailable',
    });
    const floods = await plain((_head, socket) => {
      for (let n = 0; n < 10_000; n += 1) socket.write(Buffer.from([0x24, 0, 0, 1, 1]));
    });
    await expect((await rtspTo(floods.port).open()).ask(options)).rejects.toMatchObject({ code: 'conflict' });
    const mute = await plain(() => undefined);
    await expect((await rtspTo(mute.port, {}, { answerMs: 50 }).open()).ask(options)).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  test('nothing a target holds can begin another line of a request', async () => {
    const peer = await plain(say);
    const link = await rtspTo(peer.port).open();
    await link.ask({ ...options, headers: { Session: 'abc\r\nRequire: something' } });
    expect(peer.asked[0]?.split('\r\n').filter((line) => line.startsWith('Require'))).toEqual([]);
  });

  test('of a site with HTTPS is under TLS with the certificate on record, or not at all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rtsps-'));
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
    const how = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=pod -days 2'.split(' ');
    execFileSync('openssl', ['req', '-x509', ...how, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const server = createTls({ key: await readFile(key), cert: await readFile(cert) });
    const peer = await listen(server, say, 'secureConnection');
    const shown = new X509Certificate(await readFile(cert)).fingerprint256.replaceAll(':', '').toLowerCase();
    const to = (certificate: string | null) =>
      rtspTo(peer.port, { at: { address: '127.0.0.1', port: 443, secure: true, certificate } });
    expect((await (await to(shown).open(true)).ask(options)).status).toBe(200);
    for (const other of [null, '0'.repeat(64)])
      await expect(to(other).open(true)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining(shown),
      });
    expect(peer.asked).toHaveLength(1);
    const clear = await plain(say);
    const toClear = rtspTo(clear.port, { at: { address: '127.0.0.1', port: 443, secure: true, certificate: shown } });
    await expect(toClear.open(false)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('in the clear'),
    });
    expect(clear.connections).toEqual([]);
    await rm(folder, { recursive: true, force: true });
  });
});
