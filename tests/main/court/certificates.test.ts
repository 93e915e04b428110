import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  certificateFingerprint,
  makeSigningIdentity,
  signDetached,
  signText,
  verifyText,
} from '../../../src/main/platform/certificates.ts';
import { ownFolder } from './image-fixtures.ts';

const folder = await ownFolder();
const now = new Date().toISOString();
const identity = await makeSigningIdentity('Tai Sòlais Homes — Bràigh', now);
const file = (name: string): string => join(folder, name);
writeFileSync(file('certificate.pem'), identity.certificatePem);

const cmsVerify = (content: string, signature: string, extra: readonly string[]) =>
  spawnSync(
    'openssl',
    [
      'cms',
      '-verify',
      '-binary',
      '-inform',
      'DER',
      '-in',
      file(signature),
      '-content',
      file(content),
      '-CAfile',
      file('certificate.pem'),
      '-out',
      '/dev/null',
      ...extra,
    ],
    { encoding: 'utf8' },
  );

test('openssl accepts the detached signature, with any purpose and with its own', () => {
  const bytes = new TextEncoder().encode('0123  bagit.txt\n');
  writeFileSync(file('content'), bytes);
  writeFileSync(file('signature'), signDetached(bytes, identity, now));
  for (const extra of [['-purpose', 'any'], []]) {
    const { status, stderr } = cmsVerify('content', 'signature', extra);
    expect(stderr).toContain('successful');
    expect(status).toBe(0);
  }
});

test('openssl refuses the signature over other bytes', () => {
  writeFileSync(file('signature'), signDetached(new TextEncoder().encode('one'), identity, now));
  writeFileSync(file('other'), 'two');
  expect(cmsVerify('other', 'signature', ['-purpose', 'any']).status).not.toBe(0);
});

test('the signature states the instant it was given, and the same input gives the same signature', () => {
  const bytes = new TextEncoder().encode('content');
  const first = signDetached(bytes, identity, '2026-11-04T21:14:07.000Z');
  expect(signDetached(bytes, identity, '2026-11-04T21:14:07.000Z')).toEqual(first);
  writeFileSync(file('timed'), first);
  const shown = execFileSync('openssl', ['cms', '-cmsout', '-print', '-inform', 'DER', '-in', file('timed')], {
    encoding: 'utf8',
  });
  expect(shown).toMatch(/signingTime[\s\S]*Nov {2}4 21:14:07 2026 GMT/);
});

test('the certificate is an RSA-3072 one in the controller’s name, and openssl prints the same fingerprint', () => {
  const text = execFileSync(
    'openssl',
    ['x509', '-in', file('certificate.pem'), '-noout', '-text', '-nameopt', 'utf8'],
    { encoding: 'utf8' },
  );
  expect(text).toContain('Public-Key: (3072 bit)');
  expect(text).toContain('Tai Sòlais Homes — Bràigh');
  const printed = execFileSync(
    'openssl',
    ['x509', '-in', file('certificate.pem'), '-noout', '-fingerprint', '-sha256'],
    { encoding: 'utf8' },
  );
  expect(printed.trim().split('=')[1]?.replaceAll(':', '').toLowerCase()).toBe(
    certificateFingerprint(identity.certificatePem),
  );
});

test('a signed text verifies, with openssl too, and no other text does', () => {
  const text = '1234\nroot — ü';
  const signature = signText(text, identity.privateKeyPem);
  expect(verifyText(text, signature, identity.certificatePem)).toBe(true);
  expect(verifyText(`${text} `, signature, identity.certificatePem)).toBe(false);
  writeFileSync(file('text'), text);
  writeFileSync(file('text.sig'), Buffer.from(signature, 'base64'));
  writeFileSync(
    file('public.pem'),
    execFileSync('openssl', ['x509', '-in', file('certificate.pem'), '-noout', '-pubkey']),
  );
  const checked = execFileSync(
    'openssl',
    ['dgst', '-sha256', '-verify', file('public.pem'), '-signature', file('text.sig'), file('text')],
    { encoding: 'utf8' },
  );
  expect(checked).toContain('Verified OK');
});

test('another identity’s signature is not accepted', async () => {
  const other = await makeSigningIdentity('Somebody Else', now);
  expect(verifyText('text', signText('text', other.privateKeyPem), identity.certificatePem)).toBe(false);
  writeFileSync(file('content'), 'text');
  writeFileSync(file('signature'), signDetached(new TextEncoder().encode('text'), other, now));
  expect(cmsVerify('content', 'signature', ['-purpose', 'any']).status).not.toBe(0);
});
