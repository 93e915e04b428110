import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { EnrolmentId, KeyHolder, PersonId } from '../../shared/model.ts';
import { type Act, type Transaction, theApplication } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import { writeFirstSettings } from '../oversight/settings-service.ts';
import { certificateFingerprint, makeSigningIdentity, type SigningIdentity } from '../platform/certificates.ts';
import type { Clock } from '../platform/clock.ts';
import { makeEmptyFolder, publishFolder, removeFolder } from '../platform/folders.ts';
import { newId } from '../platform/ids.ts';
import { drawBytes } from '../platform/random.ts';
import { isSameName } from '../same-hand.ts';
import { insertTrainingVault } from '../training/training-store.ts';
import { addSlot, createVault } from '../vault/key-slots.ts';
import { type Secret, signingWrapKey, wipe, wrapSecret } from '../vault/keys.ts';
import { hasVaultFile, type Slot, writeVaultFile } from '../vault/vault-file.ts';
import { licenceNumber } from './licence.ts';
import { setHolder } from './notice-store.ts';
import { refuseWeakPassword } from './password.ts';
import { insertPerson } from './person-store.ts';
import { enrolmentOf, newTotpSecret, requireCode } from './second-factor.ts';
import { insertSigningKey } from './signing-key-store.ts';
import { signingKeyUse } from './signing-service.ts';

type BeginInput = Parsed<'setup.begin'>;

interface Enrolment {
  readonly input: BeginInput;
  readonly secrets: Readonly<Record<KeyHolder, string>>;
  /** Kept after the vault was made until the sheets are printed or somebody signs in. */
  finished: FinishedSetup | null;
}

/** What goes on the two set-up sheets; the recovery halves are nowhere else. */
export interface FinishedSetup {
  readonly controller: string;
  readonly certificateFingerprint: string;
  readonly halves: readonly { readonly role: KeyHolder; readonly holder: string; readonly code: string }[];
  readonly madeAt: string;
  readonly replacesEarlier?: boolean;
}

export interface SetupPorts {
  readonly vaultFolder: string;
  readonly clock: Clock;
  readonly open: (folder: string, vaultKey: Secret) => Promise<OpenVault>;
  readonly printSheet: (setup: FinishedSetup, role: KeyHolder) => Promise<boolean>;
  /** The vault to be made is for learning, from its first entry on. */
  readonly isTraining: boolean;
}

