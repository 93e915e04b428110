import { createHash } from 'node:crypto';
import { drawBytes } from './random.ts';

/** What is asked by SOAP 1.2. `signedAt` is the recorder's own time, or null for what anybody may ask. */
export interface SoapAsk {
  readonly action: string;
  /** The element inside the body, with its namespaces. */
  readonly body: string;
  readonly signedAt: string | null;
}

export const soapType = ({ action }: SoapAsk): string => `application/soap+xml; charset=utf-8; action="${action}"`;

/**
 * The whole envelope. `login` is null where HTTP Digest answers for the person already. The password never stands in
 * it: a UsernameToken holds the hash of nonce, time and password (WS-Security UsernameToken Profile 1.0).
 */
export function soapEnvelope(
  { body, signedAt }: SoapAsk,
  login: { readonly username: string; readonly password: string } | null,
): string {
  const header = login === null || signedAt === null ? '' : security(signedAt, login, drawBytes(16));
  return `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

const space = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

function security(
  created: string,
  { username, password }: { username: string; password: string },
  nonce: Uint8Array,
): string {
  const name = username.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<wsse:Security s:mustUnderstand="1" xmlns:wsse="${space}-wssecurity-secext-1.0.xsd" xmlns:wsu="${space}-wssecurity-utility-1.0.xsd"><wsse:UsernameToken><wsse:Username>${name}</wsse:Username><wsse:Password Type="${space}-username-token-profile-1.0#PasswordDigest">${passwordDigest(nonce, created, password)}</wsse:Password><wsse:Nonce EncodingType="${space}-soap-message-security-1.0#Base64Binary">${Buffer.from(nonce).toString('base64')}</wsse:Nonce><wsu:Created>${created}</wsu:Created></wsse:UsernameToken></wsse:Security>`;
}

/** Base64(SHA-1(nonce + created + password)), as every ONVIF unit wants it. */
export const passwordDigest = (nonce: Uint8Array, created: string, password: string): string =>
  createHash('sha1').update(nonce).update(created, 'utf8').update(password, 'utf8').digest('base64');
