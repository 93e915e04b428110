import { type Socket, isIP, isIPv6 } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { callbackify } from 'node:util';
import { buildConnector, Client, type Dispatcher } from 'undici';
import type { AppError } from '../../shared/failure.ts';
import { type AnswerLimits, answerOf, asFailure, type DeviceAnswer } from './device-answer.ts';
import {
  createRouteGuard,
  type DeviceAddress,
  type Peer,
  refuseCertificate,
  refuseSource,
  type RouteGuard,
} from './device-link.ts';
import type { Route } from './route-check.ts';

export interface DeviceLimits extends AnswerLimits {
  readonly connectMs: number;
  /** A recorder may search its disk before it begins to answer. */
  readonly answerMs: number;
  /** How often the route is looked at while something is under way; see `createRouteGuard`. */
  readonly routeEveryMs?: number;
}

const usual: DeviceLimits = {
  connectMs: 20_000,
  answerMs: 45_000,
  stallMs: 8000, // taking a download up again costs little; waiting on a dead link costs the officer's time
  textBytes: 1024 * 1024,
  textMs: 60_000,
  slow: { bytes: 16 * 1024, withinMs: 60_000 },
};

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
  const guard = createRouteGuard(checkRoute, limits.routeEveryMs);
  const host = at.host ?? (isIPv6(at.address) ? `[${at.address}]` : at.address);
  const client = new Client(`${at.secure ? 'https' : 'http'}://${host}:${at.port}`, {
    connect: guardedConnector({ at, peer, guard, connectMs: limits.connectMs }),
    headersTimeout: limits.answerMs,
    bodyTimeout: limits.stallMs,
    maxHeaderSize: 16 * 1024,
    pipelining: 1,
  });
  return {
    async send(ask, signal) {
      await guard.recent();
      const broken = new AbortController();
      const watching = guard.watch((reason) => broken.abort(reason));
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

interface Connecting extends Pick<GuardedPorts, 'at' | 'peer'> {
  readonly guard: RouteGuard;
  readonly connectMs: number;
}

function guardedConnector(how: Connecting): buildConnector.connector {
  // The certificate is compared with the one on record instead of with any authority.
  const connect = buildConnector({
    timeout: how.connectMs,
    rejectUnauthorized: false,
    maxCachedSessions: 0,
    allowH2: false,
  });
  const servername = how.at.host !== undefined && isIP(how.at.host) === 0 ? how.at.host : '';
  const open = async (options: buildConnector.Options): Promise<Socket | TLSSocket> => {
    const { sourceAddress } = await how.guard.check();
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
  const moved = refuseSource(socket, source);
  return moved !== null || !at.secure ? moved : refuseCertificate(socket, at, peer);
}
