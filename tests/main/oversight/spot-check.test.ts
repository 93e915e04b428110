import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitment, drawItems } from '../../../src/main/oversight/spot-check.ts';

// The rule of docs/audits.md, for any register and any seed.

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const seed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const items = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 60 });
const count = fc.integer({ min: 1, max: 50 });

describe('a draw of spot checks', () => {
  test('picks as many as asked, or all there are, each once and each from the register', () => {
    fc.assert(
      fc.property(seed, items, count, (by, register, wanted) => {
        const drawn = drawItems(by, register, wanted, sha256);
        expect(drawn).toHaveLength(Math.min(wanted, register.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        for (const item of drawn) expect(register).toContain(item);
      }),
    );
  });

  test('does not depend on the order of the register, nor on an item that stands twice', () => {
    fc.assert(
      fc.property(seed, items, count, (by, register, wanted) => {
        const drawn = drawItems(by, register, wanted, sha256);
        expect(drawItems(by, [...register, ...register].toReversed(), wanted, sha256)).toEqual(drawn);
      }),
    );
  });

  test('of fewer is the beginning of a draw of more: nobody picks by choosing how many', () => {
    fc.assert(
      fc.property(seed, items, count, (by, register, wanted) => {
        const all = drawItems(by, register, register.length, sha256);
        expect(drawItems(by, register, wanted, sha256)).toEqual(all.slice(0, wanted));
      }),
    );
  });

  test('is not moved by what else the register holds: an item that was left out changes nobody’s place', () => {
    fc.assert(
      fc.property(seed, items, fc.nat(), (by, register, which) => {
        const gone = register[which % Math.max(register.length, 1)];
        const rest = register.filter((item) => item !== gone);
        const order = drawItems(by, register, register.length, sha256).filter((item) => item !== gone);
        expect(drawItems(by, rest, rest.length, sha256)).toEqual(order);
      }),
    );
  });

  test('goes by the seed: each of many things comes first for some seed', () => {
    const register = ['REC-0001', 'REC-0002', 'REC-0003', 'REC-0004'];
    const firsts = Array.from({ length: 200 }, (_, index) => drawItems(sha256(String(index)), register, 1, sha256)[0]);
    expect(new Set(firsts)).toEqual(new Set(register));
  });

  test('commits to the register beforehand: one thing more or less is another hash', () => {
    fc.assert(
      fc.property(items, fc.string({ minLength: 13, maxLength: 13 }), (register, more) => {
        const before = commitment({ area: 'recordings', items: register }, sha256);
        expect(commitment({ area: 'recordings', items: register.toReversed() }, sha256)).toBe(before);
        expect(commitment({ area: 'recordings', items: [...register, more] }, sha256)).not.toBe(before);
      }),
    );
  });
});
