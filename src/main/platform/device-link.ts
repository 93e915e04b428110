import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../shared/failure.ts';
import type { Route } from './route-check.ts';

/** Who stands at the other end, as it is called in words. */
export type Peer = 'recorder' | 'portal';

const advice: Readonly<Record<Peer, string>> = {
  recorder: 'Check that it has power and signal and that the VPN is up.',
  portal: 'Check that this laptop is connected, and that the portal is in service.',
};

export interface DeviceAddress {
  readonly address: string;
  readonly port: number;
  readonly secure: boolean;
  /** SHA-256 of the certificate, or of the host key, that a secure device must show, 64 hex digits. */
  readonly certificate: string | null;
  /** The name it answers to, where that is not its address. */
  readonly host?: string;
}

export interface RouteGuard {
  /** Asked anew: before every connection. @throws AppError 'clause' when the way is not the VPN's. */
  check(): Promise<Route>;
  /** Asked half a second ago at most: before every question on an open connection. */
  recent(): Promise<void>;
  /** Asked again and again until stopped; `lost` gets the reason once the way is no longer the VPN's. */
  watch(lost: (reason: unknown) => void): { stop: () => void };
}

const freshMs = 500;
const usualEveryMs = process.platform === 'win32' ? 10_000 : 2000;

/** Keeps an eye on the way to one recorder. `checkRoute` answers when it goes through the VPN and throws when not. */
export function createRouteGuard(checkRoute: () => Promise<Route>, everyMs = usualEveryMs): RouteGuard {
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    check: checkRoute,
    async recent() {
      if (performance.now() - lookedAt < freshMs) return;
      await checkRoute();
      lookedAt = performance.now();
    },
    watch(lost) {
      const ended = new AbortController();
      void (async () => {
        for (;;) {
          await wait(everyMs, undefined, { signal: ended.signal, ref: false });
          await checkRoute().catch((reason: unknown) => {
            ended.abort();
            lost(reason);
          });
        }
      })().catch(() => undefined); // the wait was ended
      return { stop: () => ended.abort() };
    },
  };
}

/** Opens a connection to the recorder with the VPN's own source address, after the route was looked at. */
export async function connectThrough(
  guard: RouteGuard,
  { address, port }: Pick<DeviceAddress, 'address' | 'port'>,
  { connectMs, signal }: { connectMs: number; signal: AbortSignal },
): Promise<Socket> {
  const { sourceAddress } = await guard.check();
  const socket = createConnection({
    host: address,
    port,
    ...(sourceAddress === null ? {} : { localAddress: sourceAddress }),
  });
  socket.on('error', () => undefined); // told by `once`, or by whoever uses it
  try {
    await once(socket, 'connect', { signal: AbortSignal.any([signal, AbortSignal.timeout(connectMs)]) });
  } catch (cause) {
    socket.destroy();
    throw signal.aborted
      ? new AppError('cancelled', 'Reading the recorder was stopped.', { cause })
      : unreachable(cause);
  }
  const refusal = refuseSource(socket, sourceAddress);
  if (refusal === null) return socket;
  socket.destroy();
  throw refusal;
}

/** Null when the connection leaves with the address the route says. */
export const refuseSource = (socket: Socket, sourceAddress: string | null): AppError | null =>
  sourceAddress !== null && socket.localAddress !== sourceAddress
    ? new AppError('unavailable', 'The way on record changed while the connection was made.')
    : null;

/** Null when the device shows what is on record, `shown` and `onRecord` being SHA-256 in hex. */
export function refuseKey({
  shown,
  onRecord,
  what,
  peer,
}: {
  readonly shown: string | undefined;
  readonly onRecord: string | null;
  readonly what: 'certificate' | 'host key';
  readonly peer: Peer;
}): AppError | null {
  if (shown !== undefined && shown === onRecord) return null;
  return new AppError(
    'conflict',
    `The ${peer} shows a ${what} that is not the one on record (SHA-256 ${shown ?? 'none'}). Compare it with the ${peer} itself; the manager enters it under Settings if it is right.`,
  );
}

/** The same for what the TLS of a connection shows. */
export const refuseCertificate = (
  socket: Socket | TLSSocket,
  { certificate }: Pick<DeviceAddress, 'certificate'>,
  peer: Peer,
): AppError | null => {
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.fingerprint256 : undefined;
  const digest = shown?.replaceAll(':', '').toLowerCase();
  return refuseKey({ shown: digest, onRecord: certificate, what: 'certificate', peer });
};

export const unreachable = (cause: unknown, peer: Peer = 'recorder'): AppError =>
  new AppError('unavailable', `The ${peer} cannot be reached or stopped answering. ${advice[peer]}`, { cause });

export const wrongLogin = (): AppError =>
  new AppError(
    'forbidden',
    'The recorder refuses this user name or password. It is not tried again, since recorders lock an account after a few tries. The manager corrects the login under Settings.',
  );
