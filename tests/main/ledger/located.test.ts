import { afterEach, beforeEach, expect, test } from 'vitest';
import { type OpenLedger, openLedger, signer } from './open-ledger.ts';

// What somebody with the database's key could do, once each, and where the verification says it was done.

const SIZE = 100;

let open: OpenLedger;
beforeEach(async () => {
  open = await openLedger();
  open.database.transaction(() => {
    const actor = { id: 'p-1', name: 'Zoë Öztürk', role: 'officer' };
    for (let number = 0; number < SIZE; number += 1)
      open.ledger.append({ actor, action: 'viewings.open', subject: 'recording R-0001', details: { number } });
  });
  open.dropTriggers();
});
afterEach(() => open.remove());

/** Faults after a change of the tables, by entry and kind. */
async function faultsAfter(sql: string): Promise<string[]> {
  open.database.connection.exec(sql);
  const { ok, faults } = await open.ledger.verify({ signer });
  expect(ok).toBe(faults.length === 0);
  return faults.map(({ seq, kind }) => `${seq} ${kind}`);
}

test('nothing is said of a ledger as it was written', async () => {
  expect(await faultsAfter('')).toEqual([]);
});

test('an edit is found at its entry alone, and a second one far behind it too', async () => {
  const edit = (number: number): string =>
    `UPDATE ledger_entries SET text = replace(text, '"number":${number}', '"number":7') WHERE seq = ${number};`;
  expect(await faultsAfter(edit(40) + edit(90))).toEqual(['40 edited', '90 edited']);
});

test('a deletion is found at the entry that is missing, whether or not the rest was renumbered', async () => {
  const deletion = 'DELETE FROM ledger_entries WHERE seq = 40;';
  expect(await faultsAfter(deletion)).toEqual(['40 missing']);
  const renumbered = 'UPDATE ledger_entries SET seq = seq - 1 WHERE seq > 40;';
  expect(await faultsAfter(renumbered)).toContain('40 missing');
});

test('an insertion is found where it was put in', async () => {
  const room = `UPDATE ledger_entries SET seq = -seq - 1000 WHERE seq >= 40;
    UPDATE ledger_entries SET seq = -seq - 1000 + 1 WHERE seq <= -1000;`;
  const copy = `INSERT INTO ledger_entries SELECT 40, at, actor_id, actor_name, action, subject, text, leaf_hash
    FROM ledger_entries WHERE seq = 20;`;
  const faults = await faultsAfter(room + copy);
  expect(faults.map((fault) => Number(fault.split(' ')[0])).every((seq) => seq === 40 || seq === 41)).toBe(true);
  expect(faults).toContain('41 inserted');
});

test('two entries that changed places are both found', async () => {
  const faults = await faultsAfter(`UPDATE ledger_entries SET seq = -1 WHERE seq = 40;
    UPDATE ledger_entries SET seq = 40 WHERE seq = 60; UPDATE ledger_entries SET seq = 60 WHERE seq = -1;`);
  expect(faults).toEqual(['40 order', '40 edited', '60 order', '60 edited']);
});

test('a cut end is found while the tree, a checkpoint or paper knows of it', async () => {
  const { code } = open.ledger.checkpoint(signer);
  const cut = 'DELETE FROM ledger_entries WHERE seq >= 95;';
  expect(await faultsAfter(cut)).toEqual(['95 truncated', '95 truncated']);
  const trace = 'DELETE FROM ledger_nodes WHERE (position + 1) * (1 << level) > 95;';
  expect(await faultsAfter(trace)).toEqual(['95 truncated']);
  expect(await faultsAfter('DELETE FROM ledger_checkpoints')).toEqual([]); // only paper is left
  const { faults } = await open.ledger.verify({ signer, codes: [code] });
  expect(faults).toMatchObject([{ seq: 95, kind: 'truncated' }]);
});

test('entries that the register counts otherwise are found where that begins', async () => {
  const renumbered = `UPDATE ledger_entries SET seq = -seq - 1000 WHERE seq >= 40;
    UPDATE ledger_entries SET seq = -seq - 1000 + 5 WHERE seq <= -1000;`;
  expect(await faultsAfter(renumbered)).toEqual(['40 columns']);
});

test('a name in the register that is not in the text is found', async () => {
  expect(await faultsAfter(`UPDATE ledger_entries SET actor_name = 'Somebody else' WHERE seq = 40`)).toEqual([
    '40 columns',
  ]);
});

test('a changed tree is not taken for a changed entry', async () => {
  const hash = `'${'ab'.repeat(32)}'`;
  expect(await faultsAfter(`UPDATE ledger_nodes SET hash = ${hash} WHERE level = 0 AND position = 40`)).toEqual([
    '40 nodes',
  ]);
});

test('a checkpoint names the entries among which something was changed with all its hashes', async () => {
  open.ledger.checkpoint(signer);
  const genuine = open.ledger.search({ limit: 1 })[0]?.text ?? '';
  const forged = await openLedger();
  try {
    for (let number = 0; number < SIZE; number += 1) forged.append({ number });
    const { connection } = forged.database;
    connection.prepare('INSERT INTO ledger_checkpoints SELECT ?, ?, ?, ?').run(...checkpointRow());
    const { faults } = await forged.ledger.verify({ signer });
    expect(forged.ledger.search({ limit: 1 })[0]?.text).not.toBe(genuine);
    expect(faults).toEqual([
      { seq: 99, kind: 'checkpoint', message: expect.stringContaining('one of the entries 0 to 99 was changed') },
    ]);
  } finally {
    await forged.remove();
  }
});

function checkpointRow(): [number, string, string, string] {
  const { size, root, at, signature } = open.ledger.checkpoint(signer);
  return [size, root, at, signature];
}
