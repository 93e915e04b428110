import { createHash } from 'node:crypto';

/** SHA-256 of bytes at hand, lower-case hex. */
export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A running SHA-256 for bytes that come in pieces; `digestHex` ends it. */
export function createSha256(): { update(bytes: Uint8Array): void; digestHex(): string } {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digestHex: () => hash.digest('hex') };
}
