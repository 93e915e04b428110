import { existsSync } from 'node:fs';
import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FileTree, NetworkSession, Segment } from '../../src/device-drivers/driver.ts';
import { matchesPattern } from '../../src/device-drivers/protocols/name-pattern.ts';
import { deviceDrivers } from '../../src/device-drivers/registry.ts';
import { createDeviceFtps } from '../../src/main/platform/device-ftps.ts';
import { createDeviceSftp } from '../../src/main/platform/device-sftp.ts';
import type { DeviceFiles, FileLogin } from '../../src/main/platform/file-server.ts';
import { peerKeyOf } from '../../src/main/platform/peer-key.ts';
import { findRoute, type Route } from '../../src/main/platform/route-check.ts';
import { AppError } from '../../src/shared/failure.ts';
import { collect } from '../fixtures/collect.ts';
import { type FileServer, type SshServer, startFtpServer, startSshServer } from '../fixtures/file-servers.ts';
import { recorderLogin } from '../fixtures/lighttpd.ts';
import { driverSuite } from './driver-suite.ts';

// Debian's own servers on loopback. They need root for their accounts, which exist in their own mount namespace alone.

const here = process.getuid?.() === 0 && existsSync('/usr/sbin/sshd') && existsSync('/usr/sbin/vsftpd');
const film = Buffer.from(Array.from({ length: 700_001 }, (_, at) => (at * 7 + (at >> 8)) & 0xff));
const period = { from: '2026-10-05T21:05:00', to: '2026-10-05T21:40:00' };
const live = (): AbortSignal => new AbortController().signal;

interface Options {
  readonly login?: FileLogin;
  readonly certificate?: string | null;
  readonly checkRoute?: () => Promise<Route>;
  readonly pattern?: string | null;
  readonly folder?: string;
}
const loopback = async (): Promise<Route> => {
  const route = await findRoute('127.0.0.1');
  if (route === null) throw new AppError('clause', 'no loopback');
  return route;
};

