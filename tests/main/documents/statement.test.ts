import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statementSentences } from '../../../src/main/documents/statement.ts';
import { initialAndSurname } from '../../../src/main/documents/witness-statement.ts';
import { courtFacts, exhibit, sha, stillExhibit } from './facts.ts';

const find = (words: string, kind: 'civil' | 'criminal' = 'civil') =>
  statementSentences(courtFacts(kind)).find(({ text }) => text.includes(words));

test('every line of the continuity stands under a sentence, whatever its wording, and no sentence names another entry', () => {
  const line = fc.record({
    seq: fc.integer({ min: 0, max: 10_000 }),
    at: fc.constant('2026-11-04T14:02:11.000Z'),
    by: fc.constantFrom('Adam Smith', 'Mary Jones', 'The application'),
    did: fc.option(fc.string()),
    what: fc.oneof(
      fc.string(),
      fc.constantFrom('Viewing opened at x.', 'Still asked for.', 'Disc found bad.', 'Retrieval ended: complete.'),
    ),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (continuity) => {
      const sentences = statementSentences(courtFacts('civil', [{ ...exhibit('AS/1'), continuity }]));
      const told = new Set(sentences.flatMap(({ seqs }) => seqs));
      expect(told).toEqual(new Set(continuity.map(({ seq }) => seq)));
    }),
  );
});

test('the witness speaks of own acts in the first person and of the rest as the ledger has it', () => {
  expect(find('began to retrieve')).toEqual({
    text: 'On Wed 4 Nov 2026, 14:02:11 GMT I began to retrieve footage of recorder S4G-0031 (memory stick STICK-02).',
    seqs: [41],
  });
  expect(find('approved court bundle')?.text).toBe(
    'On Tue 10 Nov 2026, 15:00:00 GMT, as the ledger records, Mary Jones approved court bundle BND-0004.',
  );
  expect(find('Retrieval ended')?.text).toContain(
    ', as the ledger records, I did the following: “Retrieval ended: complete.”',
  );
});

test('what several exhibits share is told once, and the making of a still where the still is marked', () => {
  const shared = exhibit('AS/1').continuity;
  const still = { ...stillExhibit('AS/2'), continuity: [...shared, ...stillExhibit('AS/2').continuity] };
  const recording = { ...exhibit('AS/1'), continuity: still.continuity };
  const said = statementSentences(courtFacts('civil', [recording, still])).map(({ text }) => text);
  for (const words of ['began to retrieve', 'Put into a court bundle', 'approved court bundle', 'Checked again'])
    expect(said.filter((text) => text.includes(words))).toHaveLength(1);
  const places = ['marked AS/1', 'began to retrieve', 'marked AS/2', 'Still asked for', 'approved court bundle'];
  const found = places.map((words) => said.findIndex((text) => text.includes(words)));
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(said.find((text) => text.includes('marked AS/2'))).toContain('the retrieval told of under AS/1');
});

test('a civil statement refers to an exhibit, a criminal one produces it', () => {
  expect(find('marked AS/1')?.text).toMatch(/^I refer to the recording “Footage of camera 1.*marked AS\/1\.$/u);
  expect(find('marked AS/1', 'criminal')?.text).toMatch(
    /^I produce the recording “Footage of camera 1.*marked AS\/1\.$/u,
  );
});

test('the clock check gives recorded and corrected times and the entry of the retrieval', () => {
  const said = find('Corrected by that difference');
  expect(said?.text).toContain('was 3 minutes 12 seconds fast');
  expect(said?.text).toContain('Sun 1 Nov 2026, 17:56:48 to Mon 2 Nov 2026, 01:56:48');
  expect(said?.seqs).toEqual([41]);
});

test('the hash rests on the entry that recorded it, and on none when no entry did', () => {
  expect(find('The SHA-256 hash of AS/1')?.seqs).toEqual([44]);
  const unrecorded = { ...exhibit('AS/1'), sha256: sha('99') };
  const said = statementSentences(courtFacts('civil', [unrecorded])).find(({ text }) =>
    text.startsWith('The SHA-256 hash'),
  );
  expect(said?.seqs).toEqual([]);
  expect(said?.text).not.toContain('recorded on');
});

test('viewings are counted, and their absence is said', () => {
  expect(find('opened for viewing')).toMatchObject({
    seqs: [60, 61],
    text: expect.stringContaining('opened for viewing once'),
  });
  const unseen = statementSentences(courtFacts('civil', [stillExhibit('AS/2')]));
  expect(unseen.some(({ text }) => text === 'The ledger holds no viewing of AS/2.')).toBe(true);
});

test('what was not obtained stands in the statement word for word', () => {
  const said = statementSentences(courtFacts()).map(({ text }) => text);
  for (const sentence of courtFacts().completeness) expect(said).toContain(sentence);
});

test('the corner block names the witness by initials and surname', () => {
  expect(['Adam Smith', ' Mary  Jane O’Neill ', 'Żaneta', 'Łukasz Żak'].map(initialAndSurname)).toEqual([
    'A. Smith',
    'M. J. O’Neill',
    'Żaneta',
    'Ł. Żak',
  ]);
});
