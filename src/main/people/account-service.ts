import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { EnrolmentId, PersonId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { addDays, londonDay } from '../time.ts';
import { addSlot, removeSlot } from '../vault/key-slots.ts';
import { changeVaultFile, readVaultFile, type VaultFile } from '../vault/vault-file.ts';
import { accountWanted, refuseUnfitAccount, refuseUnfitClosing } from './account.ts';
import { tellEverybody } from './notice-service.ts';
import { refuseWeakPassword } from './password.ts';
import type { KnownPerson, PeopleService } from './people-service.ts';
import { closePerson, findPerson, insertPerson, insertTerms, setTotpSecret } from './person-store.ts';
import { enrolmentOf, newTotpSecret, requireCode } from './second-factor.ts';

export interface AccountPorts {
  readonly vault: OpenVault;
  readonly clock: Clock;
  readonly people: PeopleService;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

type Wanted = Omit<Parsed<'people.prepareAccount'>, 'password'>;

interface Prepared {
  readonly wanted: Wanted;
  readonly secret: string;
  readonly preparedBy: string;
}

const rolesInWords = { officer: 'Case Support Officer', manager: 'Safer Neighbourhoods Manager', auditor: 'auditor' };

/** How long an auditor is told that the audit has ended, before the account and its key slot go. */
const DAYS_AFTER_AN_AUDIT = 7;

const without =
  (slotIds: readonly string[]) =>
  (file: VaultFile): VaultFile =>
    file.slots
      .filter(({ slotId }) => slotIds.includes(slotId))
      .reduce((rest, { slotId }) => removeSlot(rest, slotId), file);

/** Accounts beside the two of the set-up: opened and closed by the manager, never changed in role or name. */
export function createAccountService({ vault, clock, people, stepUp }: AccountPorts) {
  const prepared = new Map<EnrolmentId, Prepared>();
  const today = (): string => londonDay(clock.now());
  const require = (id: string): KnownPerson => {
    const person = people.find(id);
    if (person === null) throw new AppError('not-found', 'There is no such person.');
    return person;
  };

  return {
    /** Hands out the second factor; nothing is written. What was prepared dies with the session. */
    async prepare(input: Parsed<'people.prepareAccount'>, act: Act): Promise<Output<'people.prepareAccount'>> {
      const { password, ...asked } = input;
      const wanted = accountWanted(asked);
      refuseUnfitAccount(wanted, { by: act.actor, everybody: people.list(), today: today() });
      await stepUp(act, password);
      const enrolmentId = newId<EnrolmentId>();
      const secret = newTotpSecret(drawBytes(20));
      prepared.clear();
      prepared.set(enrolmentId, { wanted, secret, preparedBy: act.actor.id });
      const { username } = wanted;
      return { enrolmentId, enrolment: { username, secret, ...enrolmentOf(secret, username) } };
    },

    /**
     * The key slot first, then the register with the entry: a crash in between leaves a slot of nobody, with which
     * nobody signs in and which the next sign-in removes (`tidy`).
     */
    async open(
      { enrolmentId, newPassword, code }: Parsed<'people.openAccount'>,
      act: Act,
    ): Promise<Output<'people.openAccount'>> {
      const found = prepared.get(enrolmentId);
      if (found === undefined || found.preparedBy !== act.actor.id)
        throw new AppError('not-found', 'This account is no longer being opened. Begin again.');
      const { wanted, secret } = found;
      refuseUnfitAccount(wanted, { by: act.actor, everybody: people.list(), today: today() });
      refuseWeakPassword(newPassword, wanted);
      const step = requireCode(secret, code, { nowMs: Date.parse(clock.now()), whose: `code of ${wanted.name}` });
      prepared.delete(enrolmentId);
      let slotId = '';
      const { slots } = await changeVaultFile(vault.folder, async (file) => {
        const added = await addSlot(file, vault.vaultKey, { label: wanted.username, password: newPassword });
        ({ slotId } = added);
        return added.file;
      });
      const id = newId<PersonId>();
      try {
        const { role, name, username, initials, terms } = wanted;
        const licence = role === 'officer' ? wanted : null;
        const deputy = wanted.deputy ?? false;
        act.change(['session', 'settings'], (tx) => {
          insertPerson(tx, {
            ...{ id, slotId, role, name, username, initials, deputy, totpSecret: secret },
            slotSalt: slots.find((slot) => slot.slotId === slotId)?.salt ?? null,
            siaLicenceNumber: licence?.siaLicenceNumber ?? null,
            siaLicenceExpires: licence?.siaLicenceExpires ?? null,
          });
          setTotpSecret(tx, id, { secret, step, by: act.actor.id });
          if (role === 'auditor' && terms !== undefined) insertTerms(tx, id, terms);
          tx.enter(`person ${username}`, {
            ...{ personId: id, name, role, deputy, initials },
            ...(wanted.isSecondAccount === true ? { isSecondAccount: true } : {}),
            ...(licence === null ? {} : { siaLicenceExpires: licence.siaLicenceExpires ?? null }),
            ...(role === 'auditor' && terms !== undefined ? { terms: { ...terms } } : {}),
          });
          tellEverybody(tx, {
            at: act.now(),
            title: `${name} may sign in from now on`,
            detail: `${act.actor.name} opened the account (${rolesInWords[role]}${deputy ? ', deputy' : ''}). If nobody of this name works here, report it as a breach.`,
            except: [act.actor.id, id],
          });
        });
      } catch (error) {
        await changeVaultFile(vault.folder, without([slotId]));
        throw error;
      }
      return require(id);
    },

    /**
     * From the entry on nobody signs in with the account; then its key slot goes. It takes back no copy of vault.json
     * that was made before (docs/vault-format.md).
     */
    async close(
      { personId, reason, password }: Parsed<'people.closeAccount'>,
      act: Act,
    ): Promise<Output<'people.closeAccount'>> {
      const person = require(personId);
      refuseUnfitClosing(person, act.actor, people.list());
      await stepUp(act, password);
      const slotId = findPerson(vault.database, personId)?.slotId ?? '';
      act.change(['session', 'settings'], (tx) => {
        refuseUnfitClosing(require(personId), act.actor, people.list());
        closePerson(tx, personId, act.now());
        const { name, role, deputy, username } = person;
        tx.enter(`person ${username}`, { personId, name, role, deputy, reason });
        tellEverybody(tx, {
          at: act.now(),
          title: `${name} may no longer sign in`,
          detail: `${act.actor.name} closed the account: ${reason}`,
          except: [act.actor.id],
        });
      });
      await changeVaultFile(vault.folder, without([slotId]));
      return require(personId);
    },

    /**
     * At every sign-in: closes what ended by itself a week ago (until then its auditor is told why), and removes key
     * slots that belong to nobody who may sign in: what a crash left, or an older vault.json that was put back.
     */
    async tidy(act: Act): Promise<void> {
      const lastDay = addDays(today(), -DAYS_AFTER_AN_AUDIT);
      for (const { id, name, username, terms } of people.active())
        if (terms !== null && terms.until < lastDay)
          act.as('people.expireAccount').change(['settings'], (tx) => {
            closePerson(tx, id, act.now());
            tx.enter(`person ${username}`, { personId: id, name, until: terms.until });
          });
      const active = new Set(people.active().map(({ username }) => username));
      const { file } = await readVaultFile(vault.folder);
      const strays = file.slots.filter(({ label }) => !active.has(label));
      if (strays.length === 0) return;
      act
        .as('people.removeSlots')
        .change(['session'], (tx) => tx.enter('vault', { usernames: strays.map(({ label }) => label) }));
      await changeVaultFile(vault.folder, without(strays.map(({ slotId }) => slotId)));
    },
  };
}

export type AccountService = ReturnType<typeof createAccountService>;
