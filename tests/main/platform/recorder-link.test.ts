import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:https';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { offsetAt, parseZone } from '../../../src/device-drivers/protocols/recorder-time.ts';
import { createDeviceHttp } from '../../../src/main/platform/device-http.ts';
import { bestChallenge, digestHeader } from '../../../src/main/platform/digest-auth.ts';
import { findRoute, parseFindNetRoute, parseIpRoute, type Route } from '../../../src/main/platform/route-check.ts';
import { AppError } from '../../../src/shared/failure.ts';
import { startRecorder } from '../../fixtures/recorder.ts';

describe('Digest', () => {
  const rfc = [
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  ];
  const answer = {
    ...{ method: 'GET', target: '/dir/index.html', username: 'Mufasa', password: 'Circle of Life', count: 1 },
    clientNonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  };
  const answered = (headers: readonly string[]): string => {
    const challenge = bestChallenge(headers);
    return challenge === null ? 'none' : digestHeader(challenge, answer);
  };

  test('gives the answers of RFC 7616, and chooses the stronger of two', () => {
    expect(answered(rfc)).toContain('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"');
    expect(answered([rfc.join(', ')])).toContain('algorithm=SHA-256');
    expect(answered(rfc.slice(1))).toContain('response="8ca523f5e9506fed4657c9700eebdbec"');
  });

  test('answers a recorder that knows only RFC 2069', () => {
    const header = digestHeader(
      bestChallenge(['Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"']) ??
        neverChallenge,
      {
        ...{ method: 'GET', target: '/dir/index.html', username: 'Mufasa', password: 'CircleOfLife', count: 1 },
      },
    );
    expect(header).toContain('response="1949323746fe6a43ef61f9606e7febea"');
    expect(header).not.toContain('qop');
  });

  test('never answers what would give the password away', () => {
    expect(
      answered([
        'Basic realm="x"',
        'Digest realm="x", nonce="y", algorithm=SHA-512-256',
        'Digest realm="x", nonce="y", qop="auth-int"',
      ]),
    ).toBe('none');
  });
});
const neverChallenge = { realm: '', nonce: '', opaque: null, algorithm: 'MD5', hasQop: false } as const;

describe('a route', () => {
  test('of Linux is read as `ip -j route get` prints it', async () => {
    const wire = '[{"dst":"10.98.0.2","dev":"wg0","prefsrc":"10.98.0.1","flags":[],"uid":0,"cache":[]}]';
    expect(parseIpRoute(wire)).toEqual({ interfaceName: 'wg0', sourceAddress: '10.98.0.1', gateway: null });
    expect(parseIpRoute('')).toBeNull();
    expect(parseIpRoute('[{}]')).toBeNull();
  });

  test.skipIf(!existsSync('/usr/sbin/ip'))('is asked of the system itself', async () => {
    expect(await findRoute('127.0.0.1')).toMatchObject({ interfaceName: 'lo', sourceAddress: '127.0.0.1' });
    await expect(findRoute('127.0.0.1; reboot')).rejects.toMatchObject({ code: 'invalid-input' });
  });

  // Written after Microsoft's description of Find-NetRoute: no Windows computer was there to record one.
  test('of Windows is read from both objects, in either order', () => {
    const objects = [
      { IPAddress: '10.98.0.1', DestinationPrefix: null, NextHop: null, InterfaceAlias: 'Landlord VPN' },
      { IPAddress: null, DestinationPrefix: '10.98.0.0/24', NextHop: '0.0.0.0', InterfaceAlias: 'Landlord VPN' },
    ];
    const route = { interfaceName: 'Landlord VPN', sourceAddress: '10.98.0.1', gateway: null };
    expect(parseFindNetRoute(JSON.stringify(objects))).toEqual(route);
    expect(parseFindNetRoute(JSON.stringify(objects.toReversed()))).toEqual(route);
    expect(parseFindNetRoute('Find-NetRoute : The network location cannot be reached.')).toBeNull();
  });
});

