import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { EnrolmentId, PersonId } from '../../shared/model.ts';
import type { Act, Transaction } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { type Hand, isSameHand } from '../same-hand.ts';
import { openSlot, putSlot, replaceSlot } from '../vault/key-slots.ts';
import { wipe } from '../vault/keys.ts';
import { changeVaultFile, readVaultFile, type Slot } from '../vault/vault-file.ts';
import { type CredentialsService, spendCode } from './credentials-service.ts';
import { tell } from './notice-service.ts';
import { refuseWeakPassword } from './password.ts';
import { findPerson, type PersonRow, setSlotSalt, setTotpSecret } from './person-store.ts';
import { enrolmentOf, newTotpSecret, requireCode } from './second-factor.ts';

export interface RenewalPorts {
  readonly vault: OpenVault;
  readonly clock: Clock;
  readonly credentials: CredentialsService;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  /** Counts and enters that the other person's factor was wrong, and refuses. */
  readonly refuseOther: (act: Act, username: string) => Promise<never>;
}

interface Renewal {
  readonly personId: PersonId;
  readonly secret: string;
  readonly begunBy: string;
}

/**
 * A new password or a new authenticator, one's own or somebody else's who lost one of the two. The one who helps gives
 * their authority; the other gives the factor they still have. So nobody can take over another's account alone, and
 * whoever has lost both goes through the two recovery sheets.
 */
