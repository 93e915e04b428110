import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyConsistency, verifyInclusion } from '../../../src/main/ledger/merkle-tree.ts';
import { type OpenLedger, openLedger, signer } from './open-ledger.ts';

let open: OpenLedger;
beforeEach(async () => {
  open = await openLedger();
});
afterEach(() => open.remove());

const appendMany = (count: number): void => {
  for (let number = 0; number < count; number += 1) open.append({ number });
};
const story = () =>
  open.ledger
    .search({ limit: 100 })
    .toReversed()
    .map(({ at, action, text }) => ({ at, action, details: (JSON.parse(text) as { details: unknown }).details }));

describe('an entry', () => {
  test('cannot be made outside the transaction of the change it belongs to', () => {
    const entry = { actor: { id: 'p', name: 'P', role: 'officer' }, action: 'a', subject: 's', details: {} };
    expect(() => open.ledger.append(entry)).toThrow('part of the change');
    expect(open.ledger.head().size).toBe(0);
  });

  test('goes with a change that is rolled back, and the next one takes its place', async () => {
    appendMany(5);
    const { code } = open.ledger.head();
    const rolledBack = () =>
      open.database.transaction(() => {
        const entry = { actor: { id: 'p', name: 'P', role: 'officer' }, action: 'a', subject: 's', details: {} };
        open.ledger.append(entry);
        open.ledger.append(entry);
        throw new Error('something else failed');
      });
    expect(rolledBack).toThrow('something else failed');
    expect(open.ledger.head().code).toBe(code);
    expect(open.append().seq).toBe(5);
    appendMany(6);
    expect(await open.ledger.verify({ signer })).toMatchObject({ ok: true, size: 12 });
  });

  test('with a number that JSON does not know is refused', () => {
    for (const value of [Number.NaN, Infinity, [1, -Infinity]])
      expect(() => open.append({ value })).toThrow('is not allowed');
    expect(open.ledger.head().size).toBe(0);
  });

  test('carries a salt of its own, so that two alike do not have one hash', () => {
    appendMany(300);
    const salts = open.ledger.search({ limit: 300 }).map(({ text }) => (JSON.parse(text) as { salt: string }).salt);
    expect(new Set(salts).size).toBe(300);
    expect(salts.every((salt) => /^[0-9a-f]{32}$/.test(salt))).toBe(true);
  });

  test.each(['entries', 'nodes', 'checkpoints'])('once written, the %s cannot be changed or removed', (table) => {
    appendMany(2);
    open.ledger.checkpoint(signer);
    const column = table === 'entries' ? 'text' : table === 'nodes' ? 'hash' : 'root';
    const run = (sql: string) => () => open.database.connection.exec(sql);
    expect(run(`UPDATE ledger_${table} SET ${column} = 'x'`)).toThrow('the ledger cannot be changed');
    expect(run(`DELETE FROM ledger_${table}`)).toThrow('the ledger cannot be changed');
  });
});

describe('the laptop’s clock', () => {
  test('that stands behind makes no entry earlier than the one before, and is named', async () => {
    open.clock.set('2026-10-25T01:30:00.000Z');
    open.append({ number: 1 });
    open.clock.set('2026-10-25T00:30:00.000Z'); // an hour back, as a laptop kept on local time in October
    open.append({ number: 2 });
    expect(story()).toEqual([
      { at: '2026-10-25T01:30:00.000Z', action: 'viewings.open', details: { number: 1 } },
      {
        at: '2026-10-25T01:30:00.000Z',
        action: 'clock.behind',
        details: { clock: '2026-10-25T00:30:00.000Z', lastEntry: '2026-10-25T01:30:00.000Z' },
      },
      { at: '2026-10-25T01:30:00.000Z', action: 'viewings.open', details: { number: 2 } },
    ]);
    expect(await open.ledger.verify({ signer })).toMatchObject({ ok: true, size: 3 });
  });

  test('that steps back further, or still stands behind a minute later, is named again; in between it is not', () => {
    open.clock.set('2026-10-25T01:30:00.000Z');
    open.append();
    const shown = ['00:30:00', '00:30:59', '00:31:00', '00:31:01', '00:10:00'];
    for (const time of shown) {
      open.clock.set(`2026-10-25T${time}.000Z`);
      open.append();
    }
    const said = story().flatMap(({ action, details }) => (action === 'clock.behind' ? [details] : []));
    expect(said).toEqual(
      ['00:30:00', '00:31:00', '00:10:00'].map((time) => ({
        clock: `2026-10-25T${time}.000Z`,
        lastEntry: '2026-10-25T01:30:00.000Z',
      })),
    );
  });

  test('that has caught up is believed again', () => {
    open.clock.set('2026-10-25T01:30:00.000Z');
    open.append();
    open.clock.set('2026-10-25T00:30:00.000Z');
    open.append();
    open.clock.set('2026-10-25T02:00:00.000Z');
    open.append();
    expect(story().map(({ at }) => at.slice(11, 16))).toEqual(['01:30', '01:30', '01:30', '02:00']);
  });
});

