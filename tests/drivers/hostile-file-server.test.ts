import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Server, utils } from 'ssh2';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDeviceFtps } from '../../src/main/platform/device-ftps.ts';
import { createDeviceSftp } from '../../src/main/platform/device-sftp.ts';
import { findRoute, type Route } from '../../src/main/platform/route-check.ts';
import { type FtpsServer, startFtps } from '../fixtures/ftps-server.ts';
import { recorderLogin } from '../fixtures/lighttpd.ts';
import { need } from '../main/trial-app.ts';

// What Debian's own file servers never do, and what somebody in their place may do on purpose.

const loopback = async (): Promise<Route> => need(await findRoute('127.0.0.1'));
const live = (): AbortSignal => new AbortController().signal;
const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const it of opened.splice(0).toReversed()) await it.close();
});

describe('an SSH server that lets in and then says nothing', () => {
  const start = async (): Promise<{ port: number; certificate: string; asked: () => number }> => {
    const { private: key } = utils.generateKeyPairSync('ed25519');
    const parsed = utils.parseKey(key);
    if (parsed instanceof Error) throw parsed;
    let asked = 0;
    const server = new Server({ hostKeys: [key] }, (client) => {
      opened.push({ close: () => void client.end() });
      client.on('error', () => undefined);
      client.on('authentication', (it) => it.accept());
      client.on('session', (accept) => accept().on('sftp', () => void (asked += 1))); // neither yes nor no
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    opened.push({ close: () => void server.close() });
    const certificate = createHash('sha256').update(parsed.getPublicSSH()).digest('hex');
    return { port: (server.address() as AddressInfo).port, certificate, asked: () => asked };
  };
  const files = (at: { port: number; certificate: string }, answerMs?: number) => {
    const limits = answerMs === undefined ? {} : { limits: { answerMs } };
    const device = { address: '127.0.0.1', secure: true, ...at };
    const made = createDeviceSftp({ at: device, login: recorderLogin, checkRoute: loopback, ...limits });
    opened.push(made);
    return made;
  };

  test('is given up when the person stops', async () => {
    const { asked, ...at } = await start();
    const stop = new AbortController();
    const listing = files(at).list('', stop.signal);
    listing.catch(() => undefined); // told below
    await vi.waitFor(() => expect(asked()).toBe(1), { timeout: 60_000, interval: 20 });
    stop.abort();
    await expect(listing).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('is given up when its time is over', async () => {
    const { asked: _asked, ...at } = await start();
    await expect(files(at, 1500).list('', live())).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('an FTP server', () => {
  const files = ({ port, certificate }: FtpsServer) => {
    const at = { address: '127.0.0.1', port, secure: true, certificate };
    const made = createDeviceFtps({ at, login: recorderLogin, checkRoute: loopback });
    opened.push(made);
    return made;
  };

  test('with one certificate for everything is read, also where it takes no session up again', async () => {
    const server = await startFtps();
    opened.push(server);
    expect(await files(server).list('', live())).toMatchObject([{ name: 'cam1.mp4', kind: 'file', sizeBytes: 12 }]);
    expect(server.dataConnections()).toBe(1);
  });

  test('whose lists and files come from somebody else, with another certificate, is broken off and named', async () => {
    const server = await startFtps({ otherForData: true });
    opened.push(server);
    expect(server.certificate).not.toBe(server.dataCertificate);
    await expect(files(server).list('', live())).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(server.dataCertificate),
    });
    expect(server.dataConnections()).toBe(1); // it was that connection that was refused
  });
});
