import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { Client as FtpClient } from 'basic-ftp';
import ssh from 'ssh2';
import { AppError } from '../../shared/failure.ts';
import { connectThrough, createRouteGuard, type DeviceAddress, unreachable } from './device-link.ts';
import { SocketFrom } from './device-ftps.ts';
import type { Route } from './route-check.ts';

/** What whoever answers at an address shows of itself, before anything is sent. */
export interface PeerKey {
  readonly kind: 'certificate' | 'host-key';
  /** SHA-256, 64 hex digits. */
  readonly fingerprint: string;
  readonly written: string;
  readonly about: string;
}

interface Asked {
  readonly at: Pick<DeviceAddress, 'address' | 'port'>;
  readonly checkRoute: () => Promise<Route>;
}

const patienceMs = 20_000;

/**
 * The certificate or host key at an address, over the VPN alone. No login is sent, and nothing is believed of it: a
 * person compares it with the recorder itself. @throws AppError 'clause', 'unavailable'.
 */
export async function peerKeyOf(protocol: 'sftp' | 'ftps' | 'https', asked: Asked): Promise<PeerKey> {
  try {
    if (protocol === 'sftp') return await hostKeyOf(asked);
    return protocol === 'ftps' ? await certificateOfFtp(asked) : await certificateOf(asked);
  } catch (error) {
    throw error instanceof AppError ? error : unreachable(error);
  }
}

async function hostKeyOf({ at, checkRoute }: Asked): Promise<PeerKey> {
  const sock = await open({ at, checkRoute });
  const client = new ssh.Client();
  client.on('error', () => undefined); // a key that is only looked at is refused, which the library calls an error
  try {
    const key = await new Promise<Buffer>((resolve, reject) => {
      const hostVerifier = (shown: Buffer): boolean => {
        resolve(shown);
        return false;
      };
      client.on('close', () => reject(unreachable(null)));
      client.connect({ sock, username: 'nobody', readyTimeout: patienceMs, hostVerifier });
    });
    const digest = createHash('sha256').update(key).digest();
    const written = `SHA256:${digest.toString('base64').replace(/=+$/u, '')}`;
    return { kind: 'host-key', fingerprint: digest.toString('hex'), written, about: readable(kindOf(key)) };
  } finally {
    client.destroy();
    sock.destroy();
  }
}

/** The name of the key's kind stands first in it, after its length. */
const kindOf = (key: Buffer): string =>
  key.length < 4 ? '' : key.subarray(4, 4 + Math.min(key.readUInt32BE(0), 64)).toString('latin1');

async function certificateOf(asked: Asked): Promise<PeerKey> {
  const socket = await open(asked);
  const secured = connectTls({ socket, rejectUnauthorized: false });
  try {
    await once(secured, 'secureConnect', { signal: AbortSignal.timeout(patienceMs) });
    return certificateOn(secured);
  } finally {
    secured.destroy();
    socket.destroy();
  }
}

async function certificateOfFtp({ at, checkRoute }: Asked): Promise<PeerKey> {
  const { sourceAddress } = await checkRoute();
  const client = new FtpClient(patienceMs);
  client.ftp._newSocket = () => new SocketFrom(sourceAddress);
  try {
    await client.connect(at.address, at.port);
    await client.useTLS({ rejectUnauthorized: false });
    return certificateOn(client.ftp.socket as TLSSocket);
  } finally {
    client.close();
  }
}

function certificateOn(socket: TLSSocket): PeerKey {
  const certificate = socket.getPeerX509Certificate();
  if (certificate === undefined) throw unreachable(null);
  return {
    kind: 'certificate',
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    written: certificate.fingerprint256,
    about: readable(`for ${certificate.subject}, until ${certificate.validTo}`),
  };
}

const open = ({ at, checkRoute }: Asked) =>
  connectThrough(createRouteGuard(checkRoute), at, {
    connectMs: patienceMs,
    signal: AbortSignal.timeout(patienceMs),
  });

const readable = (said: string): string => said.replaceAll(/[^\x20-\x7E]+/gu, ' ').slice(0, 200);

/** @throws AppError 'invalid-input' for a private key that cannot be read, or not with these words. */
export function refuseUnusableKey(key: string, passphrase: string | null): void {
  const read = ssh.utils.parseKey(key, passphrase ?? undefined);
  const first = Array.isArray(read) ? read[0] : read;
  if (first === undefined || first instanceof Error || !first.isPrivateKey())
    throw new AppError(
      'invalid-input',
      'This is no private key that can be used, or its words are not right. Paste the whole file, from its first line of dashes to its last.',
    );
}
