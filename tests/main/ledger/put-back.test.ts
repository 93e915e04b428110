import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../src/main/database/database.ts';
import { migrations } from '../../../src/main/database/migrations.ts';
import { createLedger } from '../../../src/main/ledger/ledger-service.ts';
import { systemClock } from '../../../src/main/platform/clock.ts';
import { signer } from './open-ledger.ts';

const key = randomBytes(32);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Opens the ledger of a file, works with it and closes the file again. */
async function inFile<T>(
  name: string,
  work: (ledger: ReturnType<typeof createLedger>, append: (count: number) => void) => T,
) {
  const database = openDatabase({ path: join(folder, name), key, migrations });
  try {
    const ledger = createLedger({ db: database.connection, clock: systemClock });
    const actor = { id: 'p-1', name: 'Zoë Öztürk', role: 'officer' };
    const append = (count: number): void =>
      database.transaction(() => {
        for (let number = 0; number < count; number += 1)
          ledger.append({ actor, action: 'viewings.open', subject: 'recording R-0001', details: { number } });
      });
    return await work(ledger, append);
  } finally {
    database.close();
  }
}

test('a ledger that was closed goes on where it was', async () => {
  for (const count of [0, 1, 6, 5, 20]) await inFile('registers.db', (_ledger, append) => append(count));
  const verified = await inFile('registers.db', (ledger) => ledger.verify({ signer }));
  expect(verified).toMatchObject({ ok: true, size: 32 });
});

test('two ledgers open on one file at once go on from each other', async () => {
  await inFile('registers.db', (ledger, append) => {
    append(3);
    return inFile('registers.db', async (other, appendOther) => {
      appendOther(2);
      append(2);
      appendOther(1);
      expect(await other.verify({ signer })).toMatchObject({ ok: true, size: 8 });
      expect(ledger.head()).toEqual(other.head());
    });
  });
});

test('an older copy put back verifies by itself, and only a code from paper finds it, before and after it grew again', async () => {
  await inFile('registers.db', (ledger, append) => {
    append(10);
    ledger.checkpoint(signer);
  });
  await copyFile(join(folder, 'registers.db'), join(folder, 'older.db'));
  const code = await inFile('registers.db', (ledger, append) => {
    append(5);
    return ledger.checkpoint(signer).code;
  });
  await copyFile(join(folder, 'older.db'), join(folder, 'registers.db'));
  await inFile('registers.db', async (ledger, append) => {
    expect(await ledger.verify({ signer })).toMatchObject({ ok: true, size: 10 });
    expect(ledger.checkCode(code)).toEqual({ verdict: 'shorter-ledger', size: 15 });
    const { faults } = await ledger.verify({ signer, codes: [code] });
    expect(faults).toMatchObject([{ seq: 10, kind: 'truncated' }]);
    append(9);
    expect(ledger.checkCode(code)).toEqual({ verdict: 'differs', size: 15 });
    const later = await ledger.verify({ signer, codes: [code] });
    expect(later.faults).toMatchObject([{ seq: 14, kind: 'witness' }]);
  });
});

test('a checkpoint of an empty ledger can be made and verified', async () => {
  await inFile('registers.db', async (ledger, append) => {
    const { code } = ledger.checkpoint(signer);
    append(1);
    expect(await ledger.verify({ signer, codes: [code] })).toMatchObject({ ok: true, size: 1 });
  });
});
