import { AppError } from '../../shared/failure.ts';
import { createLedger } from '../ledger/ledger-service.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Instant } from '../platform/clock.ts';
import type { Generation } from '../vault/backup-drive.ts';
import { onDrive } from '../vault/backup-failure.ts';
import { createObjectService, type ObjectRow } from '../vault/object-service.ts';
import { readVaultFile, type VaultFile } from '../vault/vault-file.ts';
import { countDisposals } from './drive-store.ts';

export interface WrittenCopy {
  readonly vaultFile: VaultFile;
  readonly facts: Omit<Generation, 'number' | 'registers' | 'complete'>;
  readonly kept: readonly ObjectRow[];
  readonly disposals: number;
}

export interface RegisterCopy {
  /** Writes the registers as they stand, with the vault file that opens them, and reads the copy back. */
  write(path: string, at: Instant): Promise<WrittenCopy>;
}

const renewing = (): AppError =>
  new AppError(
    'conflict',
    'The keys of the recordings are being renewed by a disposal. Wait until it has ended and start the backup again.',
  );

/** Copies of this vault's registers that fit the vault file beside them. */
export function createRegisterCopy({ folder, keys, ledger, copies }: OpenVault): RegisterCopy {
  /** What the copy itself says it holds: nothing is believed of it that was not read from it. */
  const readBack = async (path: string): Promise<Pick<WrittenCopy, 'kept' | 'disposals'> & LedgerFacts> => {
    const wrong = await onDrive(() => copies.check(path));
    if (wrong.length > 0) throw notKept();
    const copy = copies.open(path);
    try {
      const {
        size: ledgerSize,
        root,
        code: witnessCode,
      } = createLedger({ db: copy.connection, clock: noClock }).head();
      // Recomputed here from the entries' texts: the copy's head is a head of this ledger, entry by entry.
      if (ledger.checkCode(witnessCode).verdict !== 'matches') throw notKept();
      const kept = createObjectService({ db: copy, vaultFolder: folder, keys }).kept();
      return { ledgerSize, root, witnessCode, kept, disposals: countDisposals(copy) };
    } finally {
      copy.close();
    }
  };

  return {
    async write(path, at) {
      const { file: before } = await readVaultFile(folder);
      const [epoch, next] = before.epochs;
      if (epoch === undefined || next !== undefined) throw renewing();
      await onDrive(() => copies.write(path));
      const { file: vaultFile } = await readVaultFile(folder);
      const { ledgerSize, root, witnessCode, kept, disposals } = await readBack(path);
      // Epochs only ever grow: the same one before and after means that no rotation began in between.
      const fits = vaultFile.epochs.length === 1 && vaultFile.epochs[0]?.number === epoch.number;
      if (!fits || kept.some((row) => row.epoch !== epoch.number)) throw renewing();
      const sealedBytes = kept.reduce((sum, row) => sum + row.sealedBytes, 0);
      const facts = { at, ledgerSize, root, witnessCode, epoch: epoch.number, objects: kept.length, sealedBytes };
      return { vaultFile, facts, kept, disposals };
    },
  };
}

type LedgerFacts = Pick<Generation, 'ledgerSize' | 'root' | 'witnessCode'>;

const notKept = (): AppError =>
  new AppError(
    'integrity',
    'The registers read back from the drive are not what was written. Do not trust this drive: use another one.',
  );

/** Nothing is entered in a copy. */
export const noClock = {
  now: (): string => {
    throw new Error('a copy of the registers was asked for the time');
  },
};
