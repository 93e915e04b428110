import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addSlot,
  createVault,
  defaultKdf,
  needsRaising,
  openSlot,
  openWithRecovery,
  removeSlot,
  replaceRecovery,
  replaceSlot,
  slotFor,
} from '../../../src/main/vault/key-slots.ts';
import { joinRecoveryHalves, newRecoveryCode } from '../../../src/main/vault/recovery-code.ts';
import type { Slot, VaultFile } from '../../../src/main/vault/vault-file.ts';
import { weakKdf } from './vault-folder.ts';

const first = { label: 'R. Patel', password: 'correct horse battery', kdf: weakKdf };
const failure = (code: string) => expect.objectContaining({ name: 'AppError', code });
const withSlot = (file: VaultFile, change: Partial<Slot>): VaultFile => ({
  ...file,
  slots: file.slots.map((slot) => ({ ...slot, ...change })),
});

describe('a slot', () => {
  test('opens with its password and with no other', async () => {
    const { file, slotId, vaultKey } = await createVault(first);
    expect(await openSlot(file, slotId, first.password)).toEqual(vaultKey);
    for (const wrong of ['', 'correct horse batterY', `${first.password} `]) {
      expect(await openSlot(file, slotId, wrong)).toBeNull();
    }
    await expect(openSlot(file, 'nobody', first.password)).rejects.toEqual(failure('not-found'));
  });

  test('opens with the same password typed on a keyboard that composes its accents otherwise', async () => {
    const { file, slotId, vaultKey } = await createVault({ ...first, password: 'caf\u00e9 au lait \u212b' });
    expect(await openSlot(file, slotId, 'cafe\u0301 au lait \u00c5')).toEqual(vaultKey);
  });

  test('does not open once any of its public fields was changed', async () => {
    const { file, slotId } = await createVault(first);
    const changes: Partial<Slot>[] = [
      { label: 'Somebody else' },
      { salt: '00'.repeat(16) },
      { kdf: { ...weakKdf, memoryKib: 16 } },
      { wrappedVaultKey: '00'.repeat(60) },
    ];
    for (const change of changes) expect(await openSlot(withSlot(file, change), slotId, first.password)).toBeNull();
    expect(
      await openSlot({ ...file, vaultId: '00000000-0000-4000-8000-000000000000' }, slotId, first.password),
    ).toBeNull();
  });

  test('every person has one; each opens with their own password', async () => {
    const { file: alone, slotId, vaultKey } = await createVault(first);
    const { file, slotId: second } = await addSlot(alone, vaultKey, {
      ...first,
      label: 'J. Okafor',
      password: 'another one',
    });
    expect(await openSlot(file, second, 'another one')).toEqual(vaultKey);
    expect(await openSlot(file, slotId, first.password)).toEqual(vaultKey);
    expect(await openSlot(file, second, first.password)).toBeNull();
    await expect(addSlot(file, vaultKey, first)).rejects.toEqual(failure('conflict'));
    const left = removeSlot(file, slotId);
    await expect(openSlot(left, slotId, first.password)).rejects.toEqual(failure('not-found'));
    expect(() => removeSlot(left, second)).toThrow(failure('conflict'));
  });

  test('takes a new password; the old one opens nothing', async () => {
    const { file, slotId, vaultKey } = await createVault(first);
    const changed = await replaceSlot(file, vaultKey, { slotId, password: 'a new password', kdf: weakKdf });
    expect(changed.slots[0]?.label).toBe(first.label);
    expect(await openSlot(changed, slotId, 'a new password')).toEqual(vaultKey);
    expect(await openSlot(changed, slotId, first.password)).toBeNull();
  });

  test('is raised when the default asks for more than it was made with', async () => {
    const { file, slotId, vaultKey } = await createVault(first);
    expect(needsRaising(file, slotId)).toBe(true);
    const raised = await replaceSlot(file, vaultKey, { slotId, password: first.password });
    expect(raised.slots[0]?.kdf).toEqual(defaultKdf);
    expect(needsRaising(raised, slotId)).toBe(false);
    expect(await openSlot(raised, slotId, first.password)).toEqual(vaultKey);
  });

  test('stands in for a name nobody has, always the same, so that its cost tells nothing of who exists', async () => {
    const { file, vaultKey } = await createVault(first);
    const second = await addSlot(file, vaultKey, { label: 'alan', password: 'another one', kdf: weakKdf });
    const strangers = ['bob', 'bob.smith', 'carol', 'dave', 'erin', '\u{1F4F9}', ''];
    const standIn = (label: string) => slotFor(second.file, label)?.label;
    expect(new Set(strangers.map(standIn))).toEqual(new Set(['R. Patel', 'alan']));
    expect(strangers.map(standIn)).toEqual(strangers.map(standIn));
    expect(['R. Patel', 'alan'].map(standIn)).toEqual(['R. Patel', 'alan']);
    expect(slotFor({ ...file, slots: [] }, 'bob')).toBeUndefined();
  });

  test('the default costs a guess at least 64 MiB and three passes', () => {
    expect(defaultKdf.memoryKib).toBeGreaterThanOrEqual(64 * 1024);
    expect(defaultKdf.passes).toBeGreaterThanOrEqual(3);
  });
});

describe('the recovery code', () => {
  test('both halves open the vault, in either order, however they are typed', async () => {
    const { file, vaultKey, recovery } = await createVault(first);
    const { halfA, halfB } = recovery;
    expect(halfA).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/u);
    expect(openWithRecovery(file, halfA, halfB)).toEqual(vaultKey);
    const sloppy = halfA.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(openWithRecovery(file, halfB, sloppy)).toEqual(vaultKey);
  });

  test('one half is refused, twice the same too, and the halves of another vault open nothing', async () => {
    const { file, recovery } = await createVault(first);
    const other = await createVault(first);
    expect(() => openWithRecovery(file, recovery.halfA, '')).toThrow(failure('invalid-input'));
    expect(() => openWithRecovery(file, recovery.halfA, recovery.halfA)).toThrow(/sheet A/u);
    expect(openWithRecovery(file, recovery.halfA, other.recovery.halfB)).toBeNull();
    expect(openWithRecovery(file, other.recovery.halfA, other.recovery.halfB)).toBeNull();
  });

  test('a slip of the pen is noticed and says in which half', async () => {
    const { file, recovery } = await createVault(first);
    fc.assert(
      fc.property(fc.nat(35), fc.integer({ min: 1, max: 31 }), (position, step) => {
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const typed = recovery.halfB.replaceAll('-', '').split('');
        typed[position] = alphabet[(alphabet.indexOf(typed[position] ?? '') + step) % 32] ?? '';
        expect(() => openWithRecovery(file, recovery.halfA, typed.join(''))).toThrow(/The second half/u);
      }),
      { numRuns: 30 },
    );
  });

  test('the halves join to the code that was split', () => {
    for (let n = 0; n < 200; n += 1) {
      const { code, halves } = newRecoveryCode();
      expect(joinRecoveryHalves(halves.halfA, halves.halfB)).toEqual(code);
    }
  });

  test('new sheets make the old ones useless', async () => {
    const { file, vaultKey, recovery } = await createVault(first);
    const renewed = replaceRecovery(file, vaultKey);
    expect(openWithRecovery(renewed.file, recovery.halfA, recovery.halfB)).toBeNull();
    expect(openWithRecovery(renewed.file, renewed.recovery.halfA, renewed.recovery.halfB)).toEqual(vaultKey);
  });
});
