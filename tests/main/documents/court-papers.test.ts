import { expect, test } from 'vitest';
import { latestNoticeDay } from '../../../src/main/court/notice-dates.ts';
import { checklistFacts, destructionFacts, noticeFacts, receiptOfDisc } from './court-paper-facts.ts';
import { expectToSay } from './expectations.ts';
import { allText } from './poppler.ts';
import { everySheet } from './sheets.ts';

const make = (name: string) => everySheet[name]?.() ?? Promise.reject(new Error(`no sheet called ${name}`));

test('a notice is served 21 clear days before the hearing, over the change to summer time as well', () => {
  // CPR 2.8(3): three clear days before Friday 20 October end on Monday 16 October; 21 are reckoned alike.
  expect(latestNoticeDay('2026-12-15').day).toBe('2026-11-23');
  expect(latestNoticeDay('2027-04-01').day).toBe('2027-03-10');
  expect(latestNoticeDay('2026-12-15').rule).toContain('21 clear days before Tue 15 Dec 2026 (CPR 33.6(4)(b), 2.8(3))');
});

test('the notice says what, why, where it can be seen, by when it must be served and how that was reckoned', async () => {
  const { recipients, toProve, inspectAt, latest } = noticeFacts();
  expectToSay(await make('notice under CPR 33.6'), [
    ...recipients,
    toProve,
    inspectAt,
    'Thu 26 Nov 2026',
    latest?.rule ?? 'no rule',
  ]);
});

test('the certificate names who signs, their position and each record with its hash, and claims no more', async () => {
  const pdf = await make('certificate of business records');
  expectToSay(pdf, ['Mary Jones', 'Safer Neighbourhoods Manager', 'Civil Evidence Act 1995, section 9']);
  expect(allText(pdf)).toContain('Itsaysnothingaboutwhathappenedinfrontofthecamera'.replaceAll(' ', ''));
});

test('the checklist lists every disc with its seal, and says of one never read back that it was not', async () => {
  const pdf = await make('hearing-day checklist');
  expectToSay(
    pdf,
    checklistFacts().discs.map(({ number }) => number),
  );
  expectToSay(pdf, ['A1042', 'none yet', 'never', 'The Case Support Officer is present whenever footage is shown']);
});

test('receipt and certificate of destruction name both people', async () => {
  const { handedBy, receivedBy, sealNumber } = receiptOfDisc();
  expectToSay(await make('disc receipt'), [handedBy, receivedBy, sealNumber]);
  const { destroyedBy, witnessedBy, method } = destructionFacts();
  expectToSay(await make('destruction of a disc'), [destroyedBy, witnessedBy, method]);
});
