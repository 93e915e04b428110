import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { AppError } from '../../shared/failure.ts';
import { drawBytes } from '../platform/random.ts';

// Google Tink's Streaming AEAD, type AES256-GCM-HKDF with 1 MiB ciphertext segments, byte for byte:
// https://developers.google.com/tink/streaming-aead/aes_gcm_hkdf_streaming. docs/vault-format.md tells it in prose.
// A segment's nonce holds its number and whether it is the last, so a segment that was moved, copied from another
// object, or that ends a shortened file does not open.

export const keyBytes = 32;
export const segmentBytes = 1024 * 1024;
export const headerBytes = 40;
const tagBytes = 16;
const saltBytes = 32;
const noncePrefixBytes = 7;
/** Plaintext bytes in a full segment. The first one is shorter by the header. */
export const plainSegmentBytes = segmentBytes - tagBytes;
/** A 32-bit segment number limits an object to 4 PiB; files are refused long before by their size in a number. */
const maximumSegments = 0xffff_ffff;

/** How many plaintext bytes a full segment with this number holds. */
export const segmentCapacity = (index: number): number =>
  index === 0 ? plainSegmentBytes - headerBytes : plainSegmentBytes;

/** Where the plaintext of a segment begins in the whole plaintext. */
export const segmentStart = (index: number): number => (index === 0 ? 0 : index * plainSegmentBytes - headerBytes);

/** The number of the segment that holds the plaintext byte at this position. */
export const segmentAt = (position: number): number => Math.floor((position + headerBytes) / plainSegmentBytes);

/** An empty object still has one (empty, authenticated) segment. */
export const segmentCount = (plaintextBytes: number): number =>
  Math.max(1, Math.ceil((plaintextBytes + headerBytes) / plainSegmentBytes));

export const sealedSize = (plaintextBytes: number): number =>
  headerBytes + plaintextBytes + segmentCount(plaintextBytes) * tagBytes;

/** The plaintext size a sealed file of this size can hold, or null when no sealed file has this size. */
export function plaintextSize(sealedBytes: number): number | null {
  const plaintextBytes = sealedBytes - headerBytes - Math.ceil(sealedBytes / segmentBytes) * tagBytes;
  return plaintextBytes >= 0 && sealedSize(plaintextBytes) === sealedBytes ? plaintextBytes : null;
}

/** How many bytes a segment of so many plaintext bytes takes in the file. */
export const sealedSegmentBytes = (plaintextBytes: number): number => plaintextBytes + tagBytes;

/** Where a segment's ciphertext begins in the file. */
export const sealedSegmentStart = (index: number): number => (index === 0 ? headerBytes : index * segmentBytes);

/** Where a segment's ciphertext lies in the file. `plaintextBytes` is the size of the whole plaintext. */
export function sealedSegmentRange(
  index: number,
  plaintextBytes: number,
): { start: number; length: number; last: boolean } {
  const last = index === segmentCount(plaintextBytes) - 1;
  const plain = last ? plaintextBytes - segmentStart(index) : segmentCapacity(index);
  return { start: sealedSegmentStart(index), length: sealedSegmentBytes(plain), last };
}

/** What seals or opens the segments of one object: the derived key and the nonce prefix from its header. */
export interface SegmentCipher {
  readonly header: Uint8Array<ArrayBuffer>;
  readonly key: KeyObject;
  readonly noncePrefix: Uint8Array;
}

function cipherFor(key: Uint8Array, associatedData: string, header: Uint8Array<ArrayBuffer>): SegmentCipher {
  if (key.length !== keyBytes) throw new TypeError('an object key has 32 bytes');
  const salt = header.subarray(1, 1 + saltBytes);
  const derived = Buffer.from(hkdfSync('sha256', key, salt, Buffer.from(associatedData, 'utf8'), keyBytes));
  const secret = createSecretKey(derived);
  derived.fill(0);
  return { header, key: secret, noncePrefix: header.subarray(1 + saltBytes, headerBytes) };
}

/** For a new object: a fresh salt and nonce prefix. The key must be fresh too: one key seals one object. */
export function newSegmentCipher(key: Uint8Array, associatedData: string): SegmentCipher {
  const header = Uint8Array.from([headerBytes, ...drawBytes(saltBytes + noncePrefixBytes)]);
  return cipherFor(key, associatedData, header);
}

/** For an existing object, from the 40 bytes its file begins with. Throws AppError('integrity') on any other header. */
export function segmentCipherOf(key: Uint8Array, associatedData: string, header: Uint8Array): SegmentCipher {
  if (header.length !== headerBytes || header[0] !== headerBytes) throw damaged();
  return cipherFor(key, associatedData, Uint8Array.from(header));
}

function nonceOf(cipher: SegmentCipher, index: number, last: boolean): Uint8Array {
  if (index > maximumSegments) throw new AppError('invalid-input', 'This recording is too large to be sealed as one.');
  const nonce = Buffer.alloc(12);
  nonce.set(cipher.noncePrefix, 0);
  nonce.writeUInt32BE(index, noncePrefixBytes);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/**
 * What the cipher is given at a time. Measured: it returns new memory for each, and a piece that stays in the processor's
 * cache until it is hashed or copied costs a third less than a whole segment.
 */
const pieceBytes = 64 * 1024;

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

/** Seals one segment; the pieces follow each other in the file (header of the first segment not included). */
export function* sealPieces(
  cipher: SegmentCipher,
  index: number,
  last: boolean,
  plaintext: Uint8Array,
): Generator<Uint8Array, void> {
  const gcm = createCipheriv('aes-256-gcm', cipher.key, nonceOf(cipher, index, last));
  for (const piece of piecesOf(plaintext)) yield gcm.update(piece);
  gcm.final();
  yield gcm.getAuthTag();
}

/** Opens one segment with its tag at the end. Throws AppError('integrity') when it is not what was sealed there. */
export function openSegment(
  cipher: SegmentCipher,
  index: number,
  last: boolean,
  sealed: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const plaintext = new Uint8Array(Math.max(0, sealed.length - tagBytes));
  let done = 0;
  try {
    for (const piece of passSegment(cipher, index, last, sealed)) {
      plaintext.set(piece, done);
      done += piece.length;
    }
  } catch (error) {
    plaintext.fill(0); // unauthenticated plaintext must not stay within reach
    throw error;
  }
  return plaintext;
}

/**
 * The plaintext of one segment piece by piece, each wiped when the next is asked for. Only once the row has ended is any of
 * them known to be what was sealed: until then a piece may be hashed or copied, nothing else. Throws as openSegment.
 */
export function* passSegment(
  cipher: SegmentCipher,
  index: number,
  last: boolean,
  sealed: Uint8Array,
): Generator<Uint8Array, void> {
  if (sealed.length < tagBytes) throw damaged();
  const gcm = createDecipheriv('aes-256-gcm', cipher.key, nonceOf(cipher, index, last), { authTagLength: tagBytes });
  gcm.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  for (const piece of piecesOf(sealed.subarray(0, sealed.length - tagBytes))) {
    const plaintext = gcm.update(piece);
    try {
      yield plaintext;
    } finally {
      plaintext.fill(0);
    }
  }
  try {
    gcm.final();
  } catch (cause) {
    throw damaged(cause);
  }
}

/** One sentence for every kind of damage: which kind it is would only help whoever did it. */
export const damaged = (cause?: unknown): AppError =>
  new AppError(
    'integrity',
    'A sealed recording in the vault is damaged or was changed: do not use it, and report it before anything else.',
    { cause },
  );
