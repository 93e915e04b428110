import { expect, test } from 'vitest';
import { completenessStatement } from '../../../src/main/documents/completeness-statement.ts';
import { continuityChart } from '../../../src/main/documents/continuity-chart.ts';
import { discLabel } from '../../../src/main/documents/disc-label.ts';
import { disposalCertificate } from '../../../src/main/documents/disposal-certificate.ts';
import type { Pdf } from '../../../src/main/documents/document.ts';
import { exhibitLabels } from '../../../src/main/documents/exhibit-labels.ts';
import { retrievalReceipt } from '../../../src/main/documents/retrieval-receipt.ts';
import { printSetupSheet, setupSheet } from '../../../src/main/documents/setup-sheet.ts';
import { stillSheet } from '../../../src/main/documents/still-sheet.ts';
import * as facts from './facts.ts';
import { stillFacts } from './still-facts.ts';
import { expectInsideMargins, expectToSay } from './expectations.ts';
import { allText, fonts, info, pageTexts, squeezed, structure, words } from './poppler.ts';
import { everySheet, statementOf } from './sheets.ts';

const claims = /tamper-?proof|court-approved|forensically sound|guarantee/iu;
const names = Object.keys(everySheet);
const make = (name: string): Promise<Pdf> =>
  everySheet[name]?.() ?? Promise.reject(new Error(`no sheet called ${name}`));

test.each(names)(
  '%s: tagged PDF/A-3b on A4, every font embedded, pages counted and numbered, frame on each',
  async (name) => {
    const pdf = await make(name);
    const told = info(pdf);
    expect(told).toMatch(/^Tagged: +yes$/mu);
    expect(told).toMatch(/^Page size: .*A4/mu);
    expect(told).toMatch(new RegExp(`^Pages: +${pdf.pages}$`, 'mu'));
    expect(Buffer.from(pdf.bytes).toString('latin1')).toMatch(/<pdfaid:part>3<[^]*<pdfaid:conformance>B</u);
    expect(fonts(pdf).length).toBeGreaterThanOrEqual(2);
    for (const font of fonts(pdf))
      expect(font).toEqual({ name: expect.stringMatching(/Public|Plex/u), isEmbedded: true });
    expect(structure(pdf)).toMatch(/^Document\n/u);
    const isSetup = name === 'set-up sheet';
    for (const [index, text] of pageTexts(pdf).entries()) {
      expect(text).toContain(`Page ${index + 1} of ${pdf.pages}`);
      expect(text).toContain('Made Tue 24 Nov 2026, 10:15:30 GMT');
      expect(text).toContain('Property of Stockport Homes Group');
      expect(text.includes('Witness code 1234-K7QF-2M9X-PTW4')).toBe(!isSetup);
      expect(text.includes('2 Edward Street, Stockport SK1 3NQ')).toBe(!isSetup);
      expect(text).not.toMatch(claims);
    }
    expectInsideMargins(pdf);
  },
);

test.each(names)('%s: the same facts give the same bytes', async (name) => {
  const [first, second] = [await make(name), await make(name)];
  expect(Buffer.from(first.bytes).equals(second.bytes)).toBe(true);
});

test('the recovery sheet holds its own half only, the fingerprint, and goes to the printer', async () => {
  const printed: { title: string; bytes: Uint8Array }[] = [];
  const shell = { printPdf: async (title: string, bytes: Uint8Array) => printed.push({ title, bytes }) === 1 };
  expect(await printSetupSheet(shell, facts.setupFacts(), 'manager')).toBe(true);
  expect(printed[0]?.title).toBe('Recovery sheet, Safer Neighbourhoods Manager');
  const pdf = { bytes: printed[0]?.bytes ?? new Uint8Array(), pages: 1 };
  expectToSay(pdf, [
    'K7QF-2M9X-PTW4-0123-4567-89AB-CDEF-GHJK-MNPQ'.replaceAll(/((?:\w{4}-){2}\w{4})-/gu, '$1'),
    'Mary Jones',
    facts.sha('f3'),
    'Never in the same place as the other half',
  ]);
  expect(allText(pdf)).not.toContain('ZYXW');
  expectToSay(await setupSheet(facts.setupFacts(), 'officer'), ['ZYXW-VTSR-QPNM', 'Adam Smith']);
});

