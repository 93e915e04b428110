import { type DerNode, derChildren, derHex, derNumber, derOf, derTags, equalBytes, expectTag, readDer } from './der.ts';
import { type RsaPublicKey, verifyRsaSha256 } from './rsa.ts';
import type { CreateHasher } from './sha256.ts';

// A detached CMS signature (RFC 5652) by one RSA signer with SHA-256, as this application and `openssl cms -sign` make
// them, and the certificate (RFC 5280) whose key it is checked with.

const oids = {
  signedData: '2a864886f70d010702',
  data: '2a864886f70d010701',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingTime: '2a864886f70d010905',
  sha256: '608648016503040201',
  rsa: '2a864886f70d010101',
  rsaWithSha256: '2a864886f70d01010b',
} as const;

export interface Certificate {
  readonly key: RsaPublicKey;
  readonly der: Uint8Array;
  /** SHA-256 over the DER bytes, lower-case hex. */
  readonly fingerprint: string;
  /** Issuer and serial number as bytes: how a signature names its signer. */
  readonly identity: { readonly issuer: Uint8Array; readonly serial: Uint8Array };
}

const hashOf = (bytes: Uint8Array, createHasher: CreateHasher): string => {
  const hasher = createHasher();
  hasher.update(bytes);
  return hasher.digestHex();
};

/** Reads the first certificate of a PEM file. Throws when it is none, or its key is not RSA. */
export function readCertificate(pem: string, createHasher: CreateHasher): Certificate {
  const found = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(pem)?.[1];
  if (found === undefined) throw new RangeError('no certificate');
  const der = fromBase64(found);
  const [body] = derChildren(readDer(der), derTags.sequence);
  const fields = derChildren(expectTag(body, derTags.sequence), derTags.sequence);
  const [serial, , issuer, , , publicKey] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields;
  const [algorithm, bits] = derChildren(expectTag(publicKey, derTags.sequence), derTags.sequence);
  if (firstOid(algorithm) !== oids.rsa) throw new RangeError('not an RSA key');
  const key = derChildren(readDer(expectTag(bits, derTags.bits).content, 1), derTags.sequence);
  return {
    key: { modulus: derNumber(key[0]), exponent: derNumber(key[1]) },
    der,
    fingerprint: hashOf(der, createHasher),
    identity: {
      issuer: expectTag(issuer, derTags.sequence).bytes,
      serial: expectTag(serial, derTags.integer).bytes,
    },
  };
}

