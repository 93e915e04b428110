import { expect } from 'vitest';
import type { Pdf } from '../../../src/main/documents/document.ts';
import { allText, squeezed, words } from './poppler.ts';

/** Each text stands in the sheet as a reader finds it, over however many lines. */
export function expectToSay(pdf: Pdf, texts: readonly string[]): void {
  const said = allText(pdf);
  for (const text of texts) expect(said).toContain(squeezed(text));
}

/** Nothing sticks out of the columns: every word stands between the margins. */
export function expectInsideMargins(pdf: Pdf): void {
  const found = words(pdf);
  expect(found.length).toBeGreaterThan(50);
  for (const word of found) {
    expect(word, word.text).toSatisfy(({ left, right }) => left >= 53 && right <= 543);
    expect(word, word.text).toSatisfy(({ top, bottom }) => top >= 30 && bottom <= 815);
  }
}
