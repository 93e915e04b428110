import { expect, test } from 'vitest';
import {
  checkWitness,
  isWitnessed,
  mayWitness,
  type Witnessed,
  witnessOf,
} from '../../../src/main/retention/witness.ts';

const alan = { personId: 'p1', name: 'Alan Sutcliffe' };
const alanAsDeputy = { personId: 'p2', name: ' alan  SUTCLIFFE' };
const morag = { personId: 'p3', name: 'Morag Whitfield' };
const atItsDay = (...signatures: Witnessed['signatures']): Witnessed => ({
  ...{ number: 'DISP-0001', doneById: 'system', doneBy: 'The application' },
  signatures,
});
const by = ({ personId, name }: typeof alan, ...signatures: Witnessed['signatures']): Witnessed => ({
  ...{ number: 'DISP-0001', doneById: personId, doneBy: name },
  signatures,
});
const hand = ({ personId: id, name }: typeof alan) => ({ id, name });

test('one person with two accounts is one witness, whether they disposed of it or looked', () => {
  for (const disposal of [by(alan), by(alanAsDeputy), atItsDay(alan), atItsDay(alanAsDeputy)])
    for (const again of [alan, alanAsDeputy]) {
      expect(mayWitness(disposal, hand(again))).toBe(false);
      expect(() => checkWitness(disposal, hand(again))).toThrow(expect.objectContaining({ clause: '4.6' }));
    }
  for (const disposal of [by(alan, alanAsDeputy), atItsDay(alan, alanAsDeputy)]) {
    expect([isWitnessed(disposal), witnessOf(disposal)]).toEqual([false, null]);
    expect(mayWitness(disposal, hand(morag))).toBe(true);
  }
});

test('two people make it witnessed, and a third is not wanted', () => {
  for (const disposal of [by(alan, morag), atItsDay(alan, morag), atItsDay(alan, alanAsDeputy, morag)]) {
    expect([isWitnessed(disposal), witnessOf(disposal)]).toEqual([true, 'Morag Whitfield']);
    expect(() => checkWitness(disposal, { id: 'p4', name: 'Joan Heaton' })).toThrow(
      expect.objectContaining({ code: 'conflict' }),
    );
  }
  expect(isWitnessed(atItsDay(alan))).toBe(false);
});
