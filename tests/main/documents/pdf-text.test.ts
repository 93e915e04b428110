import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bytesText,
  groupedHash,
  hashOnTwoLines,
  printable,
  withGroupedHashes,
  wrapText,
} from '../../../src/main/documents/pdf-text.ts';
import { hostileName, sha } from './facts.ts';

const monospaced = (text: string): number => [...text].length * 5;

test('no line is wider than its column, and nothing of the text is lost', () => {
  const texts = fc.array(fc.oneof(fc.string({ maxLength: 300 }), fc.constant(hostileName)), { maxLength: 8 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 5, max: 500 }), (parts, width) => {
      const text = parts.join(' ');
      const lines = wrapText(text, width, monospaced);
      for (const line of lines) expect(monospaced(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(/[ \n]/gu, '')).toBe(text.replaceAll(/[ \n]/gu, ''));
    }),
  );
});

test('a long name is cut after a separator where one is near', () => {
  expect(wrapText('record/2026-11-01/dav', 60, monospaced)).toEqual(['record/2026-', '11-01/dav']);
});

test('a sign the fonts lack, or that turns the text round, is shown by its number', () => {
  expect(printable('a\u202Egpj.exe 中 Łódź “x”')).toBe('a\\u{202E}gpj.exe \\u{4E2D} Łódź “x”');
});

test('printable text is left as it is by a second pass', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => printable(printable(text)) === printable(text)));
});

test('a hash is grouped, on one line, on two, and inside prose', () => {
  const hex = sha('ab');
  expect(groupedHash(hex).split(' ')).toHaveLength(16);
  expect(
    hashOnTwoLines(hex)
      .split('\n')
      .map((line) => line.split(' ').length),
  ).toEqual([8, 8]);
  expect(withGroupedHashes(`SHA-256 ${hex}.`)).toBe(`SHA-256 ${groupedHash(hex)}.`);
});

test('a size is told in bytes with groups of three', () => {
  expect([0, 999, 1000, 536_870_912].map(bytesText)).toEqual([
    '0 bytes',
    '999 bytes',
    '1,000 bytes',
    '536,870,912 bytes',
  ]);
});
