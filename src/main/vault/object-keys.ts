import type { ObjectKeys } from './object-service.ts';
import { type EpochKey, finishEpoch, openEpochs, startEpoch, unwrapRecordingKey, wrapRecordingKey } from './epochs.ts';
import { type Secret, wipe } from './keys.ts';
import { changeVaultFile, readVaultFile } from './vault-file.ts';

/** The epoch keys of an open vault, and their rotation: the half of a disposal that makes old copies useless. */
export interface RotatingKeys extends ObjectKeys {
  /** Adds the next epoch to vault.json; from now on `wrap` uses it. Goes on with one that a crash left half done. */
  startRotation(): Promise<void>;
  /** Removes the old epoch's secret from vault.json: what was wrapped under it opens nowhere any more. */
  finishRotation(): Promise<void>;
  /** Number of the newest epoch. */
  current(): number;
  /** Whether a crash left a rotation under way. */
  isRotating(): boolean;
  wipe(): void;
}

/** Opens the epochs of the vault file. Throws AppError('integrity') when one does not open. */
export async function createObjectKeys(vaultFolder: string, vaultKey: Secret): Promise<RotatingKeys> {
  let epochs = openEpochs((await readVaultFile(vaultFolder)).file, vaultKey);
  const newest = (): EpochKey => {
    const epoch = epochs.at(-1);
    if (epoch === undefined) throw new Error('the vault has no epoch');
    return epoch;
  };
  const replaceEpochs = (next: EpochKey[]): void => {
    for (const { wrapKey } of epochs) wipe(wrapKey);
    epochs = next;
  };
  return {
    wrap: (objectKey, objectId) => ({
      epoch: newest().number,
      wrappedKey: wrapRecordingKey(newest(), objectId, objectKey),
    }),
    unwrap({ epoch, wrappedKey }, objectId) {
      const found = epochs.find(({ number }) => number === epoch);
      if (found === undefined) throw new Error(`no key of epoch ${epoch}`);
      return unwrapRecordingKey(found, objectId, wrappedKey);
    },
    async startRotation() {
      if (epochs.length > 1) return;
      // The file is asked again in its turn: whoever came first has already added the next epoch.
      const next = await changeVaultFile(vaultFolder, (file) =>
        file.epochs.length > 1 ? file : startEpoch(file, vaultKey),
      );
      replaceEpochs(openEpochs(next, vaultKey));
    },
    async finishRotation() {
      replaceEpochs(openEpochs(await changeVaultFile(vaultFolder, finishEpoch), vaultKey));
    },
    current: () => newest().number,
    isRotating: () => epochs.length > 1,
    wipe: () => replaceEpochs([]),
  };
}
