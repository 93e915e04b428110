import { expect, test } from 'vitest';
import { consultationLetter } from '../../../src/main/documents/consultation-letter.ts';
import { piaSheet } from '../../../src/main/documents/pia-sheet.ts';
import { piaHeads } from '../../../src/shared/contract/pias.ts';
import { expectInsideMargins, expectToSay } from './expectations.ts';
import { frame } from './facts.ts';
import { words } from './poppler.ts';
import { letterFacts, piaFacts } from './scheme-facts.ts';

test('a PIA says every head with its clause, who was consulted and what they said, and the decision with its reasons', async () => {
  const given = piaFacts();
  expectToSay(await piaSheet(given, frame(given.number)), [
    'PIA-0003, version 2',
    given.reactRef,
    given.version.place,
    'Sun 1 Nov 2026 to Sun 20 Dec 2026',
    'Say how the kitchen is left out.',
    ...piaHeads.flatMap(({ key, label, clause }) => [`${label} (${clause})`, given.version.text[key]]),
    'Letter in large print',
    'Not into my kitchen, please. Changed: The camera was turned away.',
    'None by this version; asked for by Wed 28 Oct 2026',
    'APPROVED',
    'Mary Jones',
    'Necessary, and the kitchen is left out.',
    'UK GDPR and the Data Protection Act 2018',
  ]);
});

test('a head left blank is said to be blank', async () => {
  const given = piaFacts();
  const text = { ...given.version.text, precautions: '' };
  expectToSay(await piaSheet({ ...given, version: { ...given.version, text } }, frame(given.number)), ['Left blank.']);
});

test('a PIA of six hundred words under one head runs over pages and loses none of them', async () => {
  const given = piaFacts();
  const many = Array.from({ length: 600 }, (_, index) => `word${index}`);
  const long = many.join(' ');
  const pdf = await piaSheet(
    { ...given, version: { ...given.version, text: { ...given.version.text, risks: long } } },
    frame(given.number),
  );
  expectToSay(pdf, many);
  expectInsideMargins(pdf);
});

test('a consultation letter says where, why, what is recorded, until when to answer, and one’s rights, in short sentences', async () => {
  const pdf = await consultationLetter(letterFacts(), frame('PIA-0003'));
  expectToSay(pdf, [
    'Dear occupier',
    '12 Edward Street',
    'It never records sound.',
    'We keep pictures for up to six weeks',
    'Please tell us by Tue 8 Dec 2026',
    'assurance@stockporthomes.org',
    'Information Commissioner',
    'Adam Smith',
    'My answer',
  ]);
});

test('in large print every word of it is at least as high as 16 points ask for', async () => {
  const small = words(await consultationLetter(letterFacts(), frame('PIA-0003')));
  const large = words(await consultationLetter(letterFacts(true), frame('PIA-0003')));
  const heightOf = (list: typeof small): number => {
    const found = list.find(({ text }) => text === 'thinking');
    return found === undefined ? 0 : found.bottom - found.top;
  };
  expect(heightOf(small)).toBeGreaterThan(8);
  expect(heightOf(large) / heightOf(small)).toBeCloseTo(16 / 11, 1);
});
