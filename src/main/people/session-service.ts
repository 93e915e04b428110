import type { Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { Credentials, Person } from '../../shared/model.ts';
import { type Act, type Details } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import type { Clock, Instant } from '../platform/clock.ts';
import { londonDay } from '../time.ts';
import { isSameName } from '../same-hand.ts';
import { needsRaising, replaceSlot } from '../vault/key-slots.ts';
import { type Secret, wipe } from '../vault/keys.ts';
import { changeVaultFile, repairVaultFile, type VaultFile } from '../vault/vault-file.ts';
import { endOfTerms, refuseOutsideTerms } from './audit-terms.ts';
import {
  type CredentialsService,
  type Proven,
  refusedCredentials,
  samePerson,
  spendCode,
} from './credentials-service.ts';
import { findTerms, setSlotSalt } from './person-store.ts';

export interface SessionPorts {
  readonly vaultFolder: string;
  readonly clock: Clock;
  readonly credentials: CredentialsService;
  readonly open: (folder: string, vaultKey: Secret) => Promise<OpenVault>;
}

export interface SignedIn {
  readonly vault: OpenVault;
  readonly person: Person;
  /** When the session ends by itself: an auditor's time is over. */
  readonly endsAt: Instant | null;
}

type SignInInput = Parsed<'session.signIn'>;

export function createSessionService({ vaultFolder, clock, credentials, open }: SessionPorts) {
  /** Counts it, and says no more than that something was wrong. */
  const fail = async (file: VaultFile, { username }: Credentials): Promise<never> => {
    await credentials.countFailure(credentials.tellable(file, username));
    throw refusedCredentials();
  };

  /**
   * The officer who stays with an auditor, and when the auditor's time ends. Asked only of somebody whose both factors
   * were right, so it tells nobody who is an auditor here.
   */
  const auditOf = async (
    vault: OpenVault,
    { person }: Proven,
    officer: { given: Credentials; slotId: string | null } | null,
    file: VaultFile,
  ): Promise<{ officer: Proven; endsAt: Instant }> => {
    const terms = findTerms(vault.database, person.id);
    if (terms === null) throw new AppError('forbidden', 'There are no terms of reference for this account.');
    try {
      refuseOutsideTerms(terms, londonDay(clock.now()));
    } catch (error) {
      const { id, name, role, username } = person;
      const refusal = vault.act({ id, name, role }, 'session.refused');
      refusal.change(['ledger'], (tx) => tx.enter(`person ${username}`, { from: terms.from, until: terms.until }));
      throw error;
    }
    if (officer === null)
      throw new AppError(
        'clause',
        'An auditor works with the Case Support Officer present. Tick “I am an auditor” and let the officer sign in beside you.',
        { clause: '6.5' },
      );
    const proven = officer.slotId === null ? null : credentials.checkCode(vault, officer.slotId, officer.given.code);
    if (proven?.person.role !== 'officer') return fail(file, officer.given);
    if (isSameName(proven.person.name, person.name)) throw samePerson(person.name);
    return { officer: proven, endsAt: endOfTerms(terms) };
  };

  /** A slot made with weaker parameters than today's is made anew while the password is at hand. */
  const raise = async (
    file: VaultFile,
    { vaultKey }: OpenVault,
    { slotId, password }: { slotId: string; password: string },
  ): Promise<{ file: VaultFile; told: Details }> => {
    if (!needsRaising(file, slotId)) return { file, told: {} };
    try {
      const raised = await changeVaultFile(vaultFolder, (now) => replaceSlot(now, vaultKey, { slotId, password }));
      return { file: raised, told: { passwordHashRaised: true } };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { file, told: { passwordHashRaised: false } }; // a full disk keeps nobody out; tried again next time
    }
  };

  /** Everything after the first password was right. What it throws leaves no vault open. */
  const enterVault = async (
    vault: OpenVault,
    file: VaultFile,
    asked: { input: SignInInput; slotId: string; officerSlot: string | null; act: Act },
  ): Promise<SignedIn> => {
    const { input, slotId, officerSlot, act } = asked;
    const { username, officer: given } = input;
    const proven = credentials.checkCode(vault, slotId, input.code);
    if (proven === null) return fail(file, input);
    const { person } = proven;
    const isAudit = person.role === 'auditor';
    if (!isAudit && given !== undefined)
      throw new AppError('invalid-input', 'Only an auditor signs in together with an officer. Untick the box.');
    const audit = isAudit
      ? await auditOf(vault, proven, given === undefined ? null : { given, slotId: officerSlot }, file)
      : null;
    const raised = await raise(file, vault, { slotId, password: input.password });
    const { attempts } = await credentials.failures();
    const salt = raised.file.slots.find((slot) => slot.slotId === slotId)?.salt ?? '';
    const before = file.slots.find((slot) => slot.slotId === slotId)?.salt;
    const { id, name, role, initials, deputy } = person;
    vault.act({ id, name, role }, act.name, act.count).change(['session'], (tx) => {
      spendCode(tx, proven);
      if (audit !== null) spendCode(tx, audit.officer);
      if (person.slotSalt !== salt) setSlotSalt(tx, id, salt);
      tx.enter(`person ${username}`, {
        failedBefore: attempts.map((attempt) => ({ ...attempt })),
        ...(audit === null ? {} : { officerPresent: audit.officer.person.name, endsAt: audit.endsAt }),
        ...(person.slotSalt === null || person.slotSalt === before ? {} : { keySlotIsAnother: true }),
        ...raised.told,
      });
    });
    await credentials.countSuccess([username, ...(given === undefined ? [] : [given.username])]);
    return { vault, person: { id, name, username, role, initials, deputy }, endsAt: audit?.endsAt ?? null };
  };

  return {
    /**
     * Both factors, then the vault is open. Failed attempts are counted across restarts and entered in the ledger at
     * the next sign-in that works. Throws AppError('forbidden'), ('unavailable') while a wait is running, or ('clause')
     * for an auditor without an officer or outside the terms.
     */
    async signIn(input: SignInInput, act: Act): Promise<SignedIn> {
      await credentials.refuseWhileWaiting();
      const { file } = await repairVaultFile(vaultFolder);
      const found = await credentials.keyFor(file, input);
      // Both passwords are hashed before either is judged: how long it takes says nothing about which was wrong.
      const beside = input.officer === undefined ? null : await credentials.keyFor(file, input.officer);
      wipe(beside?.key);
      if (found === null) return fail(file, input);
      const vault = await open(vaultFolder, found.key);
      try {
        const { slotId } = found;
        return await enterVault(vault, file, { input, slotId, officerSlot: beside?.slotId ?? null, act });
      } catch (error) {
        vault.close();
        throw error;
      }
    },
  };
}

export type SessionService = ReturnType<typeof createSessionService>;