describe('a checkpoint', () => {
  test('is the same again while nothing was appended, and another afterwards', () => {
    appendMany(3);
    const first = open.ledger.checkpoint(signer);
    expect(open.ledger.checkpoint(signer)).toEqual(first);
    expect(
      signer.verify(
        `{"at":"${first.at}","format":"lend-a-cam-evidence-checkpoint","root":"${first.root}","size":3,"version":1}`,
        first.signature,
      ),
    ).toBe(true);
    open.append();
    expect(open.ledger.checkpoint(signer)).toMatchObject({ size: 4 });
  });

  test('is the beginning of every later one, and that can be proved', () => {
    const checkpoints = Array.from({ length: 12 }, () => {
      appendMany(3);
      return open.ledger.checkpoint(signer);
    });
    for (const a of checkpoints)
      for (const b of checkpoints.filter(({ size }) => size >= a.size)) {
        const claim = { first: a.size, firstRoot: a.root, second: b.size, secondRoot: b.root };
        const proof = open.ledger.proveConsistency(a.size, b.size);
        expect(verifyConsistency(claim, proof)).toBe(true);
        expect(verifyConsistency({ ...claim, firstRoot: 'ab'.repeat(32) }, proof)).toBe(false);
      }
  });

  test('proves every entry before it, and none that came after', () => {
    appendMany(9);
    const { size, root } = open.ledger.checkpoint(signer);
    const { leafHash } = open.append();
    for (const { seq, leafHash: leaf } of open.ledger.search({ limit: 100, beforeSeq: size }))
      expect(verifyInclusion({ index: seq, size, leaf, root }, open.ledger.proveInclusion(seq, size))).toBe(true);
    expect(() => open.ledger.proveInclusion(9, size)).toThrow(RangeError);
    expect(verifyInclusion({ index: 8, size, leaf: leafHash, root }, open.ledger.proveInclusion(8, size))).toBe(false);
  });
});

describe('a code from paper', () => {
  test('is known again however it is typed, long after it was printed', () => {
    appendMany(7);
    const { code } = open.ledger.head();
    appendMany(20);
    const typed = [code, code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('0', 'o'), ` ${code} `];
    typed.push(code.replaceAll('1', 'l'), code.replaceAll('1', 'I'), code.replace('-', '·'));
    for (const each of typed) expect(open.ledger.checkCode(each)).toEqual({ verdict: 'matches', size: 7 });
  });

  test('of another ledger differs, and one of a longer ledger says so', () => {
    appendMany(7);
    const { code } = open.ledger.head();
    expect(open.ledger.checkCode(code.replace(/.$/u, (last) => (last === '0' ? '2' : '0'))).verdict).toBe('differs');
    expect(open.ledger.checkCode(code.replace('7', '6')).verdict).toBe('differs');
    expect(open.ledger.checkCode(code.replace('7', '8'))).toEqual({ verdict: 'shorter-ledger', size: 8 });
  });

  test.each([
    '',
    '7',
    'ABCD-EFGH-JKMN',
    '7-ABCD-EFGH-JKM',
    '7-ABCD-EFGH-JKMNP',
    '7-ABCD-EFGH-JKMU',
    '-7-ABCD-EFGH-JKMN',
  ])('that is none (%s) is refused in plain words', (typed) => {
    appendMany(8);
    expect(() => open.ledger.checkCode(typed)).toThrow('That is not a witness code.');
  });

  test('does not match once an entry was changed, though the tree kept of the entries was not', () => {
    appendMany(7);
    const { code } = open.ledger.head();
    open.dropTriggers();
    open.database.connection.exec(`UPDATE ledger_entries SET text = replace(text, '"number":3', '"number":9')`);
    expect(open.ledger.checkCode(code).verdict).toBe('differs');
  });

  test('shows that the whole ledger was written anew, when all signed checkpoints agree with it', async () => {
    appendMany(7);
    const { code } = open.ledger.head();
    const other = await openLedger();
    try {
      for (let number = 0; number < 9; number += 1) other.append({ number });
      other.ledger.checkpoint(signer);
      expect(await other.ledger.verify({ signer })).toMatchObject({ ok: true });
      const { ok, faults } = await other.ledger.verify({ signer, codes: [code] });
      expect({ ok, faults }).toMatchObject({ ok: false, faults: [{ seq: 6, kind: 'witness' }] });
    } finally {
      await other.remove();
    }
  });
});

test('a verification can be watched and stopped', async () => {
  appendMany(3);
  const seen: number[] = [];
  await open.ledger.verify({ signer, onProgress: (done) => void seen.push(done) });
  expect(seen.at(-1)).toBe(3);
  await expect(open.ledger.verify({ signer, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
});

test('an entry that was changed is not exported', () => {
  appendMany(7);
  const checkpoint = open.ledger.checkpoint(signer);
  open.dropTriggers();
  open.database.connection.exec(`UPDATE ledger_entries SET text = replace(text, '"number":3', '"number":9')`);
  expect(open.ledger.exportEntries([2, 4], checkpoint).entries).toHaveLength(2);
  expect(() => open.ledger.exportEntries([3], checkpoint)).toThrow('Entry 3 of the ledger is missing or was changed.');
});
