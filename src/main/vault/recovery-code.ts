import { createHash } from 'node:crypto';
import { AppError } from '../../shared/failure.ts';
import { drawBytes } from '../platform/random.ts';
import { wipe } from './keys.ts';

// The recovery code is 160 random bits R, split in two: half A is random, half B is A xor R. Either alone says nothing
// at all about R. Each half is printed on its own sheet as 36 characters of Crockford base32 (no I, L, O, U) in groups
// of four: 32 for the half, 4 that catch a slip of the pen and tell the sheets apart.

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const halfBytes = 20;
const checkCharacters = 4;
const characters = (halfBytes * 8) / 5 + checkCharacters;

type Sheet = 'A' | 'B';

/** What is printed at set-up, and never stored. */
export interface RecoveryHalves {
  readonly halfA: string;
  readonly halfB: string;
}

/** A new code in both its forms. The caller wipes `code`. */
export function newRecoveryCode(): { code: Uint8Array; halves: RecoveryHalves } {
  const code = drawBytes(halfBytes);
  const a = drawBytes(halfBytes);
  const b = xor(a, code);
  const halves = { halfA: formatHalf('A', a), halfB: formatHalf('B', b) };
  wipe(a, b);
  return { code, halves };
}

/**
 * Puts the two halves together, in either order, as typed: spaces, hyphens and case do not matter, O is read as 0, I and
 * L as 1. Throws AppError('invalid-input') naming what is wrong with which half. The caller wipes the result.
 */
export function joinRecoveryHalves(first: string, second: string): Uint8Array {
  const [one, two] = [parseHalf('first', first), parseHalf('second', second)];
  if (one.sheet === two.sheet) {
    throw new AppError('invalid-input', `Both halves are from sheet ${one.sheet}: one of each sheet is needed.`);
  }
  return xor(one.bytes, two.bytes);
}

function formatHalf(sheet: Sheet, bytes: Uint8Array): string {
  const text = toBase32(bytes) + checkOf(sheet, bytes);
  return text.replace(/.{4}(?=.)/gu, '$&-');
}

function parseHalf(which: string, typed: string): { sheet: Sheet; bytes: Uint8Array } {
  const text = typed.toUpperCase().replace(/[\s-]/gu, '').replace(/O/gu, '0').replace(/[IL]/gu, '1');
  if (text.length !== characters || /[^0-9A-HJKMNP-TV-Z]/u.test(text)) {
    throw new AppError(
      'invalid-input',
      `The ${which} half is not ${characters} letters and digits: check it and type it again.`,
    );
  }
  const bytes = fromBase32(text.slice(0, -checkCharacters));
  const check = text.slice(-checkCharacters);
  for (const sheet of ['A', 'B'] as const) if (check === checkOf(sheet, bytes)) return { sheet, bytes };
  throw new AppError('invalid-input', `The ${which} half has a character that is not as printed: type it again.`);
}

function checkOf(sheet: Sheet, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(`lend-a-cam-evidence/v1/recovery-half-${sheet}`).update(bytes).digest();
  return toBase32(hash.subarray(0, 5)).slice(0, checkCharacters);
}

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, index) => byte ^ (b[index] ?? 0));

function toBase32(bytes: Uint8Array): string {
  let text = '';
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    text += alphabet[(pair >> (11 - (bit & 7))) & 31];
  }
  return text;
}

function fromBase32(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length * 5) / 8);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    held = ((held << 5) | alphabet.indexOf(character)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}