export function createRenewalService({ vault, clock, credentials, stepUp, refuseOther }: RenewalPorts) {
  const renewals = new Map<EnrolmentId, Renewal>();
  const { database, folder, vaultKey } = vault;

  const require = (id: string): PersonRow => {
    const person = findPerson(database, id as PersonId);
    if (person === null || person.closedAt !== null)
      throw new AppError('not-found', 'There is no such account, or it was closed.');
    if (person.role === 'auditor')
      throw new AppError(
        'conflict',
        'An auditor’s account is not renewed. Close it and open another under the same terms.',
      );
    return person;
  };

  const refuseOneself = (person: Hand, act: Act): void => {
    if (isSameHand(person, act.actor))
      throw new AppError(
        'forbidden',
        'Nobody resets their own account, nor their other one. Use “Change my password” instead, or ask somebody else.',
      );
  };

  /** Threat: who once helped with an authenticator photographed its square, and later resets the password with it. */
  const refuseSeenAuthenticator = ({ name, totpEnrolledBy }: PersonRow, act: Act): void => {
    if (totpEnrolledBy !== act.actor.id) return;
    throw new AppError(
      'clause',
      `The authenticator of ${name} was set up in your session, so it cannot prove to you that ${name} is here. Somebody else must help, or use the two recovery sheets.`,
      { clause: '6.1' },
    );
  };

  /** The new slot, then the entry; when the entry fails, the old slot is put back. */
  const replacePassword = async (
    { id, slotId }: PersonRow,
    password: string,
    act: Act,
    enter: (tx: Transaction) => void,
  ): Promise<void> => {
    let before: Slot | undefined;
    const { slots } = await changeVaultFile(folder, (file) => {
      before = file.slots.find((slot) => slot.slotId === slotId);
      return replaceSlot(file, vaultKey, { slotId, password });
    });
    try {
      act.change(['session', 'settings'], (tx) => {
        setSlotSalt(tx, id, slots.find((slot) => slot.slotId === slotId)?.salt ?? '');
        enter(tx);
      });
    } catch (error) {
      const old = before;
      if (old !== undefined) await changeVaultFile(folder, (file) => putSlot(file, old));
      throw error;
    }
  };

  /** The person's own password, typed by them in the other's session. A wrong one counts as at sign-in. */
  const requirePasswordOf = async ({ slotId, username }: PersonRow, password: string, act: Act): Promise<void> => {
    await credentials.refuseWhileWaiting();
    const { file } = await readVaultFile(folder);
    const key = await openSlot(file, slotId, password);
    if (key === null) return refuseOther(act, username);
    wipe(key);
    await credentials.countSuccess([username]);
  };

  return {
    async changePassword(
      { password, newPassword }: Parsed<'people.changePassword'>,
      act: Act,
    ): Promise<Output<'people.changePassword'>> {
      const person = require(act.actor.id);
      refuseWeakPassword(newPassword, person);
      if (newPassword === password)
        throw new AppError('invalid-input', 'The new password is the old one. Choose three other words.');
      await stepUp(act, password);
      await replacePassword(person, newPassword, act, (tx) =>
        tx.enter(`person ${person.username}`, { personId: person.id, name: person.name }),
      );
      return { name: person.name };
    },

    async resetPassword(input: Parsed<'people.resetPassword'>, act: Act): Promise<Output<'people.resetPassword'>> {
      const { personId, password, code, newPassword } = input;
      const person = require(personId);
      refuseOneself(person, act);
      refuseSeenAuthenticator(person, act);
      refuseWeakPassword(newPassword, person);
      await credentials.refuseWhileWaiting();
      await stepUp(act, password);
      const proven = credentials.checkCode(vault, person.slotId, code);
      if (proven === null) return refuseOther(act, person.username);
      await replacePassword(person, newPassword, act, (tx) => {
        spendCode(tx, proven);
        tx.enter(`person ${person.username}`, { personId, name: person.name, by: act.actor.name });
        tell(tx, personId, {
          at: act.now(),
          title: 'Your password was set anew',
          detail: `${act.actor.name} allowed it, and your own authenticator proved that you were there. If you were not, lock the laptop and report it as a breach.`,
        });
      });
      await credentials.countSuccess([person.username]);
      return { name: person.name };
    },

    async beginAuthenticator(
      input: Parsed<'people.beginAuthenticator'>,
      act: Act,
    ): Promise<Output<'people.beginAuthenticator'>> {
      const { personId, password, code, theirPassword } = input;
      const person = require(personId);
      const isOwn = personId === act.actor.id;
      if (!isOwn) refuseOneself(person, act);
      await credentials.refuseWhileWaiting();
      await stepUp(act, password);
      const proven = isOwn ? credentials.checkCode(vault, person.slotId, code ?? '') : null;
      if (isOwn && proven === null) return refuseOther(act, person.username);
      if (!isOwn) await requirePasswordOf(person, theirPassword ?? '', act);
      const enrolmentId = newId<EnrolmentId>();
      const secret = newTotpSecret(drawBytes(20));
      act.change(['session'], (tx) => {
        if (proven !== null) spendCode(tx, proven);
        tx.enter(`person ${person.username}`, { personId, name: person.name, by: act.actor.name });
      });
      renewals.clear();
      renewals.set(enrolmentId, { personId, secret, begunBy: act.actor.id });
      const { username } = person;
      return { enrolmentId, enrolment: { username, secret, ...enrolmentOf(secret, username) } };
    },

    /** Until here the old authenticator is the one that counts. */
    finishAuthenticator(
      { enrolmentId, code }: Parsed<'people.finishAuthenticator'>,
      act: Act,
    ): Output<'people.finishAuthenticator'> {
      const renewal = renewals.get(enrolmentId);
      if (renewal === undefined || renewal.begunBy !== act.actor.id)
        throw new AppError('not-found', 'This authenticator is no longer being set up. Begin again.');
      const { personId, secret } = renewal;
      const person = require(personId);
      const step = requireCode(secret, code, { nowMs: Date.parse(clock.now()), whose: `code of ${person.name}` });
      renewals.delete(enrolmentId);
      act.change(['session', 'settings'], (tx) => {
        setTotpSecret(tx, personId, { secret, step, by: act.actor.id });
        tx.enter(`person ${person.username}`, { personId, name: person.name, by: act.actor.name });
        if (personId !== act.actor.id)
          tell(tx, personId, {
            at: act.now(),
            title: 'Your authenticator was set up anew',
            detail: `${act.actor.name} allowed it, and your own password proved that you were there. If you were not, lock the laptop and report it as a breach. Now set it up once more in your own session, under Settings, People: then nobody else has seen its square.`,
          });
      });
      return { name: person.name };
    },
  };
}

export type RenewalService = ReturnType<typeof createRenewalService>;
