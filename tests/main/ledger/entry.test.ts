import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Entry,
  entryText,
  isTextOf,
  noPrevious,
  parseWitnessCode,
  readEntry,
  witnessCode,
} from '../../../src/main/ledger/entry.ts';
import { canonicalJson } from '../../../src/main/platform/canonical-json.ts';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const words = fc.string({ unit: 'binary' });
const anyEntry: fc.Arbitrary<Entry> = fc.record({
  seq: fc.nat(),
  at: fc.constant('2026-11-04T21:14:07.000Z'),
  actor: fc.record({ id: words, name: words, role: fc.constantFrom('officer', 'manager', 'system') }),
  action: words,
  subject: words,
  details: fc.dictionary(words, fc.jsonValue()),
  salt: fc.stringMatching(/^[0-9a-f]{32}$/),
  previous: hash,
});
const rowOf = ({ seq, at, actor, action, subject }: Entry) => ({
  ...{ seq, at, action, subject },
  actorId: actor.id,
  actorName: actor.name,
});

test('an entry’s text is the RFC 8785 JSON of its members, and is read back as the same entry', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      const text = entryText(entry);
      expect(text).toBe(canonicalJson(entry));
      expect(canonicalJson(readEntry(text) ?? {})).toBe(text);
      expect(isTextOf(text, rowOf(entry), entry.previous)).toBe(true);
    }),
  );
});

test('a text is of no row that differs from it in any column, nor after another entry', () => {
  const changes = fc.constantFrom('seq', 'at', 'actorId', 'actorName', 'action', 'subject');
  fc.assert(
    fc.property(anyEntry, changes, (entry, column) => {
      const row = rowOf(entry);
      const changed = { ...row, [column]: column === 'seq' ? row.seq + 1 : `${row[column]}x` };
      expect(isTextOf(entryText(entry), changed, entry.previous)).toBe(false);
      expect(isTextOf(entryText(entry), row, noPrevious)).toBe(entry.previous === noPrevious);
    }),
  );
});

const plain: Entry = {
  ...{ seq: 7, at: '2026-11-04T21:14:07.000Z', actor: { id: 'p-1', name: 'A', role: 'officer' }, action: 'a' },
  ...{ subject: 's', details: { a: 1, b: 2 }, salt: '0'.repeat(32), previous: noPrevious },
};

test.each([
  ['a space', '{"a":1,"b":2}', '{"a":1, "b":2}'],
  ['another order', '{"a":1,"b":2}', '{"b":2,"a":1}'],
  ['a number written otherwise', '{"a":1,"b":2}', '{"a":1.0,"b":2}'],
  ['a needless escape', '"s"', '"\\u0073"'],
  ['a name said twice', '{"a":1,"b":2}', '{"a":0,"a":1,"b":2}'],
  ['a bracket missing', '{"a":1,"b":2}', '{"a":1,"b":2'],
])('a text with %s is no entry', (_what, right, wrong) => {
  const text = entryText(plain);
  const spoiled = text.replace(right, wrong);
  expect(spoiled).not.toBe(text);
  expect(readEntry(spoiled)).toBe(null);
  expect(isTextOf(spoiled, rowOf(plain), noPrevious)).toBe(false);
});

test('numeric names, which JavaScript puts in an order of its own, are canonical as RFC 8785 sorts them', () => {
  const text = canonicalJson({ 10: 'ten', 9: 'nine', b: 1 });
  expect(text).toBe('{"10":"ten","9":"nine","b":1}');
  expect(readEntry(text)).toEqual({ 10: 'ten', 9: 'nine', b: 1 });
});

test('half of a surrogate pair is refused anywhere, and a whole one, or its escape typed out, is not', () => {
  const change = { ...plain, subject: 'a \ud83d b' };
  for (const entry of [change, { ...plain, details: { name: '\udc00' } }, { ...plain, details: { '\ud800': 1 } }])
    expect(() => entryText(entry)).toThrow('half of a character');
  for (const subject of ['🎥', '\\ud83d', 'C:\\udder', '\\\\ud83d'])
    expect(readEntry(entryText({ ...plain, subject }))).toMatchObject({ subject });
});

test.each(['null', '[]', '"text"', '12', ''])('%s is no entry', (text) => expect(readEntry(text)).toBe(null));

test('a witness code is the size and the first sixty bits of the root in Crockford’s base 32', () => {
  expect(witnessCode(0, 'e3b0c44298fc1c1'.padEnd(64, '0'))).toBe('0-WERC-8GMR-ZGE1');
  expect(witnessCode(12, 'f'.repeat(64))).toBe('12-ZZZZ-ZZZZ-ZZZZ');
  expect(witnessCode(12, '0'.repeat(64))).toBe('12-0000-0000-0000');
});

const separator = fc.constantFrom('-', ' ', '', '.', ' - ', '·');

test('a code is read again however it is typed: small letters, other separators, O for 0, I or L for 1', () => {
  fc.assert(
    fc.property(
      fc.nat(999_999_999_999),
      hash,
      fc.array(separator, { minLength: 2, maxLength: 2 }),
      fc.constantFrom('I', 'L', 'i', 'l', '1'),
      (size, root, [first = '', second = ''], one) => {
        const code = witnessCode(size, root);
        const [number = '', a = '', b = '', c = ''] = code.split('-');
        const letters = `${a}${first}${b}${second}${c}`.replaceAll('0', 'O').replaceAll('1', one);
        for (const typed of [code, ` ${number} - ${letters} `, `${number} ${letters.toLowerCase()}`])
          expect(parseWitnessCode(typed)).toEqual({ size, code });
      },
    ),
  );
});

test.each([
  '',
  '12',
  '12-',
  'K7QF-2M9X-PTW4',
  '12-K7QF-2M9X-PTW',
  '12-K7QF-2M9X-PTW45',
  '12-K7QF-2M9X-PTWU',
  'x12-K7QF-2M9X-PTW4',
  '1234567890123-K7QF-2M9X-PTW4',
  '-12-K7QF-2M9X-PTW4',
  '1.5-K7QF-2M9X-PTW4-9',
])('"%s" is no witness code', (typed) => expect(parseWitnessCode(typed)).toBe(null));
