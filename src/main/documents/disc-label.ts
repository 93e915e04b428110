import { instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { DiscLabelFacts } from './document-facts.ts';
import { ACCENT, GREY, lineHeight, type TextStyle } from './pdf-canvas.ts';
import { hashOnTwoLines } from './pdf-text.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { faint, fields, heading, mono, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { drawQr } from './sheet-qr.ts';
import { hashField, PROCEEDINGS_PURPOSE, proceedingsFields } from './sheet-words.ts';

const copies = {
  master: 'Master disc',
  court: 'Copy for the court',
  defence: 'Copy for the defence',
  police: 'Copy for the police',
} as const;

/** The label to cut out, and the sheet for the sleeve with what a reader types in to check the disc (court.md). */
export async function discLabel(facts: DiscLabelFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Disc label and sleeve sheet', purpose: PROCEEDINGS_PURPOSE }, frame);
  cutOutLabel(sheet, facts, frame);
  paragraph(
    sheet,
    `Write on the disc itself, with a pen made for discs: ${facts.discNumber}, ${setText(facts)}, ${facts.proceedings.caseNumber}. Nothing is glued to a disc.`,
    faint,
  );
  keeping(sheet, facts);
  sheet.newPage();
  toTypeIn(sheet, facts, frame);
  heading(sheet, 'What is on the disc');
  fields(sheet, [
    ...proceedingsFields(facts.proceedings),
    ['Case on React, bundle', `${facts.reactRef}, ${facts.bundleNumber}`],
    ['Disc', `${facts.discNumber}: ${copies[facts.copy]}, ${setText(facts)}`],
    ['Burned', `${instantText(facts.burnedAt)} by ${facts.burnedBy}`],
    ['After burning', 'The disc was closed, read back and compared; it matched what was sent to it.'],
    hashField('SHA-256 of the disc image', facts.imageSha256),
    hashField('SHA-256 of the manifest', facts.manifestSha256),
  ]);
  const columns = [
    { title: 'Exhibit', share: 0.2 },
    { title: 'Description', share: 0.8 },
  ];
  table(
    sheet,
    columns,
    facts.exhibits.map(({ reference, description }) => [reference, description]),
  );
  howToCheck(sheet);
  return sheet.finish();
}

function keeping(sheet: Sheet, facts: DiscLabelFacts): void {
  heading(sheet, 'Keeping');
  fields(sheet, [
    ['Seal number', null],
    ['Cabinet, shelf', null],
    ['Handed to, date', null],
  ]);
  signatureBoxes(sheet, [
    { title: 'Burned and sealed by', name: facts.burnedBy },
    { title: 'Received by', name: null },
  ]);
}

const setText = ({ setNumber, setSize }: DiscLabelFacts): string => `disc ${setNumber} of ${setSize}`;

/** 120 mm, the side of a disc's sleeve. */
const SIDE = 340;
const label: TextStyle = { font: 'regular', size: 9.5 };
const code: TextStyle = { font: 'mono', size: 11 };

function cutOutLabel(sheet: Sheet, facts: DiscLabelFacts, frame: SheetFrame): void {
  const { canvas } = sheet;
  const { x, y } = sheet.cursor();
  const left = x + (sheet.width - SIDE) / 2;
  const width = SIDE - 32;
  canvas.ornament(() => canvas.box({ x: left, y }, { width: SIDE, height: SIDE }, { color: GREY, dash: 3 }));
  const pieces: readonly (readonly [string, TextStyle, number])[] = [
    [frame.controller, { ...label, color: GREY }, 2],
    [facts.discNumber, { font: 'bold', size: 26, color: ACCENT }, 1],
    [`${copies[facts.copy]}, ${setText(facts)}`, { font: 'bold', size: 13 }, 1],
    [facts.proceedings.court, label, 2],
    [facts.proceedings.caseNumber, label, 1],
    [facts.proceedings.parties, label, 3],
    [`Exhibits ${facts.exhibits.map(({ reference }) => reference).join(', ')}`, { font: 'bold', size: 10 }, 3],
    [`${facts.bundleNumber}, burned ${instantText(facts.burnedAt)}`, label, 2],
    ['Footage of people: keep it sealed, hand it over only against a signature.', { ...label, color: GREY }, 2],
    [frame.witnessCode, code, 1],
  ];
  const tag = canvas.tag(canvas.document, 'P');
  let down = y + 16;
  canvas.draw(tag, () => {
    for (const [text, style, most] of pieces) {
      for (const line of firstLines(canvas.lines(text, style, width), most)) {
        canvas.text(line, { x: left + 16, y: down }, style);
        down += lineHeight(style);
      }
      down += 3;
    }
  });
  canvas.ornament(() => drawQr(canvas, frame.witnessCode, { x: left + SIDE - 76, y: y + SIDE - 76 }, 60));
  sheet.advance(SIDE + 12);
}

/** A label holds so many lines; the whole text stands on the sleeve sheet. */
const firstLines = (lines: readonly string[], most: number): string[] =>
  lines.length <= most ? [...lines] : [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`];

const BIG_QR = 96;
const bigCode: TextStyle = { font: 'mono', size: 19 };

/** The two things the page on the disc asks for, in letters that can be read off and typed in. */
function toTypeIn(sheet: Sheet, { certificateFingerprint }: DiscLabelFacts, { witnessCode }: SheetFrame): void {
  heading(sheet, 'To type in when the disc is checked');
  const { canvas } = sheet;
  const { x, y } = sheet.cursor();
  const qr = { x: x + sheet.width - BIG_QR, y: y + 4 };
  canvas.draw(canvas.tag(canvas.document, 'Figure', { alt: `QR code of the witness code ${witnessCode}` }), () =>
    drawQr(canvas, witnessCode, qr, BIG_QR),
  );
  canvas.draw(canvas.tag(canvas.document, 'P'), () => {
    canvas.text('Witness code', { x, y: y + 2 }, faint);
    canvas.text(witnessCode, { x, y: y + 14 }, bigCode);
    canvas.text('Fingerprint of the signing certificate (SHA-256)', { x, y: y + 46 }, faint);
    for (const [index, line] of hashOnTwoLines(certificateFingerprint).split('\n').entries())
      canvas.text(line, { x, y: y + 60 + index * 19 }, { ...mono, size: 13 });
  });
  sheet.advance(BIG_QR + 16);
}

const commands = [
  ['Every file against the lists', 'sha256sum -c manifest-sha256.txt\nsha256sum -c tagmanifest-sha256.txt'],
  [
    'The signature under the lists',
    'openssl cms -verify -binary -inform DER -in signature.p7s -content tagmanifest-sha256.txt -CAfile certificate.pem -purpose any -out /dev/null',
  ],
  ['The folder as a BagIt bag', 'python3 -m bagit --validate .'],
  ['Whose signature: must print the fingerprint above', 'openssl x509 -in certificate.pem -noout -fingerprint -sha256'],
] as const;

function howToCheck(sheet: Sheet): void {
  heading(sheet, 'How to check the disc');
  paragraph(
    sheet,
    'Open “OPEN ME FIRST.html” on the disc in Chrome, Edge or Firefox: it plays the footage and checks every file without a network. Or, with tools that are not ours, in the folder of the disc:',
  );
  fields(
    sheet,
    commands.map(([what, command]) => [what, command, { ...mono, size: 8.5 }] as const),
  );
  paragraph(
    sheet,
    'A check shows that the files are the ones that were sealed. It does not show what happened in front of the camera.',
    faint,
  );
}
