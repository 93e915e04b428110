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

test('where nobody was recognised no words of recognition are printed', async () => {
  const answers = { ...given.answers, outcome: 'nobody' as const };
  const pdf = await recognitionRecord({ ...given, answers }, frame(given.number));
  const text = words(pdf)
    .map((each) => each.text)
    .join(' ');
  expect(text).toContain('Recognises nobody');
  expect(text).not.toContain('I think that is J');
});
