import { link, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { finishEpoch, startEpoch } from '../../../src/main/vault/epochs.ts';
import { addSlot, createVault, openSlot } from '../../../src/main/vault/key-slots.ts';
import { createObjectKeys } from '../../../src/main/vault/object-keys.ts';
import {
  changeVaultFile,
  hasVaultFile,
  readVaultFile,
  repairVaultFile,
  writeVaultFile,
} from '../../../src/main/vault/vault-file.ts';
import { flipBit, vaultFolder, weakKdf } from './vault-folder.ts';

const failure = (code: string) => expect.objectContaining({ name: 'AppError', code });

async function storedVault() {
  const folder = await vaultFolder();
  const vault = await createVault({ label: 'R. Patel', password: 'a password', kdf: weakKdf });
  await writeVaultFile(folder, vault.file);
  return { ...vault, folder, main: join(folder, 'vault.json'), copy: join(folder, 'vault.json.bak') };
}
const bothEqual = async (vault: { main: string; copy: string }): Promise<void> => {
  expect(await readFile(vault.copy, 'utf8')).toBe(await readFile(vault.main, 'utf8'));
};

describe('vault.json', () => {
  test('is read as it was written, has a copy, and nothing else lies beside it', async () => {
    const vault = await storedVault();
    expect(await readVaultFile(vault.folder)).toEqual({ file: vault.file });
    expect(await repairVaultFile(vault.folder)).toEqual({ file: vault.file, restored: false });
    await bothEqual(vault);
    expect((await readdir(vault.folder)).sort()).toEqual(['vault.json', 'vault.json.bak']);
  });

  test('holds neither the vault key nor a password', async () => {
    const vault = await storedVault();
    const text = await readFile(vault.main, 'utf8');
    expect(text).not.toContain(Buffer.from(vault.vaultKey).toString('hex'));
    expect(text).not.toContain('a password');
  });

  test('when there is none, says so', async () => {
    const folder = await vaultFolder();
    expect(await hasVaultFile(folder)).toBe(false);
    await expect(readVaultFile(folder)).rejects.toEqual(failure('not-found'));
  });

  test('when it is damaged or gone, its copy opens the vault and replaces it', async () => {
    const damages: ((main: string) => Promise<void>)[] = [
      (main) => rm(main),
      (main) => writeFile(main, ''),
      (main) => writeFile(main, '{}'),
      (main) => writeFile(main, new Uint8Array(5000)),
      (main) => flipBit(main, 300),
      async (main) => writeFile(main, (await readFile(main, 'utf8')).replace('"passes": 1', '"passes": 2')),
    ];
    for (const damage of damages) {
      const vault = await storedVault();
      await damage(vault.main);
      expect(await hasVaultFile(vault.folder)).toBe(true);
      const { file, restored } = await repairVaultFile(vault.folder);
      expect(restored).toBe(true);
      expect(await openSlot(file, vault.slotId, 'a password')).toEqual(vault.vaultKey);
      await bothEqual(vault);
      expect((await repairVaultFile(vault.folder)).restored).toBe(false);
    }
  });

  test('when its copy is damaged or gone, it is made again', async () => {
    const vault = await storedVault();
    for (const damage of [() => rm(vault.copy), () => flipBit(vault.copy, 200)]) {
      await damage();
      expect((await repairVaultFile(vault.folder)).restored).toBe(false);
      await bothEqual(vault);
    }
  });

  test('reading alone opens with the copy and leaves the folder as it is', async () => {
    const vault = await storedVault();
    await flipBit(vault.main, 300);
    await writeFile(`${vault.copy}.tmp`, 'half of a');
    const contents = async () =>
      Promise.all((await readdir(vault.folder)).sort().map((name) => readFile(join(vault.folder, name), 'utf8')));
    const before = await contents();
    expect((await readVaultFile(vault.folder)).file).toEqual(vault.file);
    expect(await contents()).toEqual(before);
  });

  test('when both are damaged, nobody is let in on a guess', async () => {
    const vault = await storedVault();
    await flipBit(vault.main, 100);
    await flipBit(vault.copy, 100);
    await expect(readVaultFile(vault.folder)).rejects.toEqual(failure('integrity'));
  });
});

describe('replacing it', () => {
  test.skipIf(process.platform === 'win32')('overwrites the bytes of what it replaces, not only the name', async () => {
    const vault = await storedVault();
    const secret = vault.file.epochs[0]?.wrappedSecret ?? 'none';
    const old = await Promise.all([vault.main, vault.copy].map((path) => open(path))); // keeps the old files readable
    const rotated = finishEpoch(startEpoch(vault.file, vault.vaultKey));
    await writeVaultFile(vault.folder, rotated);
    expect((await readVaultFile(vault.folder)).file).toEqual(rotated);
    for (const handle of old) {
      const bytes = await handle.readFile();
      await handle.close();
      expect(bytes.length).toBeGreaterThan(500);
      expect(bytes.every((byte) => byte === 0)).toBe(true);
    }
    for (const name of await readdir(vault.folder)) {
      expect(await readFile(join(vault.folder, name), 'utf8')).not.toContain(secret);
    }
  });

  test('a write cut short before the new name was given changes nothing', async () => {
    const vault = await storedVault();
    await writeFile(`${vault.main}.tmp`, 'half of a');
    await link(vault.main, `${vault.main}.old`);
    expect((await repairVaultFile(vault.folder)).file).toEqual(vault.file);
    expect((await readdir(vault.folder)).sort()).toEqual(['vault.json', 'vault.json.bak']);
    expect((await repairVaultFile(vault.folder)).restored).toBe(false);
  });

  test('a write cut short before the copy was made is finished: the copy does not keep the old epoch', async () => {
    const vault = await storedVault();
    const before = await readFile(vault.main);
    const { file } = await addSlot(vault.file, vault.vaultKey, { label: 'J. Okafor', password: 'b', kdf: weakKdf });
    const rotated = finishEpoch(startEpoch(file, vault.vaultKey));
    await writeVaultFile(vault.folder, rotated);
    await writeFile(vault.copy, before);
    await writeFile(`${vault.main}.old`, before);
    expect((await repairVaultFile(vault.folder)).file).toEqual(rotated);
    await bothEqual(vault);
    expect((await readdir(vault.folder)).sort()).toEqual(['vault.json', 'vault.json.bak']);
  });
});

describe('many at once', () => {
  const numbersOf = (file: { epochs: readonly { number: number }[] }): number[] =>
    file.epochs.map(({ number }) => number);

  test('reads and repairs during key rotations find a whole file each time and damage none', async () => {
    const vault = await storedVault();
    const rotations: Promise<unknown>[] = [];
    const reads: Promise<{ file: { vaultId: string } }>[] = [];
    for (let round = 0; round < 20; round += 1) {
      rotations.push(changeVaultFile(vault.folder, (file) => startEpoch(file, vault.vaultKey)));
      reads.push(readVaultFile(vault.folder), repairVaultFile(`${vault.folder}/.`));
      rotations.push(changeVaultFile(vault.folder, finishEpoch));
      // Some start in the middle of what is under way.
      await new Promise((resolve) => setTimeout(resolve, round % 4));
      reads.push(repairVaultFile(vault.folder), readVaultFile(vault.folder));
    }
    await Promise.all(rotations);
    for (const { file } of await Promise.all(reads)) expect(file.vaultId).toBe(vault.file.vaultId);
    expect(numbersOf((await readVaultFile(vault.folder)).file)).toEqual([21]);
    await bothEqual(vault);
    expect((await readdir(vault.folder)).sort()).toEqual(['vault.json', 'vault.json.bak']);
  });

  test('no change is lost to another, and one that fails leaves the turn to the next', async () => {
    const vault = await storedVault();
    const { file: withTwo } = await addSlot(vault.file, vault.vaultKey, { label: 'J', password: 'b', kdf: weakKdf });
    const changes = await Promise.allSettled([
      changeVaultFile(vault.folder, (file) => startEpoch(file, vault.vaultKey)),
      changeVaultFile(vault.folder, () => {
        throw new Error('not this one');
      }),
      changeVaultFile(vault.folder, (file) => ({ ...file, slots: withTwo.slots })),
    ]);
    expect(changes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const { file } = await readVaultFile(vault.folder);
    expect(numbersOf(file)).toEqual([1, 2]);
    expect(file.slots).toHaveLength(2);
  });

  test('a rotation that two ask for at once enters one new epoch', async () => {
    const vault = await storedVault();
    const keys = await createObjectKeys(vault.folder, vault.vaultKey);
    await Promise.all([keys.startRotation(), keys.startRotation()]);
    expect(numbersOf((await readVaultFile(vault.folder)).file)).toEqual([1, 2]);
    await keys.finishRotation();
    expect(keys.isRotating()).toBe(false);
    keys.wipe();
  });
});
