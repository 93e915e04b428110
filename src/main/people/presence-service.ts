import { AppError } from '../../shared/failure.ts';
import type { Credentials, Role } from '../../shared/model.ts';
import type { Act, Actor, Details } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import { isSameName } from '../same-hand.ts';
import { openSlot } from '../vault/key-slots.ts';
import { wipe } from '../vault/keys.ts';
import { readVaultFile } from '../vault/vault-file.ts';
import { type CredentialsService, refusedCredentials, samePerson, spendCode } from './credentials-service.ts';
import { findPersonBySlot } from './person-store.ts';

export interface PresencePorts {
  readonly vaultFolder: string;
  readonly credentials: CredentialsService;
  /** Somebody tries passwords at a screen that was left open. */
  readonly onGuessing: () => void;
}

/** Proves that somebody else is at the laptop too. */
export type CoSign = (act: Act, given: Credentials, roles: readonly Role[]) => Promise<Actor>;

const MOST_WRONG_IN_A_ROW = 5;

/** Who is at the laptop at this moment, inside an open session: the same person still, or a second one beside them. */
export function createPresence({ vaultFolder, credentials, onGuessing }: PresencePorts) {
  let wrongInARow = 0;

  const refuse = (vault: OpenVault, act: Act, wrong: { entry: string; details: Details; message: string }): never => {
    wrongInARow += 1;
    const isLast = wrongInARow >= MOST_WRONG_IN_A_ROW;
    vault
      .act(act.actor, wrong.entry)
      .change(['ledger'], (tx) => tx.enter(act.name, { inARow: wrongInARow, ...wrong.details }));
    if (!isLast) throw new AppError('forbidden', wrong.message);
    wrongInARow = 0;
    onGuessing();
    throw new AppError(
      'signed-out',
      'The password was wrong five times. Nothing was signed, and the screen is locked.',
    );
  };

  /** Somebody else's name, password or code was wrong: an entry, and one more in the waiting list of sign-in. */
  const refuseOther = async (vault: OpenVault, act: Act, given: string): Promise<never> => {
    const { file } = await readVaultFile(vaultFolder);
    const username = credentials.tellable(file, given);
    await credentials.countFailure(username, true);
    return refuse(vault, act, {
      entry: 'session.wrongCoSign',
      details: { username },
      message: refusedCredentials().message,
    });
  };

  return {
    refuseOther,

    /**
     * Asks a signed-in person for their own password again before they countersign. A wrong one is an entry, and the
     * fifth in a row locks the screen. Threat: passwords tried at a screen somebody left open.
     */
    async stepUp(vault: OpenVault, act: Act, password: string): Promise<void> {
      const { file } = await readVaultFile(vaultFolder);
      const own = file.slots.find(({ slotId }) => findPersonBySlot(vault.database, slotId)?.id === act.actor.id);
      const key = own === undefined ? null : await openSlot(file, own.slotId, password);
      if (key === null)
        return refuse(vault, act, {
          entry: 'session.wrongPassword',
          details: {},
          message: 'That is not your password. Nothing was signed.',
        });
      wipe(key);
      wrongInARow = 0;
    },

    /**
     * Somebody else's name, password and code, proved in this session: the second person of a two-person act. The code
     * is spent and the co-signature entered (`session.coSign`, with the act it was given for) before this returns, so
     * the act itself may still fail without the code being worth anything again. Name the answer in the act's own
     * entry. Failures are entries, count in the waiting list of sign-in, and the fifth in a row locks the screen.
     * Throws AppError('forbidden'), ('unavailable') while a wait is running, ('signed-out') at the fifth.
     */
    async coSign(vault: OpenVault, act: Act, given: Credentials, roles: readonly Role[]): Promise<Actor> {
      await credentials.refuseWhileWaiting();
      const proven = await credentials.prove(vault, given);
      if (proven === null || !roles.includes(proven.person.role) || proven.person.id === act.actor.id) {
        return refuseOther(vault, act, given.username);
      }
      if (isSameName(proven.person.name, act.actor.name)) throw samePerson(proven.person.name);
      const { id, name, role } = proven.person;
      vault.act(act.actor, 'session.coSign').change(['ledger'], (tx) => {
        spendCode(tx, proven);
        tx.enter(`person ${given.username}`, { coSignedBy: name, role, for: act.name });
      });
      wrongInARow = 0;
      await credentials.countSuccess([given.username]);
      return { id, name, role };
    },
  };
}

export type PresenceService = ReturnType<typeof createPresence>;
