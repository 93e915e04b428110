import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { completenessStatement } from '../../../src/main/documents/completeness-statement.ts';
import { continuityChart } from '../../../src/main/documents/continuity-chart.ts';
import { discLabel } from '../../../src/main/documents/disc-label.ts';
import { disposalCertificate } from '../../../src/main/documents/disposal-certificate.ts';
import { exhibitLabels } from '../../../src/main/documents/exhibit-labels.ts';
import { retrievalReceipt } from '../../../src/main/documents/retrieval-receipt.ts';
import { fontFolder, readFontsIn } from '../../../src/main/platform/fonts.ts';
import { expectInsideMargins, expectToSay } from './expectations.ts';
import * as facts from './facts.ts';
import { statementOf } from './sheets.ts';

test('names of 255 strange characters and endless lines are shown whole and stay inside the margins', async () => {
  const { hostileName, hostileLine } = facts;
  const frame = facts.hostileFrame(`REF-${hostileLine}`);
  const exhibit = {
    ...facts.exhibit('AS/1'),
    description: `${hostileLine} `.repeat(15).trim(),
    continuity: [{ seq: 1, at: frame.madeAt, by: hostileLine, what: hostileName, did: hostileName }],
  };
  const court = facts.courtFacts('civil', [exhibit]);
  const proceedings = { ...court.proceedings, court: hostileLine, parties: hostileLine, caseNumber: hostileLine };
  const hostile = {
    ...court,
    proceedings,
    completeness: [`Not obtained: “${hostileName}”.`],
    producer: { ...court.producer, name: hostileLine },
  };
  const receipt = { ...facts.receiptFacts(), place: hostileLine, officer: hostileLine, sourceIdentity: hostileName };
  const disposal = facts.disposalFacts();
  const sheets = [
    await retrievalReceipt(receipt, frame),
    await disposalCertificate({ ...disposal, recording: { ...disposal.recording, path: hostileName } }, frame),
    await discLabel({ ...facts.discFacts(60), proceedings, burnedBy: hostileLine }, frame),
    await continuityChart(hostile, frame),
    await completenessStatement(hostile, frame),
    await exhibitLabels(hostile, frame),
    await statementOf(hostile, frame),
    await statementOf({ ...hostile, proceedings: { ...proceedings, kind: 'criminal' } }, frame),
  ];
  for (const pdf of sheets) {
    expectInsideMargins(pdf);
    expectToSay(pdf, [`Page ${pdf.pages} of ${pdf.pages}`, hostileLine]);
  }
  for (const index of [0, 1, 3, 4, 6, 7])
    expectToSay(sheets[index] ?? { bytes: new Uint8Array(), pages: 0 }, [hostileName]);
});

test('a font that was changed is refused, and so is one that is missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fonts-'));
  try {
    const real = fontFolder(join(import.meta.dirname, '../../../src/main/platform'));
    await expect(readFontsIn(folder)).rejects.toMatchObject({ code: 'unavailable' });
    for (const name of ['PublicSans-Regular.ttf', 'PublicSans-Bold.ttf', 'IBMPlexMono-Regular.ttf'])
      await writeFile(join(folder, name), await readFile(join(real, name)));
    expect((await readFontsIn(folder)).mono.length).toBeGreaterThan(100_000);
    const bytes = await readFile(join(real, 'PublicSans-Bold.ttf'));
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    await writeFile(join(folder, 'PublicSans-Bold.ttf'), bytes);
    await expect(readFontsIn(folder)).rejects.toMatchObject({ code: 'unavailable' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the fonts are found beside the packed archive, from the built files and from the sources', () => {
  expect(fontFolder(join('/opt', 'app', 'resources', 'app.asar', 'dist', 'main'))).toBe(
    join('/opt', 'app', 'resources', 'fonts'),
  );
  expect(fontFolder(join('/project', 'dist', 'main'))).toBe(join('/project', 'resources', 'fonts'));
  expect(fontFolder(join('/project', 'src', 'main', 'platform'))).toBe(join('/project', 'resources', 'fonts'));
});
