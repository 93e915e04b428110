import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StatementSentence } from '../../../src/shared/contract/statements.ts';
import { confirmedOf, drawnUpAgain, preparationOf, withWords } from '../../../src/main/court/statement-draft.ts';
import { need } from '../trial-app.ts';

const drawn = (...texts: string[]) => texts.map((text, index) => ({ text, seqs: [index] }));
const marked = (...texts: string[]): StatementSentence[] =>
  drawnUpAgain(drawn(...texts), []).map((each) => ({ ...each, mark: 'confirmed' }));

test('a first draft holds every sentence undecided, and cannot be printed', () => {
  const draft = drawnUpAgain(drawn('a', 'b'), []);
  expect(draft.map(({ text, mark, own }) => [text, mark, own])).toEqual([
    ['a', 'undecided', false],
    ['b', 'undecided', false],
  ]);
  expect(() => confirmedOf(draft)).toThrow('undecided');
});

test('drawn up again, a sentence that changed or rests on another entry is undecided anew; the rest keep their marks', () => {
  const before = marked('a', 'b', 'c');
  const after = drawnUpAgain(
    [
      { text: 'a', seqs: [0] },
      { text: 'b', seqs: [1, 7] },
      { text: 'd', seqs: [2] },
    ],
    before,
  );
  expect(after.map(({ text, mark }) => [text, mark])).toEqual([
    ['a', 'confirmed'],
    ['b', 'undecided'],
    ['d', 'undecided'],
  ]);
  expect(new Set([...before, ...after].map(({ id }) => id)).size).toBe(5); // no name is used for two sentences
});

test('own words follow their sentence, stand at the end when it is gone, and are marked when printed', () => {
  const first = need(withWords(marked('a', 'b'), 0, 'mine')).sentences;
  expect(first.map(({ text }) => text)).toEqual(['a', 'mine', 'b']);
  expect(drawnUpAgain(drawn('a', 'b'), first)).toEqual(first);
  expect(drawnUpAgain([{ text: 'b', seqs: [1] }], first).map(({ text }) => text)).toEqual(['b', 'mine']);
  expect(confirmedOf(first)).toContainEqual({ text: 'mine', seqs: [], own: true });
  expect(preparationOf(2, first)).toEqual({ number: 2, drawnUp: 2, confirmed: 2, struck: 0, own: 1 });
  expect(withWords(first, 99, 'nowhere')).toBeNull();
});

test('whatever the record becomes, no own words are lost and each sentence of it is there once', () => {
  const texts = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });
  fc.assert(
    fc.property(texts, texts, fc.array(fc.nat(11), { maxLength: 4 }), (before, after, places) => {
      const draft = places.reduce(
        (now, place, index) => {
          const at = now[place % Math.max(1, now.length)];
          return at === undefined ? now : need(withWords(now, at.id, `own ${index}`)).sentences;
        },
        marked(...before),
      );
      const again = drawnUpAgain(drawn(...after), draft);
      const own = (list: readonly StatementSentence[]) =>
        list
          .filter((each) => each.own)
          .map(({ id }) => id)
          .toSorted((a, b) => a - b);
      expect(own(again)).toEqual(own(draft));
      expect(again.filter((each) => !each.own).map(({ text }) => text)).toEqual(after);
      expect(new Set(again.map(({ id }) => id)).size).toBe(again.length);
    }),
  );
});
