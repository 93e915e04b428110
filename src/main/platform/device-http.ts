import { AppError } from '../../shared/failure.ts';
import { asFailure, type DeviceAnswer } from './device-answer.ts';
import { bestChallenge, type DigestChallenge, digestHeader } from './digest-auth.ts';
import { type DeviceAddress, wrongLogin } from './device-link.ts';
import { createGuardedClient, type DeviceLimits } from './guarded-client.ts';
import type { Route } from './route-check.ts';
import { type SoapAsk, soapEnvelope, soapType } from './soap-envelope.ts';

export interface DeviceHttpPorts {
  readonly at: DeviceAddress;
  readonly login: { readonly username: string; readonly password: string };
  /** Answers the route when it goes through the VPN; throws AppError('clause') when not. */
  readonly checkRoute: () => Promise<Route>;
  readonly limits?: Partial<DeviceLimits>;
}

interface Ask {
  readonly method: 'GET' | 'POST';
  readonly target: string;
  readonly xml?: string;
  readonly soap?: SoapAsk;
  readonly fromByte?: number;
}

/** HTTP to one recorder and to nowhere else. */
export interface DeviceHttp {
  request(ask: Ask, signal: AbortSignal): Promise<DeviceAnswer>;
  /** Breaks off everything under way. */
  close(): Promise<void>;
}

/** A recorder over the VPN. A refused login is final: recorders lock an account after a few wrong tries. */
export function createDeviceHttp({ at, login, checkRoute, limits = {} }: DeviceHttpPorts): DeviceHttp {
  const client = createGuardedClient({ at, peer: 'recorder', checkRoute, limits });
  let challenge: DigestChallenge | null = null;
  let uses = 0;
  let refused: AppError | null = null;
  const send = (ask: Ask, signal: AbortSignal): Promise<DeviceAnswer> => {
    const headers = headersOf(ask, challenge, login, uses);
    // Either the envelope says who asks, or HTTP does: a recorder that was told both ways counts two logins.
    const body = ask.soap === undefined ? ask.xml : soapEnvelope(ask.soap, challenge === null ? login : null);
    return client.send(
      { method: ask.method, path: ask.target, headers, ...(body === undefined ? {} : { body }) },
      signal,
    );
  };

  return {
    async request(ask, signal) {
      if (refused !== null) throw refused;
      if (signal.aborted) throw asFailure(signal.reason, signal, 'recorder');
      if (challenge !== null) uses += 1;
      const answer = await send(ask, signal);
      if (answer.status !== 401) return refuseRedirect(answer);
      const next = bestChallenge(answer.headers('www-authenticate'));
      await answer.discard();
      // A signed envelope was refused, and there is no other way: the login is wrong.
      if (next === null) throw (refused = ask.soap === undefined ? noDigest() : wrongLogin());
      // A nonce used before may simply have run out; one just given, and refused, is a wrong name or password.
      challenge = next;
      uses = 1;
      const second = await send(ask, signal);
      if (second.status !== 401) return refuseRedirect(second);
      await second.discard();
      throw (refused = wrongLogin());
    },
    close: () => client.close(),
  };
}

function headersOf(ask: Ask, challenge: DigestChallenge | null, login: DeviceHttpPorts['login'], count: number) {
  return {
    accept: '*/*',
    'accept-encoding': 'identity', // what is kept must be what the recorder holds
    ...(ask.xml === undefined ? {} : { 'content-type': 'application/xml' }),
    ...(ask.soap === undefined ? {} : { 'content-type': soapType(ask.soap) }),
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

const noDigest = (): AppError =>
  new AppError(
    'forbidden',
    'The recorder asks for a way of logging in that would give the password away or is not known here. Switch Digest on in the recorder.',
  );
