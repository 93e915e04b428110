import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { EnrolmentId, KeyHolder, PersonId } from '../../shared/model.ts';
import { type Act, theApplication } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import { readControllerName } from '../oversight/settings-service.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { isSameName } from '../same-hand.ts';
import { openWithRecovery, putSlot, renewSlot } from '../vault/key-slots.ts';
import type { Secret } from '../vault/keys.ts';
import { changeVaultFile, repairVaultFile, type Slot, type VaultFile } from '../vault/vault-file.ts';
import type { CredentialsService } from './credentials-service.ts';
import { tellEverybody } from './notice-service.ts';
import { setHolder } from './notice-store.ts';
import { refuseWeakPassword } from './password.ts';
import { findPerson, listPeople, type PersonRow, setSlotSalt, setTotpSecret } from './person-store.ts';
import { heldHalves, renewRecoveryCode } from './recovery-sheets-service.ts';
import { enrolmentOf, newTotpSecret, requireCode } from './second-factor.ts';
import type { FinishedSetup } from './setup-service.ts';
import { recoveryHalves } from './sign-in-delay.ts';
import { createSigningService } from './signing-service.ts';

export interface RecoveryServicePorts {
  readonly vaultFolder: string;
  readonly clock: Clock;
  readonly credentials: CredentialsService;
  readonly open: (folder: string, vaultKey: Secret) => Promise<OpenVault>;
  readonly printSheet: (made: FinishedSetup, role: KeyHolder) => Promise<boolean>;
}

interface Recovery {
  readonly asked: Pick<Parsed<'recovery.begin'>, KeyHolder>;
  readonly secrets: Readonly<Record<KeyHolder, string>>;
  finished: FinishedSetup | null;
}

const bothRoles = ['manager', 'officer'] as const;

/**
 * Both passwords are lost: the two halves from paper give one manager and one officer new passwords, authenticators and
 * sheets. The vault is opened for each step and closed with it; nobody is signed in, and no register is shown.
 */
