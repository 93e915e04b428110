import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenLedger, openLedger, signer } from './open-ledger.ts';

// Somebody with the database's key and time on their hands: every row of a small ledger is changed in every way we can
// think of, directly in the tables, and nothing may pass. Where a change is found is said in other tests.

const SIZE = 21;
const CHECKPOINTS = [7, 16, SIZE];

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
  for (let number = 0; number < SIZE; number += 1) {
    open.append({ number });
    if (CHECKPOINTS.includes(number + 1)) open.ledger.checkpoint(signer);
  }
  open.dropTriggers();
});
afterAll(() => open.remove());

const contents = (): string =>
  JSON.stringify(
    ['entries', 'nodes', 'checkpoints'].map((table) =>
      open.database.connection.prepare(`SELECT * FROM ledger_${table}`).all(),
    ),
  );

/** Makes each change on the ledger as it was written; those that a verification lets pass. */
async function unnoticed(changes: readonly string[]): Promise<string[]> {
  const { connection } = open.database;
  const before = contents();
  const passed: string[] = [];
  let made = 0;
  for (const sql of changes) {
    connection.exec('BEGIN');
    try {
      connection.exec(sql);
      if (contents() === before) continue;
      made += 1;
      if ((await open.ledger.verify({ signer })).ok) passed.push(sql);
    } finally {
      connection.exec('ROLLBACK');
    }
  }
  expect(made).toBeGreaterThan(changes.length / 2);
  expect((await open.ledger.verify({ signer })).faults).toEqual([]);
  return passed;
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const everySeq = (change: (seq: number) => readonly string[]): string[] => upTo(SIZE).flatMap(change);
const everyNode = (change: (level: number, position: number) => readonly string[]): string[] =>
  upTo(5).flatMap((level) => upTo(SIZE >> level).flatMap((position) => change(level, position)));

const anotherHash = `'${'ab'.repeat(32)}'`;
const copyTo = (seq: number, to: number): string =>
  `INSERT INTO ledger_entries SELECT ${to}, at, actor_id, actor_name, action, subject, text, leaf_hash
   FROM ledger_entries WHERE seq = ${seq}`;
/** Numbers are unique, so they are moved out of the way first. */
const renumber = (from: number, by: number): string =>
  `UPDATE ledger_entries SET seq = -seq - 1000 WHERE seq >= ${from};
   UPDATE ledger_entries SET seq = -seq - 1000 + ${by} WHERE seq <= -1000`;

test('no column of any entry can be changed', async () => {
  const columns = ['at', 'actor_id', 'actor_name', 'action', 'subject', 'text', 'leaf_hash'];
  const changed = (seq: number, column: string) =>
    [`${column} || 'x'`, `''`, `${column} || ' '`, `${column} || char(0) || 'x'`, 'upper(leaf_hash)', `'null'`].map(
      (value) => `UPDATE ledger_entries SET ${column} = ${value} WHERE seq = ${seq}`,
    );
  expect(await unnoticed(everySeq((seq) => columns.flatMap((column) => changed(seq, column))))).toEqual([]);
});

test('no entry can be removed, with or without its trace in the tree', async () => {
  const changes = everySeq((seq) => {
    const removed = `DELETE FROM ledger_entries WHERE seq = ${seq}`;
    return [
      removed,
      `${removed}; DELETE FROM ledger_nodes WHERE level = 0 AND position = ${seq}`,
      `${removed}; ${renumber(seq, -1)}`,
    ];
  });
  expect(await unnoticed(changes)).toEqual([]);
});

test('the end cannot be cut off while a checkpoint or the tree knows of it', async () => {
  const changes = everySeq((seq) => {
    const cut = `DELETE FROM ledger_entries WHERE seq >= ${seq}`;
    return [cut, `${cut}; DELETE FROM ledger_nodes WHERE (position + 1) * (1 << level) > ${seq}`];
  });
  expect(await unnoticed(changes)).toEqual([]);
});

test('no entry can be put in, repeated or moved', async () => {
  const places = [-1e15, -1, SIZE, SIZE + 1, 100, 1e15];
  const changes = everySeq((seq) => [
    ...places.map((to) => `UPDATE ledger_entries SET seq = ${to} WHERE seq = ${seq}`),
    ...places.map((to) => copyTo(seq, to)),
    `${copyTo(seq, SIZE)}; INSERT INTO ledger_nodes (level, position, hash) SELECT 0, ${SIZE}, leaf_hash FROM ledger_entries WHERE seq = ${seq}`,
    `${renumber(seq, 1)}; ${copyTo(seq + 1, seq)}`,
    ...upTo(seq).map(
      (other) =>
        `UPDATE ledger_entries SET seq = -1 WHERE seq = ${seq};
         UPDATE ledger_entries SET seq = ${seq} WHERE seq = ${other};
         UPDATE ledger_entries SET seq = ${other} WHERE seq = -1`,
    ),
  ]);
  expect(await unnoticed(changes)).toEqual([]);
});

test('the entries cannot be given other numbers in the register than in their texts', async () => {
  const changes = everySeq((seq) => [1, 2, 50, ...(seq === 0 ? [-1] : [])].map((by) => renumber(seq, by)));
  expect(await unnoticed(changes)).toEqual([]);
});

test('no node of the tree can be changed, removed, moved or added', async () => {
  const strange = [
    [-1, 0],
    [0, -1],
    [0, 99],
    [9, 0],
    [40, 3],
  ] as const;
  const changes = everyNode((level, position) => {
    const here = `WHERE level = ${level} AND position = ${position}`;
    return [
      `DELETE FROM ledger_nodes ${here}`,
      `UPDATE ledger_nodes SET hash = ${anotherHash} ${here}`,
      `UPDATE ledger_nodes SET hash = upper(hash) ${here}`,
      ...strange.map(([to, at]) => `UPDATE ledger_nodes SET level = ${to}, position = ${at} ${here}`),
    ];
  });
  const added = strange.map(
    ([to, at]) => `INSERT INTO ledger_nodes (level, position, hash) VALUES (${to}, ${at}, ${anotherHash})`,
  );
  expect(await unnoticed([...changes, ...added])).toEqual([]);
});

test('no checkpoint can be changed, moved or repeated at another size', async () => {
  const changes = CHECKPOINTS.flatMap((size) => [
    ...['root', 'at', 'signature'].flatMap((column) =>
      [`''`, `${column} || 'x'`, anotherHash].map(
        (value) => `UPDATE ledger_checkpoints SET ${column} = ${value} WHERE size = ${size}`,
      ),
    ),
    ...[-1, 0, 1, SIZE + 1].flatMap((to) => [
      `UPDATE ledger_checkpoints SET size = ${to} WHERE size = ${size}`,
      `INSERT INTO ledger_checkpoints SELECT ${to}, root, at, signature FROM ledger_checkpoints WHERE size = ${size}`,
    ]),
  ]);
  expect(await unnoticed(changes)).toEqual([]);
});
