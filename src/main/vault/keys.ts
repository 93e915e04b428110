import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { AppError } from '../../shared/failure.ts';
import { drawBytes } from '../platform/random.ts';
import { keyBytes } from './sealed-format.ts';

/** Key material in plain. Whoever holds it last wipes it. */
export type Secret = Uint8Array<ArrayBuffer>;

// One label for one use: a key that leaks from one use opens nothing of another. Frozen: they are part of the format.
const labels = {
  database: 'lend-a-cam-evidence/v1/database',
  signingKeyWrap: 'lend-a-cam-evidence/v1/signing-key-wrap',
  epochSecretWrap: 'lend-a-cam-evidence/v1/epoch-secret-wrap',
  recordingKeyWrap: 'lend-a-cam-evidence/v1/recording-key-wrap',
  siteLoginWrap: 'lend-a-cam-evidence/v1/site-login-wrap',
  recoverySlot: 'lend-a-cam-evidence/v1/recovery-slot',
} as const;

export const randomSecret = (): Secret => drawBytes(keyBytes);

function derive(key: Uint8Array, salt: Uint8Array, label: string): Secret {
  return new Uint8Array(hkdfSync('sha256', key, salt, Buffer.from(label, 'utf8'), keyBytes));
}

const noSalt = new Uint8Array();

/** The raw key of the encrypted database. */
export const databaseKey = (vaultKey: Secret): Secret => derive(vaultKey, noSalt, labels.database);

/** Wraps the private key that signs bundles and checkpoints. */
export const signingWrapKey = (vaultKey: Secret): Secret => derive(vaultKey, noSalt, labels.signingKeyWrap);

/** Wraps the passwords of recorders on the VPN. */
export const siteLoginWrapKey = (vaultKey: Secret): Secret => derive(vaultKey, noSalt, labels.siteLoginWrap);

/** Wraps the random secret of an epoch in vault.json. */
export const epochSecretWrapKey = (vaultKey: Secret): Secret => derive(vaultKey, noSalt, labels.epochSecretWrap);

/**
 * Wraps the key of every recording during one epoch. It needs the epoch's own random secret as well as the vault key:
 * once that secret is destroyed, no password and no recovery code brings the wrap key back.
 */
export const recordingWrapKey = (vaultKey: Secret, epochSecret: Secret): Secret =>
  derive(vaultKey, epochSecret, labels.recordingKeyWrap);

/** Opens the recovery slot; its code is random, so it needs no slow password hash. */
export const recoverySlotKey = (code: Uint8Array, salt: Uint8Array): Secret => derive(code, salt, labels.recoverySlot);

const nonceBytes = 12;
const tagBytes = 16;

/**
 * nonce (12) ‖ ciphertext ‖ tag (16), AES-256-GCM with a random nonce. The associated data says what the secret is for:
 * a wrapped secret that was copied to another place does not open there.
 */
export function wrapSecret(wrapKey: Secret, secret: Uint8Array, associatedData: string): Secret {
  const nonce = drawBytes(nonceBytes);
  const gcm = createCipheriv('aes-256-gcm', wrapKey, nonce).setAAD(Buffer.from(associatedData, 'utf8'));
  return Uint8Array.from(Buffer.concat([nonce, gcm.update(secret), gcm.final(), gcm.getAuthTag()]));
}

/** The secret, or null when the key or the associated data is another, or the wrapped bytes were changed. */
export function tryUnwrapSecret(wrapKey: Secret, wrapped: Uint8Array, associatedData: string): Secret | null {
  if (wrapped.length < nonceBytes + tagBytes) return null;
  const end = wrapped.length - tagBytes;
  const gcm = createDecipheriv('aes-256-gcm', wrapKey, wrapped.subarray(0, nonceBytes), { authTagLength: tagBytes });
  gcm.setAAD(Buffer.from(associatedData, 'utf8')).setAuthTag(wrapped.subarray(end));
  const secret = Uint8Array.from(gcm.update(wrapped.subarray(nonceBytes, end)));
  try {
    gcm.final();
    return secret;
  } catch {
    wipe(secret);
    return null; // the caller decides what a key that does not fit means
  }
}

/** As tryUnwrapSecret, where the key is known to be the right one. Throws AppError('integrity'). */
export function unwrapSecret(wrapKey: Secret, wrapped: Uint8Array, associatedData: string): Secret {
  const secret = tryUnwrapSecret(wrapKey, wrapped, associatedData);
  if (secret !== null) return secret;
  throw new AppError('integrity', 'A key in the vault is damaged or was changed: report it before anything else.');
}

/** Overwrites key material. Does not reach copies the engine may have made, so secrets are never made into text. */
export function wipe(...secrets: readonly (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}
