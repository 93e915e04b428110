import { createHash } from 'node:crypto';
import { drawBytes } from './random.ts';

// HTTP Digest (RFC 7616, and 2069 for old recorders). The libraries that speak it know only MD5 or do not read what the
// other side offers.

export interface DigestChallenge {
  readonly realm: string;
  readonly nonce: string;
  readonly opaque: string | null;
  readonly algorithm: 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';
  /** False for recorders that know only RFC 2069. */
  readonly hasQop: boolean;
}

const strength = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess'] as const;

/** The strongest Digest challenge that can be answered; null when there is none (Basic would give the password away). */
export function bestChallenge(headers: readonly string[]): DigestChallenge | null {
  const found = headers
    .flatMap((header) => header.slice(0, 8192).split(/(?:^|,)\s*(?=(?:Digest|Basic|Bearer|Negotiate|NTLM)\b)/iu))
    .filter((part) => /^Digest\s/iu.test(part))
    .map(challengeOf)
    .filter((it) => it !== null);
  return found.sort((a, b) => strength.indexOf(b.algorithm) - strength.indexOf(a.algorithm))[0] ?? null;
}

function challengeOf(text: string): DigestChallenge | null {
  const fields = new Map<string, string>();
  for (const [, name = '', quoted, bare] of text.matchAll(/([a-z0-9-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/giu))
    fields.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/gu, '$1') ?? bare ?? '');
  const [realm, nonce] = [fields.get('realm'), fields.get('nonce')];
  const algorithm = strength.find((it) => it.toLowerCase() === (fields.get('algorithm') ?? 'MD5').toLowerCase());
  const qop = fields.get('qop');
  const canAnswer = qop === undefined || qop.split(',').some((it) => it.trim().toLowerCase() === 'auth');
  if (realm === undefined || nonce === undefined || algorithm === undefined || !canAnswer) return null;
  return { realm, nonce, opaque: fields.get('opaque') ?? null, algorithm, hasQop: qop !== undefined };
}

export interface DigestAnswer {
  readonly method: string;
  /** Exactly what stands in the request line. */
  readonly target: string;
  readonly username: string;
  readonly password: string;
  /** How often this nonce has been used, from 1. */
  readonly count: number;
  readonly clientNonce?: string;
}

/** The Authorization header that answers a challenge. */
export function digestHeader(challenge: DigestChallenge, answer: DigestAnswer): string {
  const { realm, nonce, opaque, algorithm, hasQop } = challenge;
  const { method, target, username, password } = answer;
  const hash = (text: string): string =>
    createHash(algorithm.startsWith('SHA') ? 'sha256' : 'md5')
      .update(text, 'utf8')
      .digest('hex');
  const clientNonce = answer.clientNonce ?? Buffer.from(drawBytes(16)).toString('hex');
  const count = answer.count.toString(16).padStart(8, '0');
  const person = hash(`${username}:${realm}:${password}`);
  const first = algorithm.endsWith('-sess') ? hash(`${person}:${nonce}:${clientNonce}`) : person;
  const second = hash(`${method}:${target}`);
  const response = hash(
    hasQop ? `${first}:${nonce}:${count}:${clientNonce}:auth:${second}` : `${first}:${nonce}:${second}`,
  );
  const quoted = (text: string): string => `"${text.replaceAll(/["\\]/gu, String.raw`\$&`)}"`;
  return [
    `Digest username=${quoted(username)}, realm=${quoted(realm)}, nonce=${quoted(nonce)}, uri=${quoted(target)}`,
    `algorithm=${algorithm}, response="${response}"`,
    ...(hasQop ? [`qop=auth, nc=${count}, cnonce="${clientNonce}"`] : []),
    ...(opaque === null ? [] : [`opaque=${quoted(opaque)}`]),
  ].join(', ');
}
