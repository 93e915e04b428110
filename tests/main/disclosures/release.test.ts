import { expect, test } from 'vitest';
import { checkCopyGoes, checkItems, checkRecipient } from '../../../src/main/disclosures/release.ts';

interface ReleasedUnder {
  readonly releasedUnder: string | null;
}

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
  const print = { number: 'STILL-0001/1', caseId: 'c1', state: 'countersigned' };
  const police = { class: 'police', caseId: 'c1' } as const;
  const check = (about: Parameters<typeof checkItems>[0], items: Partial<Parameters<typeof checkItems>[1]>) => () =>
    checkItems(about, { discs: [], prints: [], copies: [], ...items });
  expect(check(police, { discs: [disc], prints: [print] })).not.toThrow();
  expect(check(police, { discs: [{ ...disc, copy: 'master' }], prints: [] })).toThrow(/locked cabinet/u);
  expect(check(police, { discs: [{ ...disc, state: 'spoiled' }], prints: [] })).toThrow(/not a verified disc/u);
  expect(check(police, { discs: [], prints: [{ ...print, caseId: 'c2' }] })).toThrow(/another case/u);
  expect(check(police, { discs: [], prints: [{ ...print, state: 'produced' }] })).toThrow(/not countersigned/u);
  expect(check({ ...police, class: 'subject-access' }, { discs: [disc], prints: [] })).toThrow(
    expect.objectContaining({ clause: '4.7' }),
  );
  expect(check(police, { discs: [{ ...disc, missingBeside: [2, 3] }], prints: [] })).toThrow(/burn discs 2, 3 of it/u);
  expect(check(police, { discs: [], prints: [] })).toThrow(/at least one/u);
  expect(check(police, { discs: [{ ...disc, caseId: 'c2' }], prints: [] })).toThrow(/another case/u);
  expect(check({ ...police, caseId: null }, { discs: [disc], prints: [] })).toThrow(/names no case/u);
  expect(check({ class: 'foi', caseId: null }, { discs: [], prints: [print] })).toThrow(/Assurance Team answers/u);
  const out = { ...disc, releasedTo: 'P. Shah, GMP' };
  expect(check(police, { discs: [out], prints: [] })).toThrow(/released already and is with P. Shah, GMP/u);
});

test('a set of discs leaves whole, one disc of each place, or not at all', () => {
  const place = (setNumber: number, setId = 's1') => ({
    ...{ number: `DISC-000${setNumber}`, caseId: 'c1', state: 'verified', copy: 'court', whereNow: 'Cabinet' },
    ...{ missingBeside: [], releasedTo: null, setId, setNumber, setSize: 3 },
  });
  const check =
    (...discs: ReturnType<typeof place>[]) =>
    () =>
      checkItems({ class: 'police', caseId: 'c1' }, { discs, prints: [], copies: [] });
  expect(check(place(1), place(2), place(3))).not.toThrow();
  expect(check(place(2))).toThrow(/discs 1, 3 of it/u);
  expect(check(place(1), place(2))).toThrow(/Choose disc 3 of it/u);
  expect(check(place(1), place(2), place(3, 's2'))).toThrow(/leave together/u);
});

test('what leaves goes to the organisation the release was decided for, however it is typed, and to no other', () => {
  expect(() => checkRecipient('Greater Manchester Police', ' greater  manchester police')).not.toThrow();
  expect(() => checkRecipient('Ahmed & Co', 'Bright & Co')).toThrow(/decided for Ahmed & Co/u);
  expect(() => checkRecipient(undefined, 'Bright & Co')).not.toThrow();
});

test('an encrypted copy goes once, under a request of its case, encrypted and to whom it was made for; never to the public', () => {
  const copy = { number: 'COPY-0001', caseId: 'c1', organisation: 'Ahmed & Co', releasedUnder: null };
  const check = (kind: 'solicitor' | 'foi', copies: (Omit<typeof copy, 'releasedUnder'> & ReleasedUnder)[]) => () =>
    checkItems({ class: kind, caseId: 'c1' }, { discs: [], prints: [], copies });
  expect(check('solicitor', [copy])).not.toThrow();
  expect(check('solicitor', [{ ...copy, caseId: 'c2' }])).toThrow(/another case/u);
  expect(check('solicitor', [{ ...copy, releasedUnder: 'REQ-0003' }])).toThrow(/went under REQ-0003/u);
  expect(check('foi', [copy])).toThrow(expect.objectContaining({ clause: '4.7' }));
  const goes = (to: string, isEncrypted: boolean) => () => checkCopyGoes([copy], { to, isEncrypted });
  expect(goes('ahmed  & co', true)).not.toThrow();
  expect(goes('Bright & Co', true)).toThrow(/made for Ahmed & Co/u);
  expect(goes('Ahmed & Co', false)).toThrow(/Tick it/u);
});
