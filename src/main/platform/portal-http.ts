import { AppError } from '../../shared/failure.ts';
import type { DeviceAnswer } from './device-answer.ts';
import type { DeviceAddress } from './device-link.ts';
import { createGuardedClient, type DeviceLimits } from './guarded-client.ts';
import type { Route } from './route-check.ts';

export interface PortalHttpPorts {
  readonly at: DeviceAddress;
  /** One person's own, typed for this session. It is put into the login once, and then forgotten. */
  readonly login: { readonly username: string; readonly password: string };
  readonly checkRoute: () => Promise<Route>;
  readonly limits?: Partial<DeviceLimits>;
}

interface Ask {
  readonly method: 'GET' | 'POST';
  readonly target: string;
  /** Name and password are put in where `{username}` and `{password}` stand. */
  readonly form?: Readonly<Record<string, string>>;
  readonly formAs?: 'form' | 'json';
  readonly bearer?: string;
  readonly fromByte?: number;
}

export interface PortalHttp {
  request(ask: Ask, signal: AbortSignal): Promise<DeviceAnswer>;
  /** Breaks off everything under way. */
  close(): Promise<void>;
}

/** More than any portal needs; what sends more is no portal. */
const mostCookies = 50;

/**
 * A web portal over TLS, with the certificate on record. Cookies live as long as the connection and go nowhere else.
 * A redirect is an answer to be judged, never followed.
 */
export function createPortalHttp({ login, ...to }: PortalHttpPorts): PortalHttp {
  if (!to.at.secure || to.at.certificate === null)
    throw new AppError('invalid-input', 'A portal is spoken to over HTTPS alone, with its certificate on record.');
  const client = createGuardedClient({ ...to, peer: 'portal' });
  const cookies = new Map<string, string>();
  let unused: PortalHttpPorts['login'] | null = login;

  const bodyOf = ({ form, formAs }: Ask): { type: string; text: string } | null => {
    if (form === undefined) return null;
    const places = { '{username}': unused?.username, '{password}': unused?.password } as const;
    const fields = Object.entries(form).map(([name, value]): [string, string] => {
      if (value !== '{username}' && value !== '{password}') return [name, value];
      const given = places[value];
      if (given === undefined) throw new AppError('conflict', 'The login was used already. Connect again.');
      return [name, given];
    });
    if (Object.values(form).includes('{password}')) unused = null;
    return formAs === 'json'
      ? { type: 'application/json', text: JSON.stringify(Object.fromEntries(fields)) }
      : { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() };
  };

  const keepCookies = (answer: DeviceAnswer): void => {
    for (const said of answer.headers('set-cookie')) {
      const [pair = '', ...attributes] = said.split(';');
      const [, name, value] = /^\s*([\w!#$%&'*+.^`|~-]{1,100})=([\x21-\x7E]{0,4000}?)\s*$/u.exec(pair) ?? [];
      if (name === undefined || value === undefined) continue;
      const isGone = attributes.some((it) => /^\s*max-age\s*=\s*(?:0|-\d+)\s*$/iu.test(it)) || value === '';
      if (isGone) cookies.delete(name);
      else if (cookies.has(name) || cookies.size < mostCookies) cookies.set(name, value);
    }
  };

  return {
    async request(ask, signal) {
      const body = bodyOf(ask);
      const answer = await client.send(
        {
          method: ask.method,
          path: ask.target,
          headers: {
            accept: '*/*',
            'accept-encoding': 'identity', // what is kept must be what the portal holds
            ...(body === null ? {} : { 'content-type': body.type }),
            ...(ask.fromByte === undefined ? {} : { range: `bytes=${ask.fromByte}-` }),
            ...(ask.bearer === undefined ? {} : { authorization: `Bearer ${ask.bearer}` }),
            ...(cookies.size === 0 ? {} : { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
          },
          ...(body === null ? {} : { body: body.text }),
        },
        signal,
      );
      keepCookies(answer);
      return answer;
    },
    close: () => client.close(),
  };
}
