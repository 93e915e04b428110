import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { acceptedStep, newTotpSecret } from '../../../src/main/people/second-factor.ts';

// The phone’s clock and the laptop’s are two clocks.

const secret = newTotpSecret(Uint8Array.from({ length: 20 }, (_, index) => index));
const nowMs = Date.parse('2026-10-06T09:00:10.000Z');
const step = Math.floor(nowMs / 30_000);
const codeOfStep = (steps: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: nowMs + steps * 30_000 });

test('a phone that is one step slow or fast is accepted, two steps are not', () => {
  const accepted = [-2, -1, 0, 1, 2].map((steps) => acceptedStep(secret, codeOfStep(steps), { nowMs, lastStep: 0 }));
  expect(accepted).toEqual([null, step - 1, step, step + 1, null]);
});

test('a code of a step that was used, or of one before it, is refused; the next is accepted', () => {
  for (const [steps, lastStep, expected] of [
    [0, step, null],
    [-1, step, null],
    [1, step, step + 1],
    [1, step + 1, null],
  ] as const)
    expect(acceptedStep(secret, codeOfStep(steps), { nowMs, lastStep })).toBe(expected);
});
