import { generateKeyPair, sign, verify, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { Instant } from './clock.ts';
import { drawBytes } from './random.ts';

// The controller's signing key and its certificate. node:crypto makes the key and all signatures over text; forge, which
// is plain JavaScript and slow, writes the certificate and the CMS envelope, both over a few hundred bytes.

/** Secret key and public certificate, as PEM text. The caller keeps the key wrapped. */
export interface SigningIdentity {
  /** PKCS #8, not encrypted: never to a disk, a log or a screen. */
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

/** Long enough for any appeal; a signature is judged by the day on which it was made. */
const validYears = 25;

/** Makes an RSA-3072 key (NIST SP 800-57: good beyond 2030) and a certificate for it in the controller's name. */
export async function makeSigningIdentity(controller: string, now: Instant): Promise<SigningIdentity> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 3072,
    publicExponent: 65537,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privateKeyPem: privateKey, certificatePem: selfSigned({ controller, now, privateKey, publicKey }) };
}

interface CertificateFacts {
  readonly controller: string;
  readonly now: Instant;
  readonly privateKey: string;
  readonly publicKey: string;
}

function selfSigned({ controller, now, privateKey, publicKey }: CertificateFacts): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `4${Buffer.from(drawBytes(15)).toString('hex')}0`; // positive, as DER asks
  certificate.validity.notBefore = new Date(now);
  certificate.validity.notAfter = new Date(now);
  certificate.validity.notAfter.setUTCFullYear(new Date(now).getUTCFullYear() + validYears);
  const name = [nameField('organizationName', controller), nameField('commonName', `Evidence signing, ${controller}`)];
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, nonRepudiation: true, critical: true },
    { name: 'extKeyUsage', emailProtection: true }, // what `openssl cms -verify` asks for without -purpose
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}

const utf8String: number = forge.asn1.Type.UTF8;

/** X.520 allows 64 characters in a name; a controller's may hold letters beyond ASCII. */
const nameField = (name: string, value: string): forge.pki.CertificateField => ({
  name,
  value: value.slice(0, 64),
  valueTagClass: utf8String,
});

/** SHA-256 over the certificate's DER bytes, lower-case hex: what is printed on the set-up sheet and on labels. */
export const certificateFingerprint = (certificatePem: string): string =>
  new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase();

/** forge reads names as bytes but writes them as text: without this the signer's name would be encoded twice. */
function readCertificate(certificatePem: string): forge.pki.Certificate {
  const certificate = forge.pki.certificateFromPem(certificatePem);
  for (const field of certificate.issuer.attributes)
    if (Number(field.valueTagClass) === utf8String) field.value = forge.util.decodeUtf8(String(field.value));
  return certificate;
}

/**
 * A CMS SignedData (RFC 5652), DER, detached, with the certificate inside: `openssl cms -verify -binary -inform DER`.
 * `at` is stated as the signing time. The same bytes, key and instant give the same signature.
 */
export function signDetached(bytes: Uint8Array, identity: SigningIdentity, at: Instant): Uint8Array<ArrayBuffer> {
  const certificate = readCertificate(identity.certificatePem);
  const message = forge.pkcs7.createSignedData();
  message.content = forge.util.createBuffer(Buffer.from(bytes).toString('latin1'));
  message.addCertificate(certificate);
  message.addSigner({
    key: identity.privateKeyPem,
    certificate,
    digestAlgorithm: forge.pki.oids['sha256'] ?? '',
    // In the order of DER (shorter first): forge writes them as they stand, and others compare them sorted.
    authenticatedAttributes: [
      { type: forge.pki.oids['contentType'] ?? '', value: forge.pki.oids['data'] ?? '' },
      { type: forge.pki.oids['signingTime'] ?? '', value: at },
      { type: forge.pki.oids['messageDigest'] ?? '' },
    ],
  });
  message.sign({ detached: true });
  return Uint8Array.from(Buffer.from(forge.asn1.toDer(message.toAsn1()).getBytes(), 'latin1'));
}

/** RSASSA-PKCS1-v1_5 with SHA-256 over the text's UTF-8 bytes, base64. Checked by `openssl dgst -sha256 -verify`. */
export const signText = (text: string, privateKeyPem: string): string =>
  sign('sha256', Buffer.from(text, 'utf8'), privateKeyPem).toString('base64');

/** Whether `signText` made this signature over exactly this text with the key of this certificate. */
export const verifyText = (text: string, signature: string, certificatePem: string): boolean =>
  verify(
    'sha256',
    Buffer.from(text, 'utf8'),
    new X509Certificate(certificatePem).publicKey,
    Buffer.from(signature, 'base64'),
  );