const put = async (server: FileServer, name: string, bytes: Uint8Array = Buffer.from('x')): Promise<void> => {
  const path = join(server.files, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  const written = new Date('2026-10-05T20:20:00Z');
  await utimes(path, written, written);
};

const kinds = [
  { name: 'SFTP', protocol: 'sftp', start: startSshServer, make: createDeviceSftp },
  { name: 'FTPS', protocol: 'ftps', start: startFtpServer, make: createDeviceFtps },
] as const;

describe.skipIf(!here).each(kinds)('a recorder that is read by $name (skipped without its server and root)', (kind) => {
  let server: FileServer;
  const opened: DeviceFiles[] = [];
  const remote = ({ login = recorderLogin, certificate = server.fingerprint, checkRoute = loopback }: Options = {}) => {
    const at = { address: '127.0.0.1', port: server.port, secure: true, certificate };
    const files = kind.make({ at, login: login as typeof recorderLogin, checkRoute });
    opened.push(files);
    return files;
  };
  const open = (signal: AbortSignal, options: Options = {}): Promise<NetworkSession> => {
    const files: FileTree = {
      remote: remote(options),
      folder: options.folder ?? '',
      pattern: options.pattern ?? null,
    };
    const wait = async (): Promise<void> => undefined;
    const request = async (): Promise<never> => {
      throw new Error('a file server is not asked by HTTP');
    };
    const ports = { request, wait, now: () => new Date().toISOString() };
    return deviceDrivers['ic-pod'].open({ protocol: kind.protocol, quirks: {}, ports, files }, signal);
  };
  const find = async (options: Options = {}): Promise<Segment[]> =>
    collect((await open(live(), options)).search(period, []));

  beforeAll(async () => {
    server = await kind.start();
    await put(server, '2026-10-05/001/21.00.00-21.10.00[M][@0][0].h264', film);
    await put(server, '2026-10-05/002/21.00.00-21.10.00[M][@0][0].h264');
    await put(server, '2026-10-05/001/03.00.00-03.10.00[M][@0][0].h264');
    await put(server, 'clip.mp4');
    await put(server, 'cam 20261005_211500.mp4');
    await put(server, 'index.txt');
  });
  beforeEach(() => server.start());
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((it) => it.close()));
  });
  afterAll(() => server?.remove());

  driverSuite(kind.name, () => ({
    open: (signal) => open(signal),
    ...{ busy: period, quiet: { from: '2025-01-01T00:00:00', to: '2025-01-01T01:00:00' }, camera: '1' },
    known: { name: '2026-10-05/001/21.00.00-21.10.00[M][@0][0].h264', bytes: film },
    takeAway: () => server.stop(),
  }));

  test('says what each file’s name and date say of its times, and asks for names by pattern', async () => {
    const found = await find({ pattern: '*.mp4 *.h264' });
    const written = { kind: 'end', wallClock: '2026-10-05T20:20:00', zone: 'utc', source: 'file-time' };
    expect(Object.fromEntries(found.map(({ name, timeClaims }) => [name, timeClaims.length]))).toEqual({
      '2026-10-05/001/21.00.00-21.10.00[M][@0][0].h264': kind.protocol === 'sftp' ? 3 : 2,
      '2026-10-05/002/21.00.00-21.10.00[M][@0][0].h264': kind.protocol === 'sftp' ? 3 : 2,
      'clip.mp4': 1,
      'cam 20261005_211500.mp4': kind.protocol === 'sftp' ? 2 : 1,
    });
    expect(found.find(({ name }) => name === 'clip.mp4')?.timeClaims).toEqual([written]);
    expect(found.find(({ name }) => name.startsWith('cam'))?.timeClaims[0]).toEqual({
      ...{ kind: 'start', wallClock: '2026-10-05T21:15:00', zone: 'local', source: 'file-name' },
    });
  });

  test('a file whose own date alone lies off the period is listed and not taken', async () => {
    const session = await open(live());
    const later = { from: '2026-10-20T21:00:00', to: '2026-10-20T22:00:00' };
    const found = await collect(session.search(later, []));
    expect(found.map(({ name }) => name).toSorted()).toEqual(['clip.mp4', 'index.txt']);
    for (const { notTaken } of found) expect(notTaken).toContain('its own date');
  });

  test('what is still written is marked; links and names that cannot be asked for are listed, never followed', async () => {
    await symlink('/etc', join(server.files, 'way-out'));
    await put(server, '-R/ leading 20261005_212000.mp4', film);
    await writeFile(join(server.files, 'now.mp4'), 'x');
    await writeFile(Buffer.concat([Buffer.from(`${server.files}/odd`), Buffer.from([0xff])]), 'x');
    const session = await open(live());
    const found = await collect(session.search(period, []));
    const of = (part: string): Segment | undefined => found.find(({ name }) => name.includes(part));
    expect(of('way-out')?.notTaken).toContain('link');
    expect(of('odd')?.notTaken).toContain('cannot be asked for');
    const today = { from: new Date().toISOString().slice(0, 19), to: '2099-01-01T00:00:00' };
    const growing = await collect(session.search(today, []));
    expect(growing.find(({ name }) => name === 'now.mp4')).toMatchObject({ openEnded: true });
    const dashed = of('leading');
    if (dashed === undefined) throw new Error('the folder named as an option was not listed');
    expect(Buffer.compare(Buffer.concat(await collect(session.read(dashed, 0))), film)).toBe(0);
  });

  test('a link that breaks in a file is taken up where it stopped', async () => {
    const session = await open(live());
    const [segment] = (await collect(session.search(period, ['1']))).filter(
      ({ sizeBytes }) => sizeBytes === film.length,
    );
    if (segment === undefined) throw new Error('the film was not listed');
    const pieces: Uint8Array[] = [];
    for await (const piece of session.read(segment, 0)) {
      pieces.push(piece);
      if (pieces.length === 1) {
        await server.stop();
        await server.start();
      }
    }
    expect(Buffer.compare(Buffer.concat(pieces), film)).toBe(0);
  });

  test('another key than the one on record is refused and named, before the login is sent', async () => {
    const failing = remote({ certificate: '0'.repeat(64), login: { ...recorderLogin, password: 'wrong' } });
    await expect(failing.software(live())).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(server.fingerprint),
    });
    await expect(remote({ certificate: null }).software(live())).rejects.toMatchObject({ code: 'conflict' });
  });

  test('shows its key to whoever is to put it on record', async () => {
    const shown = await peerKeyOf(kind.protocol, {
      at: { address: '127.0.0.1', port: server.port },
      checkRoute: loopback,
    });
    expect(shown).toMatchObject({ fingerprint: server.fingerprint });
    expect(shown.written).toMatch(
      kind.protocol === 'sftp' ? /^SHA256:[\w+/]{43}$/u : /^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/u,
    );
    expect(shown.about).toContain(kind.protocol === 'sftp' ? 'ssh-ed25519' : 'CN=pod');
  });

  test('a refused login is not tried again', async () => {
    const files = remote({ login: { ...recorderLogin, password: 'wrong' } });
    await expect(files.software(live())).rejects.toMatchObject({ code: 'forbidden' });
    await server.stop(); // whoever asked it again would find nobody
    await expect(files.list('', live())).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a folder that is not there is told when connecting', async () => {
    await expect(open(live(), { folder: 'no such folder' })).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('no such folder'),
    });
  });

  test('when the way no longer goes through the VPN, nothing more is asked', async () => {
    let isUp = true;
    const checkRoute = async (): Promise<Route> => {
      if (!isUp) throw new AppError('clause', 'The way does not go through the VPN.', { clause: '3.11' });
      return loopback();
    };
    const files = remote({ checkRoute });
    await files.software(live());
    isUp = false;
    await files.close();
    await expect(files.list('', live())).rejects.toMatchObject({ code: 'clause', clause: '3.11' });
  });
});

