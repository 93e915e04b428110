import { AppError } from '../../shared/failure.ts';
import type { ReadDb } from '../database/database.ts';
import { openSlot } from '../vault/key-slots.ts';
import type { Secret } from '../vault/keys.ts';
import type { VaultFile } from '../vault/vault-file.ts';
import { findPersonBySlot } from './person-store.ts';
import { acceptedStep } from './second-factor.ts';

/** What a person typed to open a backup: the same two factors as at sign-in. */
export interface Factors {
  readonly username: string;
  readonly password: string;
  readonly code: string;
}

const refused = (): AppError =>
  new AppError(
    'forbidden',
    'The name, the password or the code is wrong for this backup. It is opened with those of the day it was made.',
  );

/** The vault key of a backup from a person's password. Throws AppError('forbidden'). The caller wipes it. */
export async function openBackupSlot(file: VaultFile, { username, password }: Factors): Promise<Secret> {
  const slot = file.slots.find(({ label }) => label === username);
  const key = slot === undefined ? null : await openSlot(file, slot.slotId, password);
  if (key === null) throw refused();
  return key;
}

/** The second factor, kept in the registers of the backup. Answers who it is. Throws AppError('forbidden'). */
export function requireBackupCode(db: ReadDb, file: VaultFile, { username, code }: Factors, nowMs: number): string {
  const slot = file.slots.find(({ label }) => label === username);
  const person = slot === undefined ? null : findPersonBySlot(db, slot.slotId);
  if (person === null) throw refused();
  if (acceptedStep(person.totpSecret, code, { nowMs, lastStep: person.totpLastStep }) === null) throw refused();
  return person.name;
}
