import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase, type WriteDb } from '../../../src/main/database/database.ts';
import { migrations } from '../../../src/main/database/migrations.ts';
import {
  forgetObjectKey,
  insertObject,
  listKeptObjects,
  rewrapObjectKey,
} from '../../../src/main/vault/object-store.ts';
import type { ObjectId } from '../../../src/shared/model.ts';
import { decryptedPages } from '../decrypted-pages.ts';
import { vaultFolder } from './vault-folder.ts';

test('no page of the registers keeps a wrapped key of before a disposal, however often pages were split', async () => {
  const path = join(await vaultFolder(), 'registers.db');
  const key = randomBytes(32);
  const db = openDatabase({ path, key, migrations });
  const written: Buffer[] = [];
  const insert = (tx: WriteDb, epoch: number): void => {
    const wrappedKey = randomBytes(60);
    written.push(wrappedKey);
    insertObject(tx, {
      ...{
        id: randomUUID() as string as ObjectId,
        kind: 'master',
        epoch,
        wrappedKey,
        plaintextBytes: 1,
        sealedBytes: 57,
      },
      ...{ sha256: randomBytes(32).toString('hex'), sealedAt: '2026-10-06T09:00:00.000Z' },
    });
  };
  const found = async (): Promise<number> => {
    db.truncateLog();
    const pages = await decryptedPages(path, key);
    return written.filter((wrappedKey) => pages.includes(wrappedKey)).length;
  };
  for (const epoch of [1, 2, 3]) {
    written.length = 0;
    for (let count = 0; count < 200; count += 1) db.transaction((tx) => insert(tx, epoch));
    expect(await found()).toBe(200);
    db.transaction((tx) => {
      for (const { id } of listKeptObjects(db).slice(0, 150)) forgetObjectKey(tx, id, '2026-11-17T09:00:00.000Z');
      for (const { id } of listKeptObjects(db)) rewrapObjectKey(tx, id, epoch + 1, randomBytes(60));
    });
    expect(await found()).toBe(0);
  }
  db.close();
});