export function createSetupService({ vaultFolder, clock, open, printSheet, isTraining }: SetupPorts) {
  const enrolments = new Map<string, Enrolment>();
  let isFinishing = false;
  const require = (id: EnrolmentId): Enrolment => {
    const found = enrolments.get(id);
    if (found === undefined) throw new AppError('not-found', 'This set-up is no longer open. Begin again.');
    return found;
  };

  return {
    /** Checks the accounts and hands out the second factors. Nothing is written yet. */
    async begin(input: BeginInput): Promise<Output<'setup.begin'>> {
      if (await hasVaultFile(vaultFolder)) throw new AppError('conflict', 'This laptop is set up already. Sign in.');
      if (input.manager.username === input.officer.username)
        throw new AppError('invalid-input', 'The manager and the officer need different user names.');
      if (input.manager.initials === input.officer.initials)
        throw new AppError(
          'invalid-input',
          'The manager and the officer need different initials: exhibit references are made of them.',
        );
      // Whose act something was is told by names on paper, and by the name as well as the account when it is judged.
      if (isSameName(input.manager.name, input.officer.name))
        throw new AppError(
          'invalid-input',
          'The manager and the officer need different names: the record tells people apart by them. Add a middle name or initial.',
        );
      const officer = { ...input.officer, siaLicenceNumber: licenceNumber(input.officer.siaLicenceNumber) };
      refuseWeakPassword(input.manager.password, input.manager);
      refuseWeakPassword(input.officer.password, input.officer);
      if (input.manager.password === input.officer.password)
        throw new AppError('invalid-input', 'The manager and the officer need different passwords.');
      const enrolmentId = newId<EnrolmentId>();
      const secrets = { manager: newTotpSecret(drawBytes(20)), officer: newTotpSecret(drawBytes(20)) };
      enrolments.clear();
      enrolments.set(enrolmentId, { input: { ...input, officer }, secrets, finished: null });
      const enrolmentFor = (role: KeyHolder) => ({
        role,
        username: input[role].username,
        secret: secrets[role],
        ...enrolmentOf(secrets[role], input[role].username),
      });
      return { enrolmentId, enrolments: [enrolmentFor('manager'), enrolmentFor('officer')] };
    },

    /**
     * Makes the vault in a folder of another name and gives it its own at the very end: a crash leaves no vault, and
     * what it left is removed by the next set-up, since nobody holds a key to it.
     */
    async finish(
      { enrolmentId, managerCode, officerCode }: Parsed<'setup.finish'>,
      act: Act,
    ): Promise<Output<'setup.finish'>> {
      const enrolment = require(enrolmentId);
      if (enrolment.finished !== null) throw new AppError('conflict', 'This laptop is set up already. Sign in.');
      if (isFinishing) throw new AppError('conflict', 'The vault is being made already. Wait until that has ended.');
      const nowMs = Date.parse(clock.now());
      requireCode(enrolment.secrets.manager, managerCode, { nowMs, whose: 'manager’s code' });
      requireCode(enrolment.secrets.officer, officerCode, { nowMs, whose: 'officer’s code' });
      isFinishing = true;
      try {
        return await make(enrolment, act);
      } finally {
        isFinishing = false;
      }
    },

    async printSheet({ enrolmentId, role }: Parsed<'setup.printSheet'>): Promise<Output<'setup.printSheet'>> {
      const { finished } = require(enrolmentId);
      if (finished === null) throw new AppError('conflict', 'Finish the set-up first.');
      return { printed: await printSheet(finished, role) };
    },

    /** Forgets the recovery halves and secrets: called at the first sign-in. */
    forget: (): void => enrolments.clear(),
  };

  async function make(enrolment: Enrolment, act: Act): Promise<Output<'setup.finish'>> {
    const { input } = enrolment;
    const made = await createVault({ label: input.manager.username, password: input.manager.password });
    const second = await addSlot(made.file, made.vaultKey, {
      label: input.officer.username,
      password: input.officer.password,
    });
    const identity = await makeSigningIdentity(input.controller.name, clock.now());
    const building = `${vaultFolder}.new`;
    await makeEmptyFolder(building);
    try {
      await writeVaultFile(building, second.file);
      const vault = await open(building, made.vaultKey);
      const { slots } = second.file;
      try {
        vault
          .act(theApplication, act.name, act.count)
          .change(['session', 'settings'], (tx) =>
            writeRegisters(tx, { enrolment, vault, identity, slots, training: isTraining ? act.now() : null }),
          );
      } finally {
        vault.close();
      }
      await publishFolder(building, vaultFolder);
    } catch (error) {
      await removeFolder(building);
      throw error;
    }
    const fingerprint = certificateFingerprint(identity.certificatePem);
    const halves = [
      { role: 'manager' as const, holder: input.manager.name, code: made.recovery.halfA },
      { role: 'officer' as const, holder: input.officer.name, code: made.recovery.halfB },
    ];
    enrolment.finished = {
      controller: input.controller.name,
      certificateFingerprint: fingerprint,
      halves,
      madeAt: clock.now(),
    };
    return { recoveryHalves: halves, certificateFingerprint: fingerprint };
  }
}

interface Registers {
  readonly enrolment: Enrolment;
  readonly vault: OpenVault;
  readonly identity: SigningIdentity;
  readonly slots: readonly Slot[];
  /** Since when it is a training vault; null for the scheme's own. */
  readonly training: string | null;
}

function writeRegisters(tx: Transaction, { enrolment, vault, identity, slots, training }: Registers): void {
  if (training !== null) insertTrainingVault(tx, training);
  const { controller, manager, officer } = enrolment.input;
  writeFirstSettings(tx, controller);
  const wrapKey = signingWrapKey(vault.vaultKey);
  insertSigningKey(
    tx,
    identity.certificatePem,
    wrapSecret(wrapKey, Buffer.from(identity.privateKeyPem, 'utf8'), signingKeyUse),
  );
  wipe(wrapKey);
  const slotOf = (role: KeyHolder): Slot => {
    const slot = slots.find(({ label }) => label === enrolment.input[role].username);
    if (slot === undefined) throw new Error(`no key slot for the ${role}`);
    return slot;
  };
  const account = (role: KeyHolder) => ({
    id: newId<PersonId>(),
    slotId: slotOf(role).slotId,
    slotSalt: slotOf(role).salt,
    role,
    deputy: false,
    totpSecret: enrolment.secrets[role],
    name: enrolment.input[role].name,
    username: enrolment.input[role].username,
    initials: enrolment.input[role].initials,
  });
  const [ofManager, ofOfficer] = [account('manager'), account('officer')];
  insertPerson(tx, { ...ofManager, siaLicenceNumber: null, siaLicenceExpires: null });
  insertPerson(tx, {
    ...ofOfficer,
    siaLicenceNumber: officer.siaLicenceNumber,
    siaLicenceExpires: officer.siaLicenceExpires,
  });
  setHolder(tx, { role: 'manager', personId: ofManager.id });
  setHolder(tx, { role: 'officer', personId: ofOfficer.id });
  tx.enter('vault', {
    ...(training === null ? {} : { training: true }),
    controller: controller.name,
    manager: manager.name,
    officer: officer.name,
    siaLicenceExpires: officer.siaLicenceExpires,
    certificateFingerprint: certificateFingerprint(identity.certificatePem),
  });
}

export type SetupService = ReturnType<typeof createSetupService>;
