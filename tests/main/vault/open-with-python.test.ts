import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openEpochs, wrapRecordingKey } from '../../../src/main/vault/epochs.ts';
import { addSlot, createVault } from '../../../src/main/vault/key-slots.ts';
import { databaseKey } from '../../../src/main/vault/keys.ts';
import { segmentBytes } from '../../../src/main/vault/sealed-format.ts';
import { sealObject } from '../../../src/main/vault/sealing.ts';
import { writeVaultFile } from '../../../src/main/vault/vault-file.ts';
import { objectPath } from '../../../src/main/vault/vault-files.ts';
import { inPieces, pattern } from './generated-bytes.ts';
import { flipBit, vaultFolder, weakKdf } from './vault-folder.ts';

// docs/open-vault.py shares no line with the application: it is the independent judge of every format in the vault.
// Left out where Python's `cryptography` with Argon2 is not installed.
const imports = 'from cryptography.hazmat.primitives.kdf.argon2 import Argon2id';
const hasPython = spawnSync('python3', ['-c', imports]).status === 0;

const python = (args: string[], typed: string) =>
  spawnSync('python3', ['docs/open-vault.py', ...args], { input: typed, maxBuffer: 64 * 1024 * 1024 });

const password = 'Zażółć gęślą jaźń \u212b';

async function storedVault() {
  const folder = await vaultFolder();
  const vault = await createVault({ label: 'R. Patel', password: 'unused', kdf: weakKdf });
  const { file } = await addSlot(vault.file, vault.vaultKey, { label: 'Zoë Łęcka', password });
  await writeVaultFile(folder, file);
  return { ...vault, file, folder, json: join(folder, 'vault.json') };
}

describe.skipIf(!hasPython)('a stranger with nothing but the format description', () => {
  test('gets the database key from a password, and from the recovery halves', async () => {
    const vault = await storedVault();
    const expected = `database key: ${Buffer.from(databaseKey(vault.vaultKey)).toString('hex')}\n`;
    const bySlot = python(['keys', vault.json, '--slot', 'Zoë Łęcka'], `${password}\n`);
    const byHalves = python(['keys', vault.json, '--recovery'], `${vault.recovery.halfB}\n${vault.recovery.halfA}\n`);
    for (const { stdout, stderr } of [bySlot, byHalves]) {
      expect(stderr.toString()).toBe('');
      expect(stdout.toString()).toBe(expected);
    }
    expect(python(['keys', vault.json, '--slot', 'Zoë Łęcka'], 'wrong\n').status).toBe(1);
  });

  test('opens a recording, and is told when it was changed', async () => {
    const vault = await storedVault();
    const plaintext = pattern(2 * segmentBytes + 99);
    const { objectId, key } = await sealObject({ vaultFolder: vault.folder, source: inPieces(plaintext) });
    const [epoch] = openEpochs(vault.file, vault.vaultKey);
    if (epoch === undefined) throw new Error('no epoch');
    const wrapped = Buffer.from(wrapRecordingKey(epoch, objectId, key)).toString('hex');
    const path = objectPath(vault.folder, objectId);
    const row = ['--id', objectId, '--epoch', String(epoch.number), '--wrapped-key', wrapped, '--file', path];
    const opening = () => python(['object', vault.json, '--slot', 'Zoë Łęcka', ...row], `${password}\n`);
    const { stdout, stderr } = opening();
    expect(stderr.toString()).toBe('');
    expect(createHash('sha256').update(stdout).digest('hex')).toBe(
      createHash('sha256').update(plaintext).digest('hex'),
    );
    await flipBit(path, 100);
    expect(opening()).toEqual(expect.objectContaining({ status: 1, stdout: Buffer.alloc(0) }));
  });
});
