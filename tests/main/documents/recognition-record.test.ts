import { expect, test } from 'vitest';
import { recognitionRecord } from '../../../src/main/documents/recognition-record.ts';
import { beforeOutcome, ofDoubt, ofRecognition } from '../../../src/shared/recognition-questions.ts';
import { expectInsideMargins, expectToSay } from './expectations.ts';
import { frame } from './facts.ts';
import { words } from './poppler.ts';
import { recognitionFacts } from './recognition-facts.ts';

const given = recognitionFacts();

test('a record of a recognition says every question with its answer, who was there and what had been shown', async () => {
  const pdf = await recognitionRecord(given, frame(given.number));
  expectToSay(pdf, [
    'VIEW-0031/1',
    'Priya Shah, Stockport Homes',
    'PC 4711 Lowe, Greater Manchester Police',
    ...given.watched,
    ...[...beforeOutcome, ...ofRecognition, ofDoubt].flatMap(({ key, label }) => [label, given.answers[key] ?? '']),
    'Shown to selected people',
    'Recognises somebody shown, with doubt',
  ]);
  expectInsideMargins(pdf);
});

test('one that was entered from paper says so, and where the paper is', async () => {
  const { viewing: _viewing, watched: _watched, ...rest } = given;
  const byHand = {
    ...{ shownAt: '2026-11-23T18:00:00', place: 'Police station', organisation: 'Stockport Homes' },
    ...{ writtenBy: 'PC 4711 Lowe', whyByHand: 'Shown from the disc.', originalKept: 'Cabinet 2' },
  };
  const pdf = await recognitionRecord(
    { ...rest, number: 'REC-0012/R1', byHand, recordingNumber: 'REC-0012', reactRef: 'ASB/2026/0417' },
    frame('REC-0012/R1'),
  );
  expectToSay(pdf, ['REC-0012/R1', 'PC 4711 Lowe', 'Shown from the disc.', 'Cabinet 2', 'Entered from the paper by']);
  expectInsideMargins(pdf);
});

test('where nobody was recognised no words of recognition are printed', async () => {
  const answers = { ...given.answers, outcome: 'nobody' as const };
  const pdf = await recognitionRecord({ ...given, answers }, frame(given.number));
  const text = words(pdf)
    .map((each) => each.text)
    .join(' ');
  expect(text).toContain('Recognises nobody');
  expect(text).not.toContain('I think that is J');
});
