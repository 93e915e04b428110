import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { retrievalReceipt } from '../../../src/main/documents/retrieval-receipt.ts';
import { setupSheet } from '../../../src/main/documents/setup-sheet.ts';
import { trainingMark as mark } from '../../../src/main/training/training.ts';
import { expectInsideMargins } from './expectations.ts';
import * as facts from './facts.ts';
import { fonts, pageTexts } from './poppler.ts';

// Sheets of a training vault are made by the code that makes all others; what they say of themselves stands on each page.

test('a sheet of a training vault says so at the head of every page, and within its margins', async () => {
  const long = await retrievalReceipt(facts.receiptFacts(60), { ...facts.frame('RET-0007'), mark });
  for (const pdf of [long, await setupSheet(facts.setupFacts(), 'manager', mark)]) {
    const texts = pageTexts(pdf);
    expect(texts).toHaveLength(pdf.pages);
    for (const text of texts) expect(text).toContain(mark);
    expect(fonts(pdf).length).toBeGreaterThanOrEqual(2);
    expectInsideMargins(pdf);
  }
  expect(long.pages).toBeGreaterThan(2);
});

test('there is no other way to a page than through the one that marks it', () => {
  const folder = 'src/main/documents';
  const making = readdirSync(folder).filter((name) =>
    readFileSync(join(folder, name), 'utf8').includes('createCanvas('),
  );
  expect(making).toEqual(['pdf-canvas.ts', 'sheet-layout.ts']);
});