export function createRecoveryService({ vaultFolder, clock, credentials, open, printSheet }: RecoveryServicePorts) {
  const recoveries = new Map<EnrolmentId, Recovery>();
  let isFinishing = false;

  /** Throttled as a sign-in is, and in the same list. One half opens nothing: joined with anything else it is noise. */
  const withVault = async <T>(
    { first, second }: { first: string; second: string },
    work: (vault: OpenVault, file: VaultFile) => T | Promise<T>,
  ): Promise<T> => {
    await credentials.refuseWhileWaiting();
    const { file } = await repairVaultFile(vaultFolder);
    const key = openWithRecovery(file, first, second);
    if (key === null) {
      await credentials.countFailure(recoveryHalves);
      throw new AppError(
        'forbidden',
        'These two halves do not open this vault together. Use the two sheets printed last; earlier ones are void.',
      );
    }
    const vault = await open(vaultFolder, key);
    try {
      return await work(vault, file);
    } finally {
      vault.close();
    }
  };

  const requireHolder = (vault: OpenVault, id: PersonId, role: KeyHolder): PersonRow => {
    const person = findPerson(vault.database, id);
    if (person === null || person.closedAt !== null || person.role !== role)
      throw new AppError('invalid-input', `Choose the ${role} whose password is lost.`);
    return person;
  };

  const require = (id: EnrolmentId): Recovery => {
    const found = recoveries.get(id);
    if (found === undefined) throw new AppError('not-found', 'This recovery is no longer open. Begin again.');
    return found;
  };

  return {
    /** Whose passwords can be set anew. */
    check: (halves: Parsed<'recovery.check'>): Promise<Output<'recovery.check'>> =>
      withVault(halves, ({ database }) => ({
        people: listPeople(database)
          .filter(({ role, closedAt }) => role !== 'auditor' && closedAt === null)
          .map(({ id, name, username, role, initials, deputy }) => ({ id, name, username, role, initials, deputy })),
      })),

    /** Checks the choice and hands out the second factors. Nothing is written yet. */
    begin: ({ manager, officer, ...halves }: Parsed<'recovery.begin'>): Promise<Output<'recovery.begin'>> =>
      withVault(halves, (vault) => {
        const asked = { manager, officer };
        const people = bothRoles.map((role) => ({ ...requireHolder(vault, asked[role].personId, role), role }));
        for (const person of people) refuseWeakPassword(asked[person.role].password, person);
        const [first, second] = people.map(({ name }) => name);
        if (isSameName(first ?? '', second ?? ''))
          throw new AppError('invalid-input', 'These two accounts are one person’s. The sheets go to two people.');
        if (manager.password === officer.password)
          throw new AppError('invalid-input', 'The manager and the officer need different passwords.');
        const enrolmentId = newId<EnrolmentId>();
        const secrets = { manager: newTotpSecret(drawBytes(20)), officer: newTotpSecret(drawBytes(20)) };
        recoveries.clear();
        recoveries.set(enrolmentId, { asked, secrets, finished: null });
        return {
          enrolmentId,
          enrolments: people.map(({ username, role }) => ({
            ...{ role, username, secret: secrets[role] },
            ...enrolmentOf(secrets[role], username),
          })),
        };
      }),

    async finish(input: Parsed<'recovery.finish'>, act: Act): Promise<Output<'recovery.finish'>> {
      const { enrolmentId, managerCode, officerCode, ...halves } = input;
      const recovery = require(enrolmentId);
      if (recovery.finished !== null) throw new AppError('conflict', 'The recovery is finished already. Sign in.');
      if (isFinishing) throw new AppError('conflict', 'The recovery is being finished already. Wait.');
      const nowMs = Date.parse(clock.now());
      const steps = {
        manager: requireCode(recovery.secrets.manager, managerCode, { nowMs, whose: 'manager’s code' }),
        officer: requireCode(recovery.secrets.officer, officerCode, { nowMs, whose: 'officer’s code' }),
      };
      isFinishing = true;
      try {
        return await withVault(halves, (vault, file) => renewEverything(vault, file, { recovery, steps, act }));
      } finally {
        isFinishing = false;
      }
    },

    async printSheet({ enrolmentId, role }: Parsed<'recovery.printSheet'>): Promise<Output<'recovery.printSheet'>> {
      const { finished } = require(enrolmentId);
      if (finished === null) throw new AppError('conflict', 'Finish the recovery first.');
      return { printed: await printSheet(finished, role) };
    },

    /** Forgets secrets and halves: at the next sign-in, and when the laptop goes to sleep. */
    forget: (): void => recoveries.clear(),
  };

  /**
   * Registers first, vault.json second, its entry third. A crash before vault.json is written leaves the old sheets in
   * force, so the recovery can be done again; it never leaves a code that nobody holds beside passwords nobody knows.
   */
  async function renewEverything(
    vault: OpenVault,
    file: VaultFile,
    { recovery, steps, act }: { recovery: Recovery; steps: Readonly<Record<KeyHolder, number>>; act: Act },
  ): Promise<Output<'recovery.finish'>> {
    const { asked, secrets } = recovery;
    const people = bothRoles.map((role) => ({ ...requireHolder(vault, asked[role].personId, role), role }));
    const [managerName, officerName] = people.map(({ name }) => name);
    const names = { manager: managerName ?? '', officer: officerName ?? '' };
    const slots: Slot[] = [];
    for (const { slotId, username, role } of people) {
      const { password } = asked[role];
      slots.push(await renewSlot(file, vault.vaultKey, { slotId, label: username, password }));
    }
    const { attempts } = await credentials.failures();
    const by = vault.act(theApplication, act.name, act.count);
    by.change(['session'], (tx) => {
      for (const { id, role } of people) {
        setTotpSecret(tx, id, { secret: secrets[role], step: steps[role], by: null });
        setHolder(tx, { role, personId: id });
      }
      tellEverybody(tx, {
        at: by.now(),
        title: 'The vault was opened with the two recovery sheets',
        detail: `${names.manager} and ${names.officer} have new passwords and authenticators, and the sheets were renewed. If you did not know of it, report it as a breach.`,
        except: [],
      });
      tx.enter('vault', { ...names, step: 'new authenticators', failedBefore: attempts.map((each) => ({ ...each })) });
    });
    await changeVaultFile(vault.folder, (now) => slots.reduce(putSlot, now));
    const halves = await renewRecoveryCode(vault);
    by.change(['session'], (tx) => {
      for (const [index, { id }] of people.entries()) setSlotSalt(tx, id, slots[index]?.salt ?? '');
      tx.enter('vault', { ...names, step: 'new passwords, new recovery sheets; the old sheets are void' });
    });
    await credentials.countSuccess(people.map(({ username }) => username));
    const certificateFingerprint = createSigningService({
      db: vault.database,
      vaultKey: vault.vaultKey,
    }).fingerprint();
    const finished: FinishedSetup = {
      controller: readControllerName(vault.database),
      certificateFingerprint,
      halves: heldHalves(halves, names),
      madeAt: clock.now(),
      replacesEarlier: true,
    };
    recovery.finished = finished;
    return { recoveryHalves: [...finished.halves], certificateFingerprint };
  }
}

export type RecoveryService = ReturnType<typeof createRecoveryService>;
