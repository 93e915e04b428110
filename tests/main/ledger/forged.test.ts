import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Entry, entryText } from '../../../src/main/ledger/entry.ts';
import { grow, leafHash, nodeNumber, type Peaks } from '../../../src/main/ledger/merkle-tree.ts';
import { type OpenLedger, openLedger, signer } from './open-ledger.ts';

// Somebody who changes the hashes along with what they are of: one after the other up to the whole ledger, until only
// the signature and the paper are left to find it.

const SIZE = 40;
const EDITED = 17;

let open: OpenLedger;
let code: string;
beforeEach(async () => {
  open = await openLedger();
  for (let number = 0; number < SIZE; number += 1) {
    open.append({ number });
    if (number === 9 || number === 29) open.ledger.checkpoint(signer);
  }
  code = open.ledger.head().code;
  open.dropTriggers();
});
afterEach(() => open.remove());

const run = (sql: string, ...values: unknown[]): void => void open.database.connection.prepare(sql).run(...values);
const faults = async (codes: string[] = []): Promise<string[]> =>
  (await open.ledger.verify({ signer, codes })).faults.map(({ seq, kind }) => `${seq} ${kind}`);

const entryAt = (seq: number): Entry =>
  JSON.parse(open.ledger.search({ limit: 1, beforeSeq: seq + 1 })[0]?.text ?? '') as Entry;

/** Writes an entry with its hash beside it, which is returned. */
function rewrite(entry: Entry): string {
  const text = entryText(entry);
  run('UPDATE ledger_entries SET text = ?, leaf_hash = ? WHERE seq = ?', text, leafHash(text), entry.seq);
  return leafHash(text);
}
const forged = (): Entry => ({ ...entryAt(EDITED), details: { number: 'another' } });

/** Writes the chain of all entries after the forged one anew. */
function rewriteChain(): void {
  let previous = rewrite(forged());
  for (let seq = EDITED + 1; seq < SIZE; seq += 1) previous = rewrite({ ...entryAt(seq), previous });
}

/** Writes the whole tree anew, as the entries now are. */
function rewriteTree(): void {
  run('DELETE FROM ledger_nodes');
  let peaks: Peaks = [];
  for (let seq = 0; seq < SIZE; seq += 1) {
    const grown = grow(peaks, seq, leafHash(entryText(entryAt(seq))));
    for (const { level, position, hash } of grown.nodes)
      run('INSERT INTO ledger_nodes VALUES (?, ?, ?, ?)', nodeNumber(level, position), level, position, hash);
    peaks = grown.peaks;
  }
}

test('an edit with the hash beside it is found at its entry', async () => {
  rewrite(forged());
  expect(await faults()).toEqual([`${EDITED} edited`]);
});

test('an edit with both of its hashes is found at the nodes above it, the entry after it and the checkpoint', async () => {
  const leaf = rewrite(forged());
  run('UPDATE ledger_nodes SET hash = ? WHERE level = 0 AND position = ?', leaf, EDITED);
  expect(await faults()).toEqual([`${EDITED} nodes`, `${EDITED + 1} chain`, '29 checkpoint']);
});

test('an edit of the last entry, which no other entry speaks of, is found too', async () => {
  rewrite({ ...entryAt(SIZE - 1), details: { number: 'another' } });
  expect(await faults()).toEqual([`${SIZE - 1} edited`]);
});

test('an edit with the whole tree is found at the entry after it', async () => {
  rewrite(forged());
  rewriteTree();
  expect(await faults()).toEqual([`${EDITED + 1} chain`, '29 checkpoint']);
});

test('an edit with everything after it and the tree is found between the two checkpoints around it', async () => {
  rewriteChain();
  rewriteTree();
  expect(await faults()).toEqual(['29 checkpoint']);
  const [fault] = (await open.ledger.verify({ signer })).faults;
  expect(fault?.message).toContain('one of the entries 10 to 29 was changed');
});

test('when the checkpoints are gone as well, only a code from paper finds it', async () => {
  rewriteChain();
  rewriteTree();
  run('DELETE FROM ledger_checkpoints');
  expect(await faults()).toEqual([]);
  expect(await faults([code])).toEqual([`${SIZE - 1} witness`]);
  expect(open.ledger.checkCode(code)).toEqual({ verdict: 'differs', size: SIZE });
});

test('a checkpoint that is not the ledger’s is not signed anew, and nothing is proved to it', () => {
  const { signature, at } = open.ledger.checkpoint(signer);
  run('UPDATE ledger_checkpoints SET root = ? WHERE size = ?', 'ab'.repeat(32), SIZE);
  expect(() => open.ledger.checkpoint(signer)).toThrow('changed since its last checkpoint');
  const another = { size: SIZE, root: 'ab'.repeat(32), at, signature, code };
  expect(() => open.ledger.exportEntries([3], another)).toThrow('Entry 3 of the ledger is missing or was changed.');
});

test('a changed checkpoint and a changed signature are told apart, each at its size', async () => {
  run('UPDATE ledger_checkpoints SET root = ? WHERE size = 10', 'ab'.repeat(32));
  run(`UPDATE ledger_checkpoints SET signature = replace(signature, substr(signature, 5, 1), '#') WHERE size = 30`);
  expect(await faults()).toEqual(['9 checkpoint', '29 signature']);
  const messages = (await open.ledger.verify({ signer })).faults.map(({ message }) => message);
  expect(messages[0]).toContain('was itself changed');
});

test('a node high in the tree is found, and the ledger’s head is not the code on paper', async () => {
  run('UPDATE ledger_nodes SET hash = ? WHERE level = 5 AND position = 0', 'ab'.repeat(32));
  expect(await faults([code])).toEqual(['31 nodes']);
  expect(open.ledger.head().code).not.toBe(code);
});

test('what is no hash in the tree stops what needs it, in plain words, and is located', async () => {
  run(`UPDATE ledger_nodes SET hash = 'zz' WHERE level = 3 AND position = 4`);
  expect(() => open.ledger.head()).toThrow('A part of the ledger is missing or damaged. Verify the ledger.');
  expect(await faults()).toEqual(['39 nodes']);
});

test('a code that is none is refused when verifying', async () => {
  await expect(open.ledger.verify({ signer, codes: [code, 'hello'] })).rejects.toThrow('not a witness code');
});
