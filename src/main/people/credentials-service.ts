import { join } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import type { Credentials as Given } from '../../shared/model.ts';
import type { Transaction } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Clock } from '../platform/clock.ts';
import { readSmallFile, replaceSmallFile } from '../platform/small-file.ts';
import { openSlot, slotFor } from '../vault/key-slots.ts';
import { type Secret, wipe } from '../vault/keys.ts';
import { readVaultFile, type VaultFile } from '../vault/vault-file.ts';
import { findPersonBySlot, type PersonRow, useTotpStep } from './person-store.ts';
import { acceptedStep } from './second-factor.ts';
import {
  damagedList,
  FailedSignIns,
  noFailures,
  notAhead,
  unknownName,
  waitMs,
  withFailure,
  withSuccess,
} from './sign-in-delay.ts';

/** Somebody whose both factors were right just now; `step` is the code they used, not yet spent. */
export interface Proven {
  readonly person: PersonRow;
  readonly step: number;
}

/** One answer for a wrong name, a wrong password and a wrong code: nobody learns which accounts exist. */
export const refusedCredentials = (): AppError =>
  new AppError(
    'forbidden',
    'The name, the password or the code is wrong. Check all three; a code can be used once, lasts half a minute, and fits only while the laptop’s clock, shown on this screen, is right.',
  );

/** Two people are asked for, and one came with two accounts. */
export const samePerson = (name: string): AppError =>
  new AppError('forbidden', `${name} is the same person by another account. Somebody else must be here and prove it.`);

/** Spends the code in the transaction of what it was given for. Throws when another sign-in was faster. */
export function spendCode(tx: Transaction, { person, step }: Proven): void {
  if (!useTotpStep(tx, person.id, step)) throw refusedCredentials();
}

/**
 * Both factors of anybody, and the one list of failures that makes everybody wait: at sign-in, at a co-signature and at
 * recovery alike. Kept in a file, so that starting the application again shortens nothing.
 */
export function createCredentials({ vaultFolder, clock }: { vaultFolder: string; clock: Clock }) {
  const failuresPath = join(vaultFolder, 'failed-sign-ins.json');
  const nowMs = (): number => Date.parse(clock.now());

  const failures = async (): Promise<FailedSignIns> => {
    const text = await readSmallFile(failuresPath);
    if (text === null) return noFailures;
    try {
      return FailedSignIns.parse(JSON.parse(text));
    } catch {
      return damagedList(clock.now()); // told in the ledger at the next sign-in that works
    }
  };
  const write = (list: FailedSignIns): Promise<void> => replaceSmallFile(failuresPath, JSON.stringify(list));

  /** The vault key, or null. Always exactly one password hash of a slot, whether the name is known or not. */
  const keyFor = async (
    file: VaultFile,
    { username, password }: Pick<Given, 'username' | 'password'>,
  ): Promise<{ key: Secret; slotId: string } | null> => {
    const slot = slotFor(file, username);
    if (slot === undefined)
      throw new AppError('integrity', 'The vault has no person who can sign in. Use the recovery halves.');
    const key = await openSlot(file, slot.slotId, password);
    if (key === null) return null;
    if (slot.label !== username) {
      wipe(key);
      return null;
    }
    return { key, slotId: slot.slotId };
  };

  const checkCode = (vault: OpenVault, slotId: string, code: string): Proven | null => {
    const person = findPersonBySlot(vault.database, slotId);
    if (person === null || person.closedAt !== null) return null;
    const step = acceptedStep(person.totpSecret, code, { nowMs: nowMs(), lastStep: person.totpLastStep });
    return step === null ? null : { person, step };
  };

  return {
    failures,
    keyFor,
    checkCode,

    /** Throws AppError('unavailable') while a wait is running. */
    async refuseWhileWaiting(): Promise<void> {
      const found = await failures();
      const list = notAhead(found, nowMs());
      // Written down, so that the wait begins once: reckoned anew each time, it would never end.
      if (list !== found) await write(list);
      const wait = waitMs(list, nowMs());
      if (wait > 0)
        throw new AppError('unavailable', `Too many failed sign-ins. Try again in ${Math.ceil(wait / 1000)} seconds.`);
    },

    /** Counts a failure; `isTold` when the ledger has it already. */
    async countFailure(username: string, isTold = false): Promise<void> {
      await write(withFailure(await failures(), { at: clock.now(), username, isTold }));
    },

    async countSuccess(usernames: readonly string[]): Promise<void> {
      await write(withSuccess(await failures(), usernames));
    },

    /** The name as it may be told: of somebody who has a slot, or none. */
    tellable: (file: VaultFile, username: string): string =>
      file.slots.some(({ label }) => label === username) ? username : unknownName,

    /** Both factors inside an open vault; null when anything is wrong. */
    async prove(vault: OpenVault, given: Given): Promise<Proven | null> {
      const { file } = await readVaultFile(vaultFolder);
      const found = await keyFor(file, given);
      if (found === null) return null;
      wipe(found.key);
      return checkCode(vault, found.slotId, given.code);
    },
  };
}

export type CredentialsService = ReturnType<typeof createCredentials>;