describe('a request', () => {
  const live = (): AbortSignal => new AbortController().signal;
  const lo: Route = { interfaceName: 'lo', sourceAddress: '127.0.0.1', gateway: null };
  const login = { username: 'a', password: 'b' };
  const ask = { method: 'GET', target: '/ISAPI/System/time' } as const;

  test('is not made, and no connection opened, when the route is not the VPN’s', async () => {
    const recorder = await startRecorder({ held: [] });
    const http = createDeviceHttp({
      at: { address: '127.0.0.1', port: recorder.port, secure: false, certificate: null },
      login,
      checkRoute: async () => {
        throw new AppError('clause', 'not the VPN', { clause: '3.11' });
      },
    });
    await expect(http.request(ask, live())).rejects.toMatchObject({ code: 'clause' });
    expect(recorder.asked).toEqual([]);
    await http.close();
    await recorder.close();
  });

  test('under way is broken off when the route changes', async () => {
    const recorder = await startRecorder({
      held: [],
      instead(_request, response) {
        response.writeHead(200, { 'content-type': 'video/mp4' });
        const timer = setInterval(() => response.write(Buffer.alloc(1000)), 10);
        response.on('close', () => clearInterval(timer));
        return true;
      },
    });
    let isVpn = true;
    const http = createDeviceHttp({
      at: { address: '127.0.0.1', port: recorder.port, secure: false, certificate: null },
      login,
      checkRoute: async () => {
        if (!isVpn) throw new AppError('clause', 'not the VPN', { clause: '3.9' });
        return lo;
      },
      limits: { routeEveryMs: 20 },
    });
    const answer = await http.request(ask, live());
    let total = 0;
    const reading = (async () => {
      for await (const piece of answer.bytes(1e9)) {
        total += piece.length;
        isVpn = false;
      }
    })();
    await expect(reading).rejects.toMatchObject({ code: 'clause' });
    expect(total).toBeGreaterThan(0);
    await http.close();
    await recorder.close();
  });

  test('to a secure recorder is sent only when it shows the certificate on record', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pin-'));
    const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
    const how = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=pod -days 2'.split(' ');
    execFileSync('openssl', ['req', '-x509', ...how, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const asked: string[] = [];
    const server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (request, response) => {
      asked.push(request.url ?? '');
      response.end('hello');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const shown = new X509Certificate(await readFile(cert)).fingerprint256.replaceAll(':', '').toLowerCase();
    const with_ = async (certificate: string | null): Promise<string> => {
      const at = { address: '127.0.0.1', port, secure: true, certificate };
      const http = createDeviceHttp({ at, login, checkRoute: async () => lo });
      try {
        return await (await http.request(ask, live())).text();
      } finally {
        await http.close();
      }
    };
    expect(await with_(shown)).toBe('hello');
    for (const other of [null, '0'.repeat(64)])
      await expect(with_(other)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining(shown) });
    expect(asked).toHaveLength(1);
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
});

describe('a recorder’s zone', () => {
  const uk = 'CST+0:00:00DST01:00:00,M3.5.0/01:00:00,M10.5.0/02:00:00';
  const cases: readonly [string, string, number][] = [
    [uk, '2026-03-29T00:59:59', 0],
    [uk, '2026-03-29T01:00:00', 3600],
    [uk, '2026-10-25T00:59:59', 3600],
    [uk, '2026-10-25T01:00:00', 0],
    ['CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00', '2026-07-01T12:00:00', 7200],
    ['CST-8:00:00', '2026-07-01T12:00:00', 28_800],
    ['CST+5:00:00', '2026-07-01T12:00:00', -18_000],
  ];
  test.each(cases)('%s at %s is %i seconds', (text, utc, offset) => {
    const zone = parseZone(text);
    expect(zone === null ? null : offsetAt(zone, utc)).toBe(offset);
  });
  test('written otherwise is not guessed at', () => {
    expect(parseZone('Europe/London')).toBeNull();
  });
});
