import { type Socket, isIP, isIPv6 } from 'node:net';
import { TLSSocket } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import { callbackify } from 'node:util';
import { buildConnector, Client, type Dispatcher } from 'undici';
import { AppError } from '../../shared/failure.ts';
import { type AnswerLimits, answerOf, asFailure, type DeviceAnswer, type Peer } from './device-answer.ts';
import type { Route } from './route-check.ts';

export interface DeviceAddress {
  readonly address: string;
  readonly port: number;
  readonly secure: boolean;
  /** SHA-256 of the certificate a secure device must show, 64 hex digits. */
  readonly certificate: string | null;
  /** The name it answers to, where that is not its address. */
  readonly host?: string;
}

export interface DeviceLimits extends AnswerLimits {
  readonly connectMs: number;
  /** A recorder may search its disk before it begins to answer. */
  readonly answerMs: number;
  /** How often the route is looked at while something is under way. */
  readonly routeEveryMs: number;
}

const usual: DeviceLimits = {
  connectMs: 20_000,
  answerMs: 45_000,
  routeEveryMs: process.platform === 'win32' ? 10_000 : 2000,
  stallMs: 8000, // taking a download up again costs little; waiting on a dead link costs the officer's time
  textBytes: 1024 * 1024,
  textMs: 60_000,
  slow: { bytes: 16 * 1024, withinMs: 60_000 },
};

const freshMs = 500;

export interface GuardedPorts {
  readonly at: DeviceAddress;
  readonly peer: Peer;
  /** Answers the route when it is the one on record; throws AppError('clause') when not. */
  readonly checkRoute: () => Promise<Route>;
  readonly limits?: Partial<DeviceLimits>;
}

/** Requests to one device and to nowhere else. */
export interface GuardedClient {
  send(
    ask: Pick<Dispatcher.RequestOptions, 'method' | 'path' | 'headers' | 'body'>,
    signal: AbortSignal,
  ): Promise<DeviceAnswer>;
  /** Breaks off everything under way. */
  close(): Promise<void>;
}

/**
 * Every connection is opened only after the route was found to be the one on record, leaves with that interface's own
 * source address, and is broken as soon as the route changes. Redirects are answers: nothing here follows them.
 */
export function createGuardedClient({ at, peer, checkRoute, limits: own = {} }: GuardedPorts): GuardedClient {
  const limits = { ...usual, ...own };
  const host = at.host ?? (isIPv6(at.address) ? `[${at.address}]` : at.address);
  const client = new Client(`${at.secure ? 'https' : 'http'}://${host}:${at.port}`, {
    connect: guardedConnector({ at, peer, checkRoute, connectMs: limits.connectMs }),
    headersTimeout: limits.answerMs,
    bodyTimeout: limits.stallMs,
    maxHeaderSize: 16 * 1024,
    pipelining: 1,
  });
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** A new connection always asks anew; an open one, of many small questions, not more than twice a second. */
  const recentRoute = async (): Promise<void> => {
    if (performance.now() - lookedAt < freshMs) return;
    await checkRoute();
    lookedAt = performance.now();
  };

  return {
    async send(ask, signal) {
      await recentRoute();
      const broken = new AbortController();
      const watching = watchRoute({ checkRoute, everyMs: limits.routeEveryMs, broken, signal });
      const both = AbortSignal.any([signal, broken.signal]);
      try {
        const response = await client.request({ ...ask, signal: both });
        return answerOf(response, { limits, signal: both, ended: watching.stop, peer });
      } catch (error) {
        watching.stop();
        throw asFailure(error, both, peer);
      }
    },
    close: () => client.destroy(),
  };
}

/** Looks at the route again and again while a request is under way, and breaks it off when it is no longer the VPN's. */
function watchRoute(watch: {
  readonly checkRoute: () => Promise<Route>;
  readonly everyMs: number;
  readonly broken: AbortController;
  readonly signal: AbortSignal;
}): { stop: () => void } {
  const ended = new AbortController();
  void (async () => {
    const until = AbortSignal.any([watch.signal, ended.signal]);
    for (;;) {
      await wait(watch.everyMs, undefined, { signal: until, ref: false });
      await watch.checkRoute().catch((reason: unknown) => {
        watch.broken.abort(reason);
        ended.abort();
      });
    }
  })().catch(() => undefined); // the wait was ended
  return { stop: () => ended.abort() };
}

function guardedConnector(
  how: Pick<GuardedPorts, 'at' | 'peer' | 'checkRoute'> & { connectMs: number },
): buildConnector.connector {
  // The certificate is compared with the one on record instead of with any authority.
  const connect = buildConnector({
    timeout: how.connectMs,
    rejectUnauthorized: false,
    maxCachedSessions: 0,
    allowH2: false,
  });
  const servername = how.at.host !== undefined && isIP(how.at.host) === 0 ? how.at.host : '';
  const open = async (options: buildConnector.Options): Promise<Socket | TLSSocket> => {
    const { sourceAddress } = await how.checkRoute();
    const socket = await new Promise<Socket | TLSSocket>((resolve, reject) => {
      connect({ ...options, hostname: how.at.address, servername, localAddress: sourceAddress }, (error, made) =>
        made === null ? reject(error ?? new Error('no socket')) : resolve(made),
      );
    });
    const refusal = refuseSocket(socket, how, sourceAddress);
    if (refusal === null) return socket;
    socket.destroy();
    throw refusal;
  };
  const inCallbacks = callbackify(open);
  return (options, callback) =>
    inCallbacks(options, (error: Error | null, socket) =>
      error === null ? callback(null, socket) : callback(error, null),
    );
}

/** Looked at before the first byte of a request. */
function refuseSocket(
  socket: Socket | TLSSocket,
  { at, peer }: Pick<GuardedPorts, 'at' | 'peer'>,
  source: string | null,
): AppError | null {
  if (source !== null && socket.localAddress !== source)
    return new AppError('unavailable', 'The way on record changed while the connection was made.');
  if (!at.secure) return null;
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.fingerprint256 : undefined;
  const fingerprint = shown?.replaceAll(':', '').toLowerCase();
  if (fingerprint !== undefined && fingerprint === at.certificate) return null;
  return new AppError(
    'conflict',
    `The ${peer} shows a certificate that is not the one on record (SHA-256 ${fingerprint ?? 'none'}). Compare it with the ${peer} itself; it is entered under Settings if it is right.`,
  );
}
