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
    ...{ setId: null, setNumber: 1, setSize: 1, releasedTo: null },
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
  expect(check(police, { discs: [{ ...disc, caseId: 'c2' }], stills: [] })).toThrow(/another case/u);
  expect(check({ ...police, caseId: null }, { discs: [disc], stills: [] })).toThrow(/names no case/u);
  expect(check({ class: 'foi', caseId: null }, { discs: [], stills: [still] })).toThrow(/Assurance Team answers/u);
  const out = { ...disc, releasedTo: 'P. Shah, GMP' };
  expect(check(police, { discs: [out], stills: [] })).toThrow(/released already and is with P. Shah, GMP/u);
});

test('a set of discs leaves whole, one disc of each place, or not at all', () => {
  const place = (setNumber: number, setId = 's1') => ({
    ...{ number: `DISC-000${setNumber}`, caseId: 'c1', state: 'verified', copy: 'court', whereNow: 'Cabinet' },
    ...{ missingBeside: [], releasedTo: null, setId, setNumber, setSize: 3 },
  });
  const check =
    (...discs: ReturnType<typeof place>[]) =>
    () =>
      checkItems({ class: 'police', caseId: 'c1' }, { discs, stills: [] });
  expect(check(place(1), place(2), place(3))).not.toThrow();
  expect(check(place(2))).toThrow(/discs 1, 3 of it/u);
  expect(check(place(1), place(2))).toThrow(/Choose disc 3 of it/u);
  expect(check(place(1), place(2), place(3, 's2'))).toThrow(/leave together/u);
});
