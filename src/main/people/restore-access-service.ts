import type { Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { ReadDb } from '../database/database.ts';
import type { Clock } from '../platform/clock.ts';
import { openSlot, openWithRecovery } from '../vault/key-slots.ts';
import type { Secret } from '../vault/keys.ts';
import type { VaultFile } from '../vault/vault-file.ts';
import { findPersonBySlot } from './person-store.ts';
import { acceptedStep } from './second-factor.ts';

/** How a backup is opened: by a person with both factors, or by the two recovery sheets when both passwords are lost. */
export interface Access {
  /** The vault key; taken over by the restore. Throws AppError('forbidden'). */
  open(file: VaultFile): Promise<Secret>;
  /** Who restores, once the registers are open; throws AppError('forbidden') when more is needed. */
  who(registers: ReadDb, file: VaultFile): string;
}

type Factors = Pick<Parsed<'restore.copy'>, 'username' | 'password' | 'code'>;
type Halves = Pick<Parsed<'restore.copyWithHalves'>, 'first' | 'second'>;

/** Name, password and code of somebody who could sign in on the day the backup was made. */
export const byFactors = (factors: Factors, clock: Clock): Access => ({
  open: (file) => openBackupSlot(file, factors),
  who: (registers, file) => requireBackupCode(registers, file, factors, Date.parse(clock.now())),
});

/**
 * Both halves from paper; they are no second factor's affair, as little as at a recovery. Throws
 * AppError('invalid-input') naming the half that was mistyped.
 */
export const byHalves = ({ first, second }: Halves): Access => ({
  open: async (file) => {
    const key = openWithRecovery(file, first, second);
    if (key === null)
      throw new AppError(
        'forbidden',
        'These two halves do not open this backup together. It is opened with the two sheets that were in force on the day it was made: sheets renewed since open only later backups.',
      );
    return key;
  },
  who: () => 'the holders of the two recovery sheets',
});

const refused = (): AppError =>
  new AppError(
    'forbidden',
    'The name, the password or the code is wrong for this backup. It is opened with those of the day it was made.',
  );

async function openBackupSlot(file: VaultFile, { username, password }: Factors): Promise<Secret> {
  const slot = file.slots.find(({ label }) => label === username);
  const key = slot === undefined ? null : await openSlot(file, slot.slotId, password);
  if (key === null) throw refused();
  return key;
}

/** The second factor, kept in the registers of the backup. Answers who it is. */
function requireBackupCode(db: ReadDb, file: VaultFile, { username, code }: Factors, nowMs: number): string {
  const slot = file.slots.find(({ label }) => label === username);
  const person = slot === undefined ? null : findPersonBySlot(db, slot.slotId);
  if (person === null) throw refused();
  if (acceptedStep(person.totpSecret, code, { nowMs, lastStep: person.totpLastStep }) === null) throw refused();
  return person.name;
}
