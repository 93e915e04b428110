import { AppError } from '../../shared/failure.ts';
import type { Shell } from '../host.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Secret } from '../vault/keys.ts';
import { isTrainingVault } from './training-store.ts';
import { refuseOtherKind } from './training.ts';

type Opening = (folder: string, vaultKey: Secret) => Promise<OpenVault>;

/** Opens vaults of the kind that was asked for and closes any other at once, a restored one too. */
export const openingOnly =
  (open: Opening, startedForTraining: boolean): Opening =>
  async (folder, vaultKey) => {
    const vault = await open(folder, vaultKey);
    try {
      refuseOtherKind(isTrainingVault(vault.database), startedForTraining);
      return vault;
    } catch (error) {
      vault.close();
      throw error;
    }
  };

/** A file has no page to mark: none is saved out of a training vault. */
export const shellOfTraining = (shell: Shell): Shell => ({
  chooseFolder: (title) => shell.chooseFolder(title),
  chooseFiles: (title, extensions) => shell.chooseFiles(title, extensions),
  printPdf: (title, bytes) => shell.printPdf(title, bytes),
  onSuspend: (listener) => shell.onSuspend(listener),
  saveFile: async () => {
    throw new AppError(
      'forbidden',
      'No file is saved out of a training vault: only sheets leave it, and they are marked. Print the sheet instead.',
    );
  },
});