export function fromBase64(text: string): Uint8Array {
  const binary = atob(text.replaceAll(/\s/g, ''));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

const firstOid = (sequence: DerNode | undefined): string => {
  const [oid] = derChildren(expectTag(sequence, derTags.sequence), derTags.sequence);
  return derHex(expectTag(oid, derTags.oid).content);
};

interface Signer {
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly digestAlgorithm: string;
  readonly signatureAlgorithm: string;
  readonly attributes: DerNode;
  readonly signature: Uint8Array;
  /** The algorithm fields as they stand: of the file, of the signer's digest, of the signature. */
  readonly written: readonly [Uint8Array, Uint8Array, Uint8Array];
}

/** The one signer of a signature file. Throws when there are more, or it is built in a way this application never does. */
function readSigner(der: Uint8Array): Signer {
  const [type, wrapped] = derChildren(readDer(der), derTags.sequence);
  if (derHex(expectTag(type, derTags.oid).content) !== oids.signedData) throw new RangeError('not a signature');
  const [signedData] = derChildren(expectTag(wrapped, 0xa0), 0xa0);
  const parts = derChildren(expectTag(signedData, derTags.sequence), derTags.sequence);
  const [digests] = derChildren(expectTag(parts[1], derTags.set), derTags.set);
  const signers = parts.at(-1);
  const [info, second] = derChildren(expectTag(signers, derTags.set), derTags.set);
  if (second !== undefined) throw new RangeError('more than one signer');
  const fields = derChildren(expectTag(info, derTags.sequence), derTags.sequence);
  const [, identity, digestAlgorithm, attributes, signatureAlgorithm, signature] = fields;
  const [issuer, serial] = derChildren(expectTag(identity, derTags.sequence), derTags.sequence);
  return {
    issuer: expectTag(issuer, derTags.sequence).bytes,
    serial: expectTag(serial, derTags.integer).bytes,
    digestAlgorithm: firstOid(digestAlgorithm),
    signatureAlgorithm: firstOid(signatureAlgorithm),
    attributes: expectTag(attributes, 0xa0),
    signature: expectTag(signature, derTags.octets).content,
    written: [
      expectTag(digests, derTags.sequence).bytes,
      expectTag(digestAlgorithm, derTags.sequence).bytes,
      expectTag(signatureAlgorithm, derTags.sequence).bytes,
    ],
  };
}

/** Algorithm fields as they may be written: SHA-256 with its empty parameter or without, RSA by either of its names. */
const digestFields: readonly string[] = ['300d06096086480165030402010500', '300b0609608648016503040201'];
const signatureFields: readonly string[] = ['300d06092a864886f70d0101010500', '300d06092a864886f70d01010b0500'];

/**
 * The only file that may hold this signature: what the signature itself does not cover is fixed by the certificate. So
 * no byte of the file can be changed unnoticed, also none that opens nothing.
 */
function onlyForm({ attributes, signature, written }: Signer, { der, identity }: Certificate): Uint8Array {
  const one = derOf(derTags.integer, Uint8Array.of(1));
  const [digests, digest, algorithm] = written;
  const name = derOf(derTags.sequence, identity.issuer, identity.serial);
  const octets = derOf(derTags.octets, signature);
  const info = derOf(derTags.sequence, one, name, digest, attributes.bytes, algorithm, octets);
  const content = derOf(derTags.sequence, derOf(derTags.oid, fromHex(oids.data)));
  const signers = derOf(derTags.set, info);
  const data = derOf(derTags.sequence, one, derOf(derTags.set, digests), content, derOf(0xa0, der), signers);
  return derOf(derTags.sequence, derOf(derTags.oid, fromHex(oids.signedData)), derOf(0xa0, data));
}

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The single value of a signed attribute; null when it is not there. Throws when it is there twice. */
function attribute(attributes: DerNode, oid: string): DerNode | null {
  const found = derChildren(attributes, 0xa0).filter((each) => firstOid(each) === oid);
  if (found.length > 1) throw new RangeError('an attribute stands twice');
  const [only] = found;
  if (only === undefined) return null;
  const values = derChildren(expectTag(derChildren(only, derTags.sequence)[1], derTags.set), derTags.set);
  return values[0] ?? null;
}

export interface SignatureVerdict {
  readonly valid: boolean;
  /** What the signer's computer said the time was, as UTC text; null when it said nothing. */
  readonly signedAt: string | null;
}

/** Whether the holder of the certificate's key signed exactly this content. Throws when the file is no such signature. */
export function verifyDetached(
  der: Uint8Array,
  contentSha256: string,
  certificate: Certificate,
  createHasher: CreateHasher,
): SignatureVerdict {
  const signer = readSigner(der);
  const digest = attribute(signer.attributes, oids.messageDigest);
  const type = attribute(signer.attributes, oids.contentType);
  const signedAttributes = Uint8Array.from(signer.attributes.bytes);
  signedAttributes[0] = derTags.set; // RFC 5652, 5.4: signed as a SET, sent under another tag
  const conditions = [
    equalBytes(signer.issuer, certificate.identity.issuer),
    equalBytes(signer.serial, certificate.identity.serial),
    signer.digestAlgorithm === oids.sha256,
    signer.signatureAlgorithm === oids.rsa || signer.signatureAlgorithm === oids.rsaWithSha256,
    derHex(expectTag(type ?? undefined, derTags.oid).content) === oids.data,
    derHex(expectTag(digest ?? undefined, derTags.octets).content) === contentSha256,
    digestFields.includes(derHex(signer.written[0])),
    digestFields.includes(derHex(signer.written[1])),
    signatureFields.includes(derHex(signer.written[2])),
    equalBytes(onlyForm(signer, certificate), der),
    verifyRsaSha256(certificate.key, hashOf(signedAttributes, createHasher), signer.signature),
  ];
  return { valid: conditions.every(Boolean), signedAt: timeOf(attribute(signer.attributes, oids.signingTime)) };
}

/** UTCTime `YYMMDDhhmmssZ` or GeneralizedTime `YYYYMMDDhhmmssZ`. */
function timeOf(node: DerNode | null): string | null {
  if (node === null) return null;
  const text = String.fromCharCode(...node.content);
  const [, year, month, day, hour, minute, second] = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  if (year === undefined) return null;
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19';
  return `${century}${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}
