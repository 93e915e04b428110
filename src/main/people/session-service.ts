import { join } from 'node:path';
import type { Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { Person } from '../../shared/model.ts';
import { type Act, createPowerlessAct } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Clock } from '../platform/clock.ts';
import { readSmallFile, replaceSmallFile } from '../platform/small-file.ts';
import { openSlot } from '../vault/key-slots.ts';
import { type Secret, wipe } from '../vault/keys.ts';
import { readVaultFile, repairVaultFile, type VaultFile } from '../vault/vault-file.ts';
import { findPersonBySlot, type PersonRow, useTotpStep } from './person-store.ts';
import { acceptedStep } from './second-factor.ts';
import { damagedList, FailedSignIns, noFailures, unknownName, waitMs, withFailure } from './sign-in-delay.ts';

export interface SessionPorts {
  readonly vaultFolder: string;
  readonly clock: Clock;
  readonly open: (folder: string, vaultKey: Secret) => Promise<OpenVault>;
  /** Somebody tries passwords at a screen that was left open. */
  readonly onGuessing: () => void;
}

export interface SignedIn {
  readonly vault: OpenVault;
  readonly person: Person;
}

/** One answer for a wrong name, a wrong password and a wrong code: nobody learns which accounts exist. */
const refused = (): AppError =>
  new AppError(
    'forbidden',
    'The name, the password or the code is wrong. Check all three; a code can be used once, lasts half a minute, and fits only while the laptop’s clock, shown on this screen, is right.',
  );

const MOST_WRONG_STEP_UPS = 5;

export function createSessionService({ vaultFolder, clock, open, onGuessing }: SessionPorts) {
  const failuresPath = join(vaultFolder, 'failed-sign-ins.json');
  const nowMs = (): number => Date.parse(clock.now());

  const readFailures = async (): Promise<FailedSignIns> => {
    const text = await readSmallFile(failuresPath);
    if (text === null) return noFailures;
    try {
      return FailedSignIns.parse(JSON.parse(text));
    } catch {
      return damagedList(clock.now()); // told in the ledger at the next sign-in that works
    }
  };

  /** The vault key, or null; an unknown name costs the same time as a known one. */
  const keyFor = async (
    file: VaultFile,
    username: string,
    password: string,
  ): Promise<{ key: Secret; slotId: string } | null> => {
    const known = file.slots.find(({ label }) => label === username);
    const slot = known ?? file.slots[0];
    if (slot === undefined)
      throw new AppError('integrity', 'The vault has no person who can sign in. Use the recovery halves.');
    const key = await openSlot(file, slot.slotId, password);
    if (key === null) return null;
    if (known === undefined) {
      wipe(key);
      return null;
    }
    return { key, slotId: slot.slotId };
  };

  const checkCode = (vault: OpenVault, slotId: string, code: string): { person: PersonRow; step: number } | null => {
    const person = findPersonBySlot(vault.database, slotId);
    if (person === null) return null;
    const step = acceptedStep(person.totpSecret, code, { nowMs: nowMs(), lastStep: person.totpLastStep });
    return step === null ? null : { person, step };
  };

  let wrongStepUps = 0;
  const refuseStepUp = (act: Act): never => {
    wrongStepUps += 1;
    const isLast = wrongStepUps >= MOST_WRONG_STEP_UPS;
    act.as('session.wrongPassword').change(['ledger'], (tx) => tx.enter(act.name, { inARow: wrongStepUps }));
    if (!isLast) throw new AppError('forbidden', 'That is not your password. Nothing was signed.');
    wrongStepUps = 0;
    onGuessing();
    throw new AppError(
      'signed-out',
      'The password was wrong five times. Nothing was signed, and the screen is locked.',
    );
  };

  return {
    /**
     * Both factors, then the vault is open. Failed attempts are counted across restarts and entered in the ledger at
     * the next sign-in that works. Throws AppError('forbidden'), or ('unavailable') while a wait is running.
     */
    async signIn({ username, password, code }: Parsed<'session.signIn'>, act: Act): Promise<SignedIn> {
      const failures = await readFailures();
      const wait = waitMs(failures, nowMs());
      if (wait > 0)
        throw new AppError('unavailable', `Too many failed sign-ins. Try again in ${Math.ceil(wait / 1000)} seconds.`);
      const { file } = await repairVaultFile(vaultFolder);
      const tried = file.slots.some(({ label }) => label === username) ? username : unknownName;
      const fail = async (): Promise<never> => {
        await replaceSmallFile(failuresPath, JSON.stringify(withFailure(failures, clock.now(), tried)));
        throw refused();
      };
      const found = await keyFor(file, username, password);
      if (found === null) return fail();
      const vault = await open(vaultFolder, found.key);
      const checked = checkCode(vault, found.slotId, code);
      if (checked === null) {
        vault.close();
        return fail();
      }
      const { id, name, role, initials } = checked.person;
      vault.act({ id, name, role }, act.name, act.count).change(['session'], (tx) => {
        useTotpStep(tx, id, checked.step);
        tx.enter(`person ${username}`, {
          failedBefore: failures.attempts.map((attempt) => ({ ...attempt })),
        });
      });
      await replaceSmallFile(failuresPath, JSON.stringify(noFailures));
      return { vault, person: { id, name, username, role, initials } };
    },

    /**
     * Asks a signed-in person for their own password again before they countersign. A wrong one is an entry, and the
     * fifth in a row locks the screen. Threat: passwords tried at a screen somebody left open.
     */
    async stepUp(vault: OpenVault, act: Act, password: string): Promise<void> {
      const { file } = await readVaultFile(vaultFolder);
      const person = file.slots.find(({ slotId }) => findPersonBySlot(vault.database, slotId)?.id === act.actor.id);
      const key = person === undefined ? null : await openSlot(file, person.slotId, password);
      if (key === null) return refuseStepUp(act);
      wipe(key);
      wrongStepUps = 0;
    },

    powerless: (name: string): Act => createPowerlessAct(clock, name),
  };
}

export type SessionService = ReturnType<typeof createSessionService>;
