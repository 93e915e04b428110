import { once } from 'node:events';
import type { Socket } from 'node:net';
import { isIPv6 } from 'node:net';
import { connect as startTls, type TLSSocket } from 'node:tls';
import { AppError } from '../../shared/failure.ts';
import { asFailure } from './device-answer.ts';
import { bestChallenge, type DigestChallenge, digestHeader } from './digest-auth.ts';
import {
  connectThrough,
  createRouteGuard,
  type DeviceAddress,
  refuseCertificate,
  unreachable,
  wrongLogin,
} from './device-link.ts';
import type { Route } from './route-check.ts';
import { createRtspReader, type RtspItem, type RtspText } from './rtsp-reader.ts';

export interface RtspLimits {
  readonly connectMs: number;
  readonly answerMs: number;
  /** A connection that brings less than this in such a time only holds the laptop up. */
  readonly slow: { readonly bytes: number; readonly withinMs: number };
  readonly routeEveryMs?: number;
}

const usual: RtspLimits = { connectMs: 20_000, answerMs: 45_000, slow: { bytes: 16 * 1024, withinMs: 60_000 } };
/** What may come between a question and its answer is held; more is no answer. */
const mostHeldPackets = 4096;

export interface DeviceRtspPorts {
  readonly at: DeviceAddress;
  readonly login: { readonly username: string; readonly password: string };
  readonly checkRoute: () => Promise<Route>;
  readonly limits?: Partial<RtspLimits>;
}