test('a retrieval receipt says everything of the retrieval', async () => {
  const given = facts.receiptFacts();
  const pdf = await retrievalReceipt(given, facts.frame(given.number));
  expectToSay(pdf, [
    given.number,
    given.reactRef,
    given.officer,
    given.place,
    'DEP-0012',
    'PIA-0009 version 2',
    given.reason,
    given.kitSerial,
    given.source,
    given.sourceIdentity,
    'Wed 4 Nov 2026, 14:02:11 GMT',
    'Wed 4 Nov 2026, 14:41:53 GMT',
    'Sun 1 Nov 2026, 18:00:00',
    'Mon 2 Nov 2026, 02:00:00',
    'Wed 4 Nov 2026, 14:05:12',
    'Wed 4 Nov 2026, 14:02:00',
    'speaking clock (123)',
    '3 minutes 12 seconds fast',
    ...given.completeness,
    ...given.files.flatMap((file) => [file.path, file.sha256 ?? '', file.reason ?? '', file.recording ?? '']),
    'Retrieved by',
    'Customer or person present',
    'Could not be read',
    '536,870,912 bytes',
  ]);
});

test('a receipt of footage taken without a PIA names the incident that says why', async () => {
  const camera = { deployment: null, ground: null, incident: 'INC-0004' };
  expectToSay(await retrievalReceipt({ ...facts.receiptFacts(), camera }, facts.frame('RET-0007')), [
    'not in the register of deployments',
    'no PIA was in force; incident INC-0004 says why',
  ]);
});

test('a receipt of two hundred files runs over pages, with the header on each and no file missing', async () => {
  const given = facts.receiptFacts(200);
  const pdf = await retrievalReceipt(given, facts.frame(given.number));
  expect(pdf.pages).toBeGreaterThan(10);
  const pages = pageTexts(pdf).map(squeezed);
  for (const page of pages.slice(2, -1))
    expect(page).toContain(squeezed('File as the recorder named it, and its SHA-256'));
  for (const file of given.files) expect(pages.some((page) => page.includes(squeezed(file.path)))).toBe(true);
  expectInsideMargins(pdf);
});

test('a still sheet holds the index entry of CoP 5.15, both hashes, the purpose limit and the boxes to sign', async () => {
  const { still, ...given } = stillFacts();
  const pdf = await stillSheet({ still, ...given }, facts.frame(still.number));
  expectToSay(pdf, [
    still.number,
    still.necessity,
    still.particulars,
    still.requester,
    still.requestedBy,
    still.decidedBy ?? '?',
    still.decisionReasons ?? '?',
    'Sun 1 Nov 2026, 23:05:19',
    'Sun 1 Nov 2026, 23:02:07',
    'Fri 6 Nov 2026, 09:00:00 GMT',
    'Fri 6 Nov 2026, 10:20:00 GMT',
    'Fri 6 Nov 2026, 11:00:00 GMT',
    still.sha256 ?? '?',
    given.masterSha256,
    given.cabinetPlace,
    still.reactRef,
    'frame 4712 of REC-0012',
    '1280 × 720 pixels',
    'Print number',
    'at no time to be used for anything other than the purposes specified and identified',
    'Produced by the Case Support Officer',
    'Signed off by the Safer Neighbourhoods Manager',
  ]);
  expect(structure(pdf)).toContain('Figure');
});

test('a portrait still, and one whose size is not in the register, fit on the page', async () => {
  const given = stillFacts();
  const still = { ...given.still, width: null, height: null };
  const pdf = await stillSheet({ ...given, still, png: facts.testPicture(480, 1600) }, facts.frame(still.number));
  expect(pdf.pages).toBe(2);
  expectInsideMargins(pdf);
});

test('a disposal certificate says what, why, how and by whom, and that it stands with its ledger entry', async () => {
  const given = facts.disposalFacts();
  const pdf = await disposalCertificate(given, facts.frame(given.number));
  const { path, sha256, number, reactRef, retrievalNumber } = given.recording;
  expectToSay(pdf, [
    given.number,
    number,
    path,
    sha256,
    reactRef,
    retrievalNumber,
    '731,250,688 bytes',
    'Thu 12 Nov 2026',
    'Thu 1 Oct 2026, 18:00:00 to Thu 1 Oct 2026, 19:00:00',
    'ix weeks from the recorded date have passed',
    'encryption key of the item is destroyed',
    'entered in the ledger in one act',
    'Done by',
    'Witnessed by',
  ]);
});

