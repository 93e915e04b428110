import { join } from 'node:path';
import { type OpenVault, openVault } from '../../../src/main/open-vault.ts';
import { createCredentials } from '../../../src/main/people/credentials-service.ts';
import { createPresence } from '../../../src/main/people/presence-service.ts';
import { guardClock } from '../../../src/main/platform/clock.ts';
import { openSlot } from '../../../src/main/vault/key-slots.ts';
import { readVaultFile } from '../../../src/main/vault/vault-file.ts';
import { createWorkplace, type Workplace } from '../../../src/main/workplace.ts';
import type { PersonId } from '../../../src/shared/model.ts';
import { type ScriptedShell, scriptedShell } from '../../host/scripted-shell.ts';
import { accounts, need, type TrialApp } from '../trial-app.ts';

/** The features of a vault, wired as always, without sign-in and without its hashing: for thousands of commands. */
export async function bareWorkplace(
  trial: TrialApp,
  shell: ScriptedShell = scriptedShell(),
): Promise<{ vault: OpenVault; workplace: Workplace }> {
  const folder = join(trial.folder, 'vault');
  const { file } = await readVaultFile(folder);
  const slot = need(file.slots.find(({ label }) => label === accounts.officer.username));
  const vaultKey = need(await openSlot(file, slot.slotId, accounts.officer.password));
  const clock = guardClock(trial.clock);
  const credentials = createCredentials({ vaultFolder: folder, clock });
  const vault = await openVault({ folder, vaultKey, clock, onChange: () => undefined });
  const workplace = await createWorkplace({
    vault,
    person: {
      id: 'officer' as PersonId,
      name: 'Alan Sutcliffe',
      username: 'alan',
      role: 'officer',
      initials: 'AS',
      deputy: false,
    },
    clock,
    shell,
    announce: () => undefined,
    report: () => '',
    // Both people know their passwords here.
    presence: {
      ...createPresence({ vaultFolder: folder, credentials, onGuessing: () => undefined }),
      stepUp: async () => undefined,
    },
    credentials,
    printSheet: async () => true,
    laptop: { diskEncryption: async () => 'encrypted', waysOut: async () => [] },
    programFingerprint: async () => '',
    volumes: async () => ({ device: 'test', serial: null, volumeId: null }),
    verifyAfterMs: 3_600_000,
    isTraining: false,
    discDrives: async () => [],
    bundlePage: async () => '',
    software: { name: 'test', version: '0' },
  });
  return { vault, workplace };
}