describe.skipIf(!here)('a private key in place of a password', () => {
  let server: SshServer;
  beforeAll(async () => void (server = await startSshServer()));
  afterAll(() => server?.remove());

  test('lets in, also one that is kept under words', async () => {
    for (const login of [{ key: server.key, passphrase: null }, server.lockedKey]) {
      const at = { address: '127.0.0.1', port: server.port, secure: true, certificate: server.fingerprint };
      const files = createDeviceSftp({
        at,
        login: { username: recorderLogin.username, ...login },
        checkRoute: loopback,
      });
      expect(await files.software(live())).toContain('OpenSSH');
      await files.close();
    }
  });
});

test('an FTP server without TLS gets no login', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.write('220 plain\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      heard.push(bytes.toString());
      socket.write('502 not here\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const at = { address: '127.0.0.1', port, secure: true, certificate: '0'.repeat(64) };
  const files = createDeviceFtps({ at, login: recorderLogin, checkRoute: loopback });
  await expect(files.software(live())).rejects.toMatchObject({ code: 'unavailable' });
  await files.close();
  server.close();
  expect(heard.join('')).not.toMatch(/USER|PASS/u);
});

test.each([
  ['a.mp4', '*.mp4', true],
  ['A.MP4', '*.dav, *.mp4', true],
  ['a.mp4.part', '*.mp4', false],
  ['cam1_0.dav', 'cam?_*.dav', true],
  ['cam12_0.dav', 'cam?_*.dav', false],
  ['anything', ' ', true],
  [`${'a'.repeat(250)}b`, '*a*a*a*a*a*a*a*a*a*a*c', false],
])('%s asked for by “%s”: %s', (name, pattern, wanted) => {
  expect(matchesPattern(name, pattern)).toBe(wanted);
});
