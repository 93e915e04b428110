import { expect, test } from 'vitest';
import { disposalRegister } from '../../../src/main/documents/disposal-register.ts';
import { freezeReport } from '../../../src/main/documents/freeze-report.ts';
import { expectToSay } from './expectations.ts';
import { frame } from './facts.ts';
import { disposalRegisterFacts, freezeFacts } from './keeping-facts.ts';
import { allText } from './poppler.ts';

test('the register of disposals names each with its hash, who stands for it, and how many were late by London days', async () => {
  const facts = disposalRegisterFacts();
  const pdf = await disposalRegister(facts, frame('disposals'));
  expect(pdf.pages).toBeGreaterThan(2);
  for (const { number } of facts.disposals) expect(allText(pdf)).toContain(number);
  expectToSay(pdf, [
    '60 recordings have been disposed of in all, 1 of them after their last day',
    'Witnessed by Adam Smith, Mary Jones.',
    'Not witnessed yet.',
    'Looked at by Adam Smith; a second person is wanted.',
    'recorded at a time not known',
  ]);
});

test('the register says so when nothing was ever disposed of', async () => {
  expectToSay(await disposalRegister({ disposals: [] }, frame('disposals')), ['Nothing has been disposed of.']);
});

test('the report of a freeze says what was frozen, since when, by whom and why, and what it kept', async () => {
  expectToSay(await freezeReport(freezeFacts(), frame('REQ-0004')), [
    'REQ-0004, subject access request',
    'The Assurance Team answered by letter.',
    'Recording REC-0009',
    'Edward Street, rear car park, Mon 5 Oct 2026, 21:00:00 to Mon 5 Oct 2026, 21:30:00 (UK time)',
    'none',
    'Fri 16 Oct 2026, 10:00:00 BST, Adam Smith',
  ]);
});
