import type { Output, Parsed } from '../../shared/contract.ts';
import type { RecoverySheets } from '../../shared/contract/people.ts';
import { AppError } from '../../shared/failure.ts';
import type { EnrolmentId, KeyHolder, PersonId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { OpenVault } from '../open-vault.ts';
import { newId } from '../platform/ids.ts';
import { replaceRecovery } from '../vault/key-slots.ts';
import type { RecoveryHalves } from '../vault/recovery-code.ts';
import { changeVaultFile } from '../vault/vault-file.ts';
import { setHolder } from './notice-store.ts';
import type { CoSign } from './presence-service.ts';
import type { FinishedSetup } from './setup-service.ts';
import type { SigningService } from './signing-service.ts';

/** The halves with their holders' names: A is the manager's, B the officer's, as at set-up. */
export const heldHalves = (
  { halfA, halfB }: RecoveryHalves,
  { manager, officer }: Readonly<Record<KeyHolder, string>>,
): RecoverySheets['recoveryHalves'] => [
  { role: 'manager', holder: manager, code: halfA },
  { role: 'officer', holder: officer, code: halfB },
];

/** Puts a new recovery code into vault.json; the old halves open nothing from here on. */
export async function renewRecoveryCode({ folder, vaultKey }: OpenVault): Promise<RecoveryHalves> {
  let halves: RecoveryHalves | undefined;
  await changeVaultFile(folder, (file) => {
    const replaced = replaceRecovery(file, vaultKey);
    halves = replaced.recovery;
    return replaced.file;
  });
  if (halves === undefined) throw new Error('the recovery code was not replaced');
  return halves;
}

export interface RecoverySheetsPorts {
  readonly vault: OpenVault;
  readonly signing: SigningService;
  readonly controller: () => string;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
  readonly coSign: CoSign;
  readonly printSheet: (made: FinishedSetup, role: KeyHolder) => Promise<boolean>;
}

/** New recovery sheets while both holders can sign in: one sheet is lost, or a holder has left. */
export function createRecoverySheets(ports: RecoverySheetsPorts) {
  const { vault, signing } = ports;
  /** The last made, until the session ends: for printing. */
  let made: (FinishedSetup & { enrolmentId: EnrolmentId }) | null = null;

  return {
    /**
     * The entry comes first: a crash before vault.json is written leaves the old sheets in force, never a code that
     * nobody has.
     */
    async renew({ password, officer }: Parsed<'people.renewSheets'>, act: Act): Promise<Output<'people.renewSheets'>> {
      await ports.stepUp(act, password);
      const second = await ports.coSign(act, officer, ['officer']);
      const holders = { manager: act.actor, officer: second };
      act.change(['settings'], (tx) => {
        for (const role of ['manager', 'officer'] as const)
          setHolder(tx, { role, personId: holders[role].id as PersonId });
        tx.enter('vault', { manager: act.actor.name, officer: second.name });
      });
      const halves = await renewRecoveryCode(vault).catch((error: unknown) => {
        act.as('people.sheetsNotRenewed').change([], (tx) => tx.enter('vault', { earlierSheetsStay: true }));
        throw error;
      });
      made = {
        enrolmentId: newId<EnrolmentId>(),
        controller: ports.controller(),
        certificateFingerprint: signing.fingerprint(),
        halves: heldHalves(halves, { manager: act.actor.name, officer: second.name }),
        madeAt: act.now(),
        replacesEarlier: true,
      };
      const { enrolmentId, halves: recoveryHalves, certificateFingerprint } = made;
      return { enrolmentId, recoveryHalves: [...recoveryHalves], certificateFingerprint };
    },

    async print({ enrolmentId, role }: Parsed<'people.printSheet'>): Promise<Output<'people.printSheet'>> {
      if (made === null || made.enrolmentId !== enrolmentId)
        throw new AppError('not-found', 'These sheets can no longer be printed. Renew them once more.');
      return { printed: await ports.printSheet(made, role) };
    },
  };
}

export type RecoverySheetsService = ReturnType<typeof createRecoverySheets>;
