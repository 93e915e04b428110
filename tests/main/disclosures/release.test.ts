import { expect, test } from 'vitest';
import { checkItems } from '../../../src/main/disclosures/release.ts';

test('a master disc, an unread disc, another case’s still a disc of an incomplete set and a disc for the public do not leave the house', () => {
  const disc = {
    number: 'DISC-0001',
    caseId: 'c1',
    state: 'verified',
    copy: 'police',
    whereNow: 'Cabinet',
    missingBeside: [],
  };
  const still = { number: 'STILL-0001', caseId: 'c1', state: 'countersigned' };
  const police = { class: 'police', caseId: 'c1' } as const;
  const check = (about: Parameters<typeof checkItems>[0], items: Parameters<typeof checkItems>[1]) => () =>
    checkItems(about, items);
  expect(check(police, { discs: [disc], stills: [still] })).not.toThrow();
  expect(check(police, { discs: [{ ...disc, copy: 'master' }], stills: [] })).toThrow(/locked cabinet/u);
  expect(check(police, { discs: [{ ...disc, state: 'spoiled' }], stills: [] })).toThrow(/not a verified disc/u);
  expect(check(police, { discs: [], stills: [{ ...still, caseId: 'c2' }] })).toThrow(/another case/u);
  expect(check(police, { discs: [], stills: [{ ...still, state: 'produced' }] })).toThrow(/not countersigned/u);
  expect(check({ ...police, class: 'subject-access' }, { discs: [disc], stills: [] })).toThrow(
    expect.objectContaining({ clause: '4.7' }),
  );
  expect(check(police, { discs: [{ ...disc, missingBeside: [2, 3] }], stills: [] })).toThrow(/burn discs 2, 3 of it/u);
  expect(check(police, { discs: [], stills: [] })).toThrow(/at least one/u);
});
