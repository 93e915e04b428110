import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import {
  epochSecretWrapKey,
  randomSecret,
  recordingWrapKey,
  type Secret,
  unwrapSecret,
  wipe,
  wrapSecret,
} from './keys.ts';
import type { Epoch, VaultFile } from './vault-file.ts';

// Disposal by destroying keys. Every recording key is wrapped under the key of the current epoch, which needs a random
// secret that stands in vault.json alone. To dispose of recordings: delete their wrapped keys, start a new epoch, wrap
// the surviving keys anew, finish. With the old epoch's secret gone, every older copy of the database holds wrapped
// keys that nothing opens: no password, no recovery code, no vault key. A backup that keeps an old vault.json keeps the
// old secret, so backups take part in every rotation.
//
//   startEpoch -> writeVaultFile -> one transaction that re-wraps every row -> truncate the WAL -> finishEpoch -> writeVaultFile
//
// After a crash vault.json names two epochs: re-wrap the rows that are still in the older one, then finish.

/** Wraps and unwraps recording keys while the vault is unlocked. Wiped at lock. */
export interface EpochKey {
  readonly number: number;
  readonly wrapKey: Secret;
}

const epochUse = (vaultId: string, number: number): string => `lend-a-cam-evidence/v1/epoch:${vaultId}:${number}`;
const recordingUse = (objectId: ObjectId, epoch: number): string =>
  `lend-a-cam-evidence/v1/recording-key:${objectId}:${epoch}`;

/** A fresh secret for an epoch, wrapped for vault.json. */
export function newEpoch(vaultId: string, vaultKey: Secret, number: number): Epoch {
  const [wrapKey, secret] = [epochSecretWrapKey(vaultKey), randomSecret()];
  const wrapped = wrapSecret(wrapKey, secret, epochUse(vaultId, number));
  wipe(wrapKey, secret);
  return { number, wrappedSecret: Buffer.from(wrapped).toString('hex') };
}

/** The keys of the one epoch, or of two (older first) while a rotation is under way. Throws AppError('integrity'). */
export function openEpochs(file: VaultFile, vaultKey: Secret): EpochKey[] {
  const wrapKey = epochSecretWrapKey(vaultKey);
  try {
    return file.epochs.map(({ number, wrappedSecret }) => {
      const secret = unwrapSecret(wrapKey, Buffer.from(wrappedSecret, 'hex'), epochUse(file.vaultId, number));
      const key = { number, wrapKey: recordingWrapKey(vaultKey, secret) };
      wipe(secret);
      return key;
    });
  } finally {
    wipe(wrapKey);
  }
}

/** Adds the next epoch beside the current one. Throws AppError('conflict') when a rotation is already under way. */
export function startEpoch(file: VaultFile, vaultKey: Secret): VaultFile {
  const [current, next] = file.epochs;
  if (current === undefined || next !== undefined) {
    throw new AppError('conflict', 'The keys of the recordings are already being renewed: finish that first.');
  }
  // Threat: a vault closed in the middle leaves a key of zeros; wrapped with that, nothing would ever open again.
  for (const { wrapKey } of openEpochs(file, vaultKey)) wipe(wrapKey);
  return { ...file, epochs: [current, newEpoch(file.vaultId, vaultKey, current.number + 1)] };
}

/** Forgets the older epoch. Only when every surviving row is wrapped in the newer one: what is not is lost for ever. */
export function finishEpoch(file: VaultFile): VaultFile {
  const [, next] = file.epochs;
  if (next === undefined) throw new AppError('conflict', 'The keys of the recordings are not being renewed.');
  return { ...file, epochs: [next] };
}

/** 60 bytes for a row of the database. */
export const wrapRecordingKey = (epoch: EpochKey, objectId: ObjectId, key: Uint8Array): Secret =>
  wrapSecret(epoch.wrapKey, key, recordingUse(objectId, epoch.number));

/** The recording's key. Throws AppError('integrity') when the row belongs to another object or epoch, or was changed. */
export const unwrapRecordingKey = (epoch: EpochKey, objectId: ObjectId, wrapped: Uint8Array): Secret =>
  unwrapSecret(epoch.wrapKey, wrapped, recordingUse(objectId, epoch.number));
