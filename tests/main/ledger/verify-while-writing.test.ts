import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenLedger, openLedger, signer } from './open-ledger.ts';

const SIZE = 2500; // three pages

let open: OpenLedger;
beforeEach(async () => {
  open = await openLedger();
  open.database.transaction(() => {
    const actor = { id: 'p-1', name: 'Zoë Öztürk', role: 'officer' };
    for (let number = 0; number < SIZE; number += 1)
      open.ledger.append({ actor, action: 'viewings.open', subject: 'recording R-0001', details: { number } });
  });
});
afterEach(() => open.remove());

/** Verifies, with entries and checkpoints made after each page. */
async function verifyWhileWriting(codes: string[] = []) {
  let pages = 0;
  const verification = await open.ledger.verify({
    signer,
    codes,
    onProgress() {
      pages += 1;
      for (let number = 0; number < 3; number += 1) open.append({ pages, number });
      open.ledger.checkpoint(signer);
    },
  });
  expect(pages).toBe(3);
  return verification;
}

test('entries appended during a verification are not taken for tampering, and not verified either', async () => {
  open.ledger.checkpoint(signer);
  const { root, code } = open.ledger.head();
  expect(await verifyWhileWriting([code])).toEqual({ ok: true, size: SIZE, root, faults: [] });
  expect(await open.ledger.verify({ signer })).toMatchObject({ ok: true, size: SIZE + 9 });
});

test('an entry appended right after the start is none of its faults', async () => {
  const verified = open.ledger.verify({ signer });
  open.append();
  expect(await verified).toMatchObject({ ok: true, size: SIZE });
});

test('a changed entry or node is found while others are appended', async () => {
  open.dropTriggers();
  open.database.connection.exec(`UPDATE ledger_entries SET text = text || ' ' WHERE seq = 2200;
    INSERT INTO ledger_nodes VALUES (1000000000, 40, 3, '${'ab'.repeat(32)}')`);
  const { faults } = await verifyWhileWriting();
  expect(faults.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(['2200 edited', 'null nodes']);
});
