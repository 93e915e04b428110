import type { Socket } from 'node:net';
import { isIPv6 } from 'node:net';
import { TLSSocket } from 'node:tls';
import { callbackify } from 'node:util';
import { buildConnector, Client, type Dispatcher } from 'undici';
import { AppError } from '../../shared/failure.ts';
import { type AnswerLimits, answerOf, asFailure, type DeviceAnswer } from './device-answer.ts';
import { bestChallenge, type DigestChallenge, digestHeader } from './digest-auth.ts';
import {
  createRouteGuard,
  type DeviceAddress,
  refuseKey,
  refuseSource,
  type RouteGuard,
  wrongLogin,
} from './device-link.ts';
import type { Route } from './route-check.ts';

export interface DeviceHttpPorts {
  readonly at: DeviceAddress;
  readonly login: { readonly username: string; readonly password: string };
  /** Answers the route when it goes through the VPN; throws AppError('clause') when not. */
  readonly checkRoute: () => Promise<Route>;
  readonly limits?: Partial<DeviceLimits>;
}

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

interface Ask {
  readonly method: 'GET' | 'POST';
  readonly target: string;
  readonly xml?: string;
  readonly fromByte?: number;
}

/** HTTP to one recorder and to nowhere else. */
export interface DeviceHttp {
  request(ask: Ask, signal: AbortSignal): Promise<DeviceAnswer>;
  /** Breaks off everything under way. */
  close(): Promise<void>;
}

/**
 * Every connection is opened only after the route was found to go through the VPN, leaves with the VPN's own source
 * address, and is broken as soon as the route changes. Redirects are not followed. A refused login is final: recorders
 * lock an account after a few wrong tries.
 */
export function createDeviceHttp({ at, login, checkRoute, limits: own = {} }: DeviceHttpPorts): DeviceHttp {
  const limits = { ...usual, ...own };
  const guard = createRouteGuard(checkRoute, limits.routeEveryMs);
  const host = isIPv6(at.address) ? `[${at.address}]` : at.address;
  const client = new Client(`${at.secure ? 'https' : 'http'}://${host}:${at.port}`, {
    connect: guardedConnector({ at, guard, connectMs: limits.connectMs }),
    headersTimeout: limits.answerMs,
    bodyTimeout: limits.stallMs,
    maxHeaderSize: 16 * 1024,
    pipelining: 1,
  });
  let challenge: DigestChallenge | null = null;
  let uses = 0;
  let refused: AppError | null = null;

  const send = async (ask: Ask, signal: AbortSignal): Promise<DeviceAnswer> => {
    await guard.recent();
    const broken = new AbortController();
    const watching = guard.watch((reason) => broken.abort(reason));
    const both = AbortSignal.any([signal, broken.signal]);
    try {
      const options: Dispatcher.RequestOptions = {
        method: ask.method,
        path: ask.target,
        headers: headersOf(ask, challenge, login, uses),
        signal: both,
        ...(ask.xml === undefined ? {} : { body: ask.xml }),
      };
      return answerOf(await client.request(options), { limits, signal: both, ended: watching.stop });
    } catch (error) {
      watching.stop();
      throw asFailure(error, both);
    }
  };

  return {
    async request(ask, signal) {
      if (refused !== null) throw refused;
      if (signal.aborted) throw asFailure(signal.reason, signal);
      if (challenge !== null) uses += 1;
      const answer = await send(ask, signal);
      if (answer.status !== 401) return refuseRedirect(answer);
      const next = bestChallenge(answer.headers('www-authenticate'));
      await answer.discard();
      if (next === null) throw (refused = noDigest());
      // A nonce used before may simply have run out; one just given, and refused, is a wrong name or password.
      challenge = next;
      uses = 1;
      const second = await send(ask, signal);
      if (second.status !== 401) return refuseRedirect(second);
      await second.discard();
      throw (refused = wrongLogin());
    },
    close: () => client.destroy(),
  };
}

function headersOf(ask: Ask, challenge: DigestChallenge | null, login: DeviceHttpPorts['login'], count: number) {
  return {
    accept: '*/*',
    'accept-encoding': 'identity', // what is kept must be what the recorder holds
    ...(ask.xml === undefined ? {} : { 'content-type': 'application/xml' }),
    ...(ask.fromByte === undefined ? {} : { range: `bytes=${ask.fromByte}-` }),
    ...(challenge === null ? {} : { authorization: digestHeader(challenge, { ...login, ...ask, count }) }),
  };
}

async function refuseRedirect(answer: DeviceAnswer): Promise<DeviceAnswer> {
  if (answer.status < 300 || answer.status > 399) return answer;
  await answer.discard();
  throw new AppError(
    'conflict',
    'The recorder points to another address. It was not followed; check address, port and HTTPS of the site.',
  );
}

function guardedConnector(how: {
  readonly at: DeviceAddress;
  readonly guard: RouteGuard;
  readonly connectMs: number;
}): buildConnector.connector {
  // The recorder's certificate is its own: it is compared with the one on record instead of with any authority.
  const connect = buildConnector({
    timeout: how.connectMs,
    rejectUnauthorized: false,
    maxCachedSessions: 0,
    allowH2: false,
  });
  const open = async (options: buildConnector.Options): Promise<Socket | TLSSocket> => {
    const { sourceAddress } = await how.guard.check();
    const socket = await new Promise<Socket | TLSSocket>((resolve, reject) => {
      connect({ ...options, localAddress: sourceAddress }, (error, made) =>
        made === null ? reject(error ?? new Error('no socket')) : resolve(made),
      );
    });
    const refusal = refuseSocket(socket, how.at, sourceAddress);
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
function refuseSocket(socket: Socket | TLSSocket, at: DeviceAddress, source: string | null): AppError | null {
  const moved = refuseSource(socket, source);
  if (moved !== null || !at.secure) return moved;
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.fingerprint256 : undefined;
  return refuseKey(shown?.replaceAll(':', '').toLowerCase(), at.certificate, 'certificate');
}

const noDigest = (): AppError =>
  new AppError(
    'forbidden',
    'The recorder asks for a way of logging in that would give the password away or is not known here. Switch Digest on in the recorder.',
  );
