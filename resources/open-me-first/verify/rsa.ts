import { derHex } from './der.ts';

// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2.2). Checking uses the public key alone, so there is no secret that time
// could give away; and a page opened from a disc may have no crypto of the browser's.

export interface RsaPublicKey {
  readonly modulus: bigint;
  readonly exponent: bigint;
}

/** The DER that stands before a SHA-256 value in a signature (RFC 8017, 9.2, note 1). */
const sha256Prefix = '3031300d060960864801650304020105000420';

/** Builds the one message that is right and compares it whole: parsing what a signature holds is how forgeries pass. */
export function verifyRsaSha256(key: RsaPublicKey, digestHex: string, signature: Uint8Array): boolean {
  const modulusBytes = Math.ceil(key.modulus.toString(16).length / 2);
  const value = BigInt(`0x0${derHex(signature)}`);
  if (modulusBytes < 256 || signature.length !== modulusBytes || value >= key.modulus) return false;
  const ending = `00${sha256Prefix}${digestHex}`;
  const padding = 'ff'.repeat(modulusBytes - 2 - ending.length / 2);
  return powerModulo(value, key.exponent, key.modulus) === BigInt(`0x0001${padding}${ending}`);
}

function powerModulo(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
