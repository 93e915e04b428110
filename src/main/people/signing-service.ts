import type { ReadDb } from '../database/database.ts';
import { certificateFingerprint, type SigningIdentity, signText, verifyText } from '../platform/certificates.ts';
import { type Secret, signingWrapKey, unwrapSecret, wipe } from '../vault/keys.ts';
import { readSigningKey } from './signing-key-store.ts';

/** What the signing key is bound to when it is wrapped (vault-format.md). */
export const signingKeyUse = 'lend-a-cam-evidence/v1/signing-key';

/** Signs with the controller's key, unwrapped for each use. */
export function createSigningService({ db, vaultKey }: { db: ReadDb; vaultKey: Secret }) {
  const identity = (): SigningIdentity => {
    const { certificatePem, wrappedKey } = readSigningKey(db);
    const wrapKey = signingWrapKey(vaultKey);
    let pem: Secret | undefined;
    try {
      pem = unwrapSecret(wrapKey, wrappedKey, signingKeyUse);
      return { certificatePem, privateKeyPem: Buffer.from(pem.buffer, pem.byteOffset, pem.length).toString('utf8') };
    } finally {
      wipe(wrapKey, pem);
    }
  };
  return {
    identity,
    fingerprint: (): string => certificateFingerprint(readSigningKey(db).certificatePem),
    sign: (text: string): string => signText(text, identity().privateKeyPem),
    verify: (text: string, signature: string): boolean =>
      verifyText(text, signature, readSigningKey(db).certificatePem),
  };
}

export type SigningService = ReturnType<typeof createSigningService>;
