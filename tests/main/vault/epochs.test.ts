import { describe, expect, test } from 'vitest';
import { newId } from '../../../src/main/platform/ids.ts';
import {
  finishEpoch,
  openEpochs,
  startEpoch,
  unwrapRecordingKey,
  wrapRecordingKey,
} from '../../../src/main/vault/epochs.ts';
import { addSlot, createVault, replaceRecovery } from '../../../src/main/vault/key-slots.ts';
import {
  databaseKey,
  randomSecret,
  signingWrapKey,
  unwrapSecret,
  wipe,
  wrapSecret,
} from '../../../src/main/vault/keys.ts';
import type { ObjectId } from '../../../src/shared/model.ts';
import { weakKdf } from './vault-folder.ts';

const failure = (code: string) => expect.objectContaining({ name: 'AppError', code });
const newVault = () => createVault({ label: 'R. Patel', password: 'a password', kdf: weakKdf });
const only = <T>(items: readonly T[]): T => {
  const [item, ...more] = items;
  if (item === undefined || more.length > 0) throw new Error(`expected one, got ${items.length}`);
  return item;
};

describe('epochs', () => {
  test('a recording key comes back from its row, in this session and in the next', async () => {
    const { file, vaultKey } = await newVault();
    const [objectId, key] = [newId<ObjectId>(), randomSecret()];
    const wrapped = wrapRecordingKey(only(openEpochs(file, vaultKey)), objectId, key);
    expect(wrapped.length).toBe(60);
    expect(unwrapRecordingKey(only(openEpochs(file, vaultKey)), objectId, wrapped)).toEqual(key);
  });

  test('a wrapped key that was copied to the row of another object does not open', async () => {
    const { file, vaultKey } = await newVault();
    const epoch = only(openEpochs(file, vaultKey));
    const wrapped = wrapRecordingKey(epoch, newId<ObjectId>(), randomSecret());
    expect(() => unwrapRecordingKey(epoch, newId<ObjectId>(), wrapped)).toThrow(failure('integrity'));
    expect(() => unwrapRecordingKey({ ...epoch, number: 2 }, newId<ObjectId>(), wrapped)).toThrow(failure('integrity'));
    expect(() => unwrapRecordingKey(epoch, newId<ObjectId>(), wrapped.subarray(0, 20))).toThrow(failure('integrity'));
  });

  test('after a rotation survivors open, and a copy of the old rows opens nothing, even with the vault key', async () => {
    const { file, vaultKey } = await newVault();
    const [kept, disposed] = [newId<ObjectId>(), newId<ObjectId>()];
    const [keptKey, disposedKey] = [randomSecret(), randomSecret()];
    const before = only(openEpochs(file, vaultKey));
    const oldRows = new Map(
      [kept, disposed].map((id) => [id, wrapRecordingKey(before, id, id === kept ? keptKey : disposedKey)]),
    );
    const rowOf = (id: ObjectId) => oldRows.get(id) ?? new Uint8Array();

    const between = startEpoch(file, vaultKey);
    const [older, newer] = openEpochs(between, vaultKey);
    if (older === undefined || newer === undefined) throw new Error('two epochs expected');
    const rewrapped = wrapRecordingKey(newer, kept, unwrapRecordingKey(older, kept, rowOf(kept)));
    const after = finishEpoch(between);

    const current = only(openEpochs(after, vaultKey));
    expect(current.number).toBe(2);
    expect(unwrapRecordingKey(current, kept, rewrapped)).toEqual(keptKey);
    for (const id of [kept, disposed]) {
      for (const number of [1, 2]) {
        expect(() => unwrapRecordingKey({ ...current, number }, id, rowOf(id))).toThrow(failure('integrity'));
      }
    }
    expect(JSON.stringify(after)).not.toContain(file.epochs[0]?.wrappedSecret);
  });

  test('the key of an epoch does not follow from the vault key: two vault files with one vault key differ', async () => {
    const { file, vaultKey } = await newVault();
    const replayed = finishEpoch(startEpoch(file, vaultKey));
    const again = finishEpoch(startEpoch(file, vaultKey));
    expect(only(openEpochs(replayed, vaultKey)).wrapKey).not.toEqual(only(openEpochs(again, vaultKey)).wrapKey);
  });

  test('an epoch of another vault, or with another number, is refused', async () => {
    const [one, other] = [await newVault(), await newVault()];
    expect(() => openEpochs({ ...one.file, epochs: other.file.epochs }, one.vaultKey)).toThrow(failure('integrity'));
    const renumbered = one.file.epochs.map((epoch) => ({ ...epoch, number: 7 }));
    expect(() => openEpochs({ ...one.file, epochs: renumbered }, one.vaultKey)).toThrow(failure('integrity'));
  });

  test('a rotation is not started twice nor finished before it was started', async () => {
    const { file, vaultKey } = await newVault();
    expect(() => startEpoch(startEpoch(file, vaultKey), vaultKey)).toThrow(failure('conflict'));
    expect(() => finishEpoch(file)).toThrow(failure('conflict'));
  });
});

test('a key that was wiped meanwhile starts no epoch and makes no slot: nothing would open again', async () => {
  const { file, vaultKey } = await createVault({ label: 'alan', password: 'winter garden spade' });
  wipe(vaultKey);
  expect(() => startEpoch(file, vaultKey)).toThrow(failure('integrity'));
  await expect(addSlot(file, vaultKey, { label: 'morag', password: 'three copper kettles' })).rejects.toMatchObject({
    code: 'signed-out',
  });
  expect(() => replaceRecovery(file, vaultKey)).toThrow(failure('signed-out'));
});

describe('keys', () => {
  test('each use has its own key, the same one every time', () => {
    const vaultKey = randomSecret();
    expect(databaseKey(vaultKey)).toEqual(databaseKey(vaultKey));
    expect(databaseKey(vaultKey)).not.toEqual(signingWrapKey(vaultKey));
  });

  test('the label of the database key is frozen: HKDF-SHA256 of a known key', () => {
    // echo from Python: HKDF(SHA256, 32, salt=None, info=b"lend-a-cam-evidence/v1/database").derive(bytes(range(32)))
    expect(Buffer.from(databaseKey(Uint8Array.from({ length: 32 }, (_, n) => n))).toString('hex')).toBe(
      'a8e8d43c6395591fd068d8a48abbb5134929ca5d1ea66dc89299439109093c71',
    );
  });

  test('a wrapped secret of any length comes back, and not for another use', () => {
    const wrapKey = randomSecret();
    const secret = new TextEncoder().encode('-----BEGIN PRIVATE KEY-----'.repeat(90));
    const wrapped = wrapSecret(wrapKey, secret, 'signing');
    expect(Buffer.compare(unwrapSecret(wrapKey, wrapped, 'signing'), secret)).toBe(0);
    expect(() => unwrapSecret(wrapKey, wrapped, 'something else')).toThrow(failure('integrity'));
  });

  test('wiping leaves zeros', () => {
    const secret = randomSecret();
    wipe(secret, undefined);
    expect(secret).toEqual(new Uint8Array(32));
  });
});