test('a disc label has what is typed in, the commands, and the hashes', async () => {
  const given = facts.discFacts();
  const pdf = await discLabel(given, facts.frame(given.discNumber));
  expectToSay(pdf, [
    given.discNumber,
    'Copy for the court, disc 1 of 2',
    given.bundleNumber,
    given.reactRef,
    given.certificateFingerprint,
    given.imageSha256,
    given.manifestSha256,
    'Wed 11 Nov 2026, 09:30:00 GMT by Adam Smith',
    'AS/1',
    'AS/2',
    given.proceedings.caseNumber,
    given.proceedings.parties,
    'Fri 18 Dec 2026',
    'sha256sum -c manifest-sha256.txt',
    'openssl cms -verify',
    'python3 -m bagit --validate .',
    'Seal number',
  ]);
  const code = words(pdf).filter(({ text }) => text === '1234-K7QF-2M9X-PTW4');
  expect(Math.max(...code.map(({ top, bottom }) => bottom - top))).toBeGreaterThan(17);
});

test('each exhibit has its label on a page of its own, with room for further signatures', async () => {
  const given = facts.courtFacts();
  const pages = pageTexts(await exhibitLabels(given, facts.frame('BND-0004')));
  expect(pages).toHaveLength(2);
  for (const [index, exhibit] of given.exhibits.entries()) {
    const page = squeezed(pages[index] ?? '');
    for (const text of [
      `Exhibit ${exhibit.reference}`,
      exhibit.description,
      exhibit.sha256,
      exhibit.number,
      given.proceedings.caseNumber,
      given.proceedings.parties,
      'Signature of the producer',
      'Further signatures',
      'Seal number',
      'Adam Smith, Case Support Officer',
    ])
      expect(page).toContain(squeezed(text));
  }
});

test('a continuity chart tells every entry with its time and hand', async () => {
  const given = facts.courtFacts('civil', [facts.exhibit('AS/1', 80), facts.stillExhibit('AS/2')]);
  const pdf = await continuityChart(given, facts.frame('BND-0004'));
  const lines = given.exhibits.flatMap(({ continuity }) => continuity);
  expectToSay(pdf, [
    ...lines.map(({ by, what }) => `${by} ${what}`),
    '3 minutes 12 seconds fast',
    'Wed 4 Nov 2026, 14:02:11 GMT',
  ]);
  const last = squeezed(pageTexts(pdf).at(-1) ?? '');
  expect(last).toContain(squeezed('Exhibit AS/2'));
  expect(last).not.toContain(squeezed('Exhibit AS/1'));
});

test('a civil statement has the form of PD 32 and the statement of truth beside its signature', async () => {
  const pdf = await statementOf(facts.courtFacts('civil'), facts.frame('BND-0004'));
  expectToSay(pdf, [
    'IN THE COUNTY COURT AT STOCKPORT',
    'Claim No. L00SP123',
    'BETWEEN:',
    'WITNESS STATEMENT OF ADAM SMITH',
    'On behalf of:',
    'Witness: A. Smith',
    'Number of statement:',
    'Exhibits: AS/1, AS/2',
    'Date made:',
    '1. I am Adam Smith',
    'marked AS/1. [entry 41]',
    '0180-1234-5678-9012',
    facts.wording.statementOfTruth,
  ]);
  const signed = pageTexts(pdf).find((page) => page.includes('Signed by the witness')) ?? '';
  expect(squeezed(signed)).toContain(squeezed(facts.wording.statementOfTruth));
});

test.each([2, 40])(
  'a criminal statement with %i exhibits declares the pages it really has, each with a line to sign',
  async (count) => {
    const exhibits = Array.from({ length: count }, (_, index) => facts.exhibit(`AS/${index + 1}`));
    const pdf = await statementOf(facts.courtFacts('criminal', exhibits), facts.frame('BND-0004'));
    expectToSay(pdf, [
      `This statement (consisting of ${pdf.pages} pages each signed by me) is true to the best of my knowledge and belief`,
      'I shall be liable to prosecution if I have wilfully stated in it anything which I know to be false, or do not believe to be true.',
      'Over 18',
      'Case Support Officer',
      'R v John Doe',
    ]);
    for (const page of pageTexts(pdf)) expect(page).toContain('Signature witnessed by');
  },
);

test('a completeness statement says what the bundle holds, what was asked for and what is missing', async () => {
  const given = facts.courtFacts();
  const pdf = await completenessStatement(given, facts.frame('BND-0004'));
  expectToSay(pdf, [
    ...given.completeness,
    ...given.exhibits.flatMap(({ reference, description, number }) => [reference, description, number]),
    'Missing footage says nothing about what happened.',
    'Mary Jones',
  ]);
});