interface Ask {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Received =
  | { readonly kind: 'packet'; readonly channel: number; readonly bytes: Uint8Array }
  | { readonly kind: 'answer'; readonly status: number }
  | { readonly kind: 'quiet' }
  | { readonly kind: 'end' };

/** One RTSP connection; satisfies the drivers' `ReplayLink`. */
export interface DeviceReplay {
  ask(ask: Ask): Promise<{ readonly status: number; header(name: string): string | null; readonly body: string }>;
  tell(ask: Ask): Promise<void>;
  receive(quietMs: number): Promise<Received>;
  lastNumber(): number;
  close(): void;
}

/** RTSP to one recorder and to nowhere else. */
export interface DeviceRtsp {
  open(at: { readonly port: number; readonly secure: boolean }, signal: AbortSignal): Promise<DeviceReplay>;
  /** Breaks off everything under way. */
  close(): void;
}

/**
 * Replays of one recorder over the VPN: every connection is opened only after the route was looked at, leaves with the
 * VPN's own source address, and is broken as soon as the route changes. A recorder registered with HTTPS must show the
 * certificate on record here too. A refused login is final, as with HTTP.
 */
export function createDeviceRtsp({ at, login, checkRoute, limits: own = {} }: DeviceRtspPorts): DeviceRtsp {
  const limits = { ...usual, ...own };
  const guard = createRouteGuard(checkRoute, limits.routeEveryMs);
  const open = new Set<() => void>();
  let refused: AppError | null = null;

  return {
    async open({ port, secure }, signal) {
      if (refused !== null) throw refused;
      if (at.secure && !secure) throw inTheClear();
      const place = { ...at, port };
      const plain = await connectThrough(guard, place, { connectMs: limits.connectMs, signal });
      const socket = secure ? await underTls(plain, place, { connectMs: limits.connectMs, signal }) : plain;
      const broken = new AbortController();
      const both = AbortSignal.any([signal, broken.signal]);
      const watching = guard.watch((reason) => broken.abort(reason));
      const close = (): void => {
        watching.stop();
        open.delete(close);
        socket.destroy();
      };
      open.add(close);
      const host = isIPv6(at.address) ? `[${at.address}]` : at.address;
      const speaking = speak(socket, {
        base: `${secure ? 'rtsps' : 'rtsp'}://${host}:${port}`,
        login,
        limits,
        signal: both,
      });
      return {
        ...speaking,
        async ask(ask) {
          await guard.recent();
          try {
            return await speaking.ask(ask);
          } catch (error) {
            if (error instanceof AppError && error.code === 'forbidden') refused = error;
            throw error;
          }
        },
        async tell(ask) {
          await guard.recent();
          await speaking.tell(ask);
        },
        close,
      };
    },
    close() {
      for (const each of [...open]) each();
    },
  };
}

async function underTls(
  plain: Socket,
  at: DeviceAddress,
  { connectMs, signal }: { connectMs: number; signal: AbortSignal },
): Promise<TLSSocket> {
  // The certificate is compared with the one on record instead of with any authority.
  const socket = startTls({ socket: plain, rejectUnauthorized: false });
  socket.on('error', () => undefined); // told by `once`, or by whoever uses it
  try {
    await once(socket, 'secureConnect', { signal: AbortSignal.any([signal, AbortSignal.timeout(connectMs)]) });
    const refusal = refuseCertificate(socket, at, 'recorder');
    if (refusal !== null) throw refusal;
    return socket;
  } catch (error) {
    socket.destroy();
    throw asFailure(error, signal, 'recorder');
  }
}

interface Speaking {
  readonly base: string;
  readonly login: DeviceRtspPorts['login'];
  readonly limits: RtspLimits;
  readonly signal: AbortSignal;
}

/** What one connection says and hears. It is read only as far as somebody asks: what is not asked for waits outside. */
function speak(socket: Socket, { base, login, limits, signal }: Speaking): Omit<DeviceReplay, 'close'> {
  const reader = createRtspReader();
  const pieces = socket.iterator({ destroyOnReturn: false })[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const held: RtspItem[] = [];
  let coming: Promise<IteratorResult<Uint8Array>> | null = null;
  let window = { since: performance.now(), bytes: 0 };
  let challenge: DigestChallenge | null = null;
  let uses = 0;
  let number = 0;

  const send = ({ method, target, headers }: Ask): void => {
    number += 1;
    if (challenge !== null) uses += 1;
    const url = target === '*' ? '*' : `${base}${target}`;
    const answer = challenge === null ? null : digestHeader(challenge, { ...login, method, target: url, count: uses });
    const lines = [
      `${method} ${url} RTSP/1.0`,
      `CSeq: ${number}`,
      'User-Agent: Lend-A-Cam Evidence',
      ...(answer === null ? [] : [`Authorization: ${answer}`]),
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    socket.write(`${lines.map((line) => line.replaceAll(/[\r\n]/gu, ' ')).join('\r\n')}\r\n\r\n`);
  };

  /** The next item, or null when nothing came in that time; 'end' when the recorder closed. */
  const next = async (waitMs: number): Promise<RtspItem | 'end' | null> => {
    for (;;) {
      const item = reader.next();
      if (item !== null) return item;
      coming ??= pieces.next();
      const got = await inTime(coming, waitMs, signal);
      if (got === null) return null;
      coming = null;
      if (got.done === true) return 'end';
      reader.add(got.value);
      window = refuseSlow({ ...window, bytes: window.bytes + got.value.byteLength }, limits);
    }
  };

  const answerTo = async (): Promise<RtspText> => {
    const until = performance.now() + limits.answerMs;
    for (;;) {
      const item = await next(Math.max(1, until - performance.now()));
      if (item === null) throw new AppError('unavailable', 'The recorder does not answer on the replay’s connection.');
      if (item === 'end') throw unreachable(new Error('closed'));
      if (item.kind === 'answer' && Number(item.answer.headers('cseq')[0] ?? number) === number) return item.answer;
      if (item.kind === 'packet') held.push(item);
      if (held.length > mostHeldPackets) throw new AppError('conflict', 'The recorder sends without answering.');
    }
  };

  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      if (signal.aborted) throw signal.reason;
      return await work();
    } catch (error) {
      throw asFailure(error, signal, 'recorder');
    }
  };

  return {
    lastNumber: () => number,
    ask: (ask) =>
      guarded(async () => {
        send(ask);
        let answer = await answerTo();
        if (answer.status === 401) {
          const asked = bestChallenge(answer.headers('www-authenticate'));
          if (asked === null) throw noDigest();
          challenge = asked;
          uses = 0;
          send(ask);
          answer = await answerTo();
          if (answer.status === 401) throw wrongLogin();
        }
        const { status, body, headers } = answer;
        return { status, body, header: (name) => headers(name)[0] ?? null };
      }),
    tell: (ask) => guarded(async () => send(ask)),
    receive: (quietMs) =>
      guarded(async () => {
        const item = held.shift() ?? (await next(quietMs));
        if (item === null) return { kind: 'quiet' };
        if (item === 'end') return { kind: 'end' };
        if (item.kind === 'question') return { kind: item.method === 'TEARDOWN' ? 'end' : 'quiet' };
        if (item.kind === 'packet') return item;
        // A nonce may run out in the middle: the next thing told uses the new one. Nothing is sent for this one again.
        if (item.answer.status === 401) {
          challenge = bestChallenge(item.answer.headers('www-authenticate')) ?? challenge;
          uses = 0;
        }
        return { kind: 'answer', status: item.answer.status };
      }),
  };
}

function refuseSlow(window: { since: number; bytes: number }, { slow }: RtspLimits): { since: number; bytes: number } {
  if (performance.now() - window.since <= slow.withinMs) return window;
  if (window.bytes < slow.bytes) throw new AppError('unavailable', 'The recorder sends too slowly to go on.');
  return { since: performance.now(), bytes: 0 };
}

/** Null when nothing came in time; what is waited for goes on. */
async function inTime<T>(coming: Promise<T>, waitMs: number, signal: AbortSignal): Promise<T | null> {
  const over = new AbortController();
  const ended = new Promise<null>((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), waitMs);
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true, signal: over.signal });
    over.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
  try {
    return await Promise.race([coming, ended]);
  } finally {
    over.abort();
    coming.catch(() => undefined); // told to whoever asks next
  }
}

const noDigest = (): AppError =>
  new AppError(
    'forbidden',
    'The recorder’s replay asks for a way of logging in that would give the password away or is not known here. Switch Digest on for RTSP in the recorder.',
  );

const inTheClear = (): AppError =>
  new AppError(
    'conflict',
    'The recorder would send its replay in the clear, although the site is registered with HTTPS. Switch RTSP over TLS on in the recorder, or the manager registers the site without HTTPS.',
  );
