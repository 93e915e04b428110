import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mentionsIn } from '../../../src/main/ledger/mentions.ts';
import { type OpenLedger, openLedger, signer } from './open-ledger.ts';

const [recording, other, rare] = [randomUUID(), randomUUID(), randomUUID()];

let open: OpenLedger;
beforeEach(async () => {
  open = await openLedger();
});
afterEach(() => open.remove());

test('of 3,000 entries about one thing each is found, in order, and none about another', () => {
  open.append({ recording, rare });
  open.database.transaction(() => {
    const actor = { id: 'p-1', name: 'Zoë Öztürk', role: 'officer' };
    for (let number = 0; number < 3000; number += 1) {
      open.ledger.append({ actor, action: 'viewings.watched', subject: `recording ${recording}`, details: {} });
      if (number % 100 === 0)
        open.ledger.append({ actor, action: 'viewings.open', subject: 'x', details: { deep: [{ in: other }] } });
    }
  });
  const found = open.ledger.entriesAbout([recording.toUpperCase()]);
  expect(found).toHaveLength(3001);
  expect(found.every(({ text }) => text.includes(recording) && !text.includes(other))).toBe(true);
  expect(found.map(({ seq }) => seq)).toEqual(found.map(({ seq }) => seq).toSorted((a, b) => a - b));
  expect(open.ledger.entriesAbout([other])).toHaveLength(30);
  expect(open.ledger.entriesAbout([rare, recording, other])).toHaveLength(3031);
  expect(open.ledger.entriesAbout([rare]).map(({ seq }) => seq)).toEqual([0]);
  expect(open.ledger.entriesAbout([randomUUID()])).toEqual([]);
  expect(open.ledger.newestAbout(recording, 2).map(({ seq }) => seq)).toEqual([3030, 3029]);
});

test('an identifier is found wherever it stands, also where two share digits', () => {
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const tail = '7728950e-d9cb-469f-a165-000000000000';
  expect(mentionsIn(`{"a":"ff${id}","b":"${id.toUpperCase()}"}`)).toEqual([id]);
  expect(mentionsIn(`${id}${tail.slice(8)}`)).toEqual([id, tail]);
  expect(mentionsIn(`{"hash":"${'ab'.repeat(32)}"}`)).toEqual([]);
});

test('a mention that is missing, extra or moved is found at its entry', async () => {
  for (let number = 0; number < 5; number += 1) open.append({ recording });
  const { connection } = open.database;
  expect(() => connection.exec('DELETE FROM ledger_mentions')).toThrow('cannot be changed');
  expect(() => connection.exec('UPDATE ledger_mentions SET seq = 9')).toThrow('cannot be changed');
  expect((await open.ledger.verify({ signer })).faults).toEqual([]);
  open.dropTriggers();
  const changes: [string, number[]][] = [
    ['DELETE FROM ledger_mentions WHERE seq = 2', [2]],
    [`INSERT INTO ledger_mentions VALUES ('${other}', 3)`, [3]],
    [`INSERT INTO ledger_mentions VALUES ('${other}', -7)`, [-7]],
    [`INSERT INTO ledger_mentions VALUES ('${other}', 5)`, [5]],
    ['UPDATE ledger_mentions SET seq = 99 WHERE seq = 4', [4, 99]],
    [`UPDATE ledger_mentions SET id = '${other}' WHERE seq = 1`, [1]],
  ];
  for (const [sql, where] of changes) {
    connection.exec('BEGIN');
    connection.exec(sql);
    const { ok, faults } = await open.ledger.verify({ signer });
    connection.exec('ROLLBACK');
    expect(ok).toBe(false);
    expect(faults.map(({ seq, kind }) => `${seq} ${kind}`)).toEqual(where.map((seq) => `${seq} mentions`));
  }
});
