import type { Pdf, SheetFrame } from './document.ts';
import type {
  CourtDocumentFacts,
  ProceedingsFacts,
  StatementPreparation,
  StatementSentence,
} from './document-facts.ts';
import { lineHeight, type TextStyle } from './pdf-canvas.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { body, bold, drawRow, fields, heading, lineToWriteOn, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { PROCEEDINGS_PURPOSE, roleText } from './sheet-words.ts';

export type WitnessStatementFacts = CourtDocumentFacts & {
  /** What the witness confirmed, and nothing else. */
  readonly sentences: readonly StatementSentence[];
  readonly preparation: StatementPreparation;
};

const declaration = (text: string, pages: number): string =>
  text.replaceAll('{pages}', `${pages} page${pages === 1 ? '' : 's'}`);

/** A statement for the kind of court the exhibits go to; the criminal one counts its own pages. */
export async function witnessStatement(facts: WitnessStatementFacts, frame: SheetFrame): Promise<Pdf> {
  if (facts.proceedings.kind === 'civil') return civilStatement(facts, frame);
  let pdf = await criminalStatement(facts, frame, 1);
  for (let stated = 1; stated !== pdf.pages; ) {
    stated = pdf.pages;
    pdf = await criminalStatement(facts, frame, stated);
  }
  return pdf;
}

/** The form of CPR PD 32 paragraphs 17 to 20. */
async function civilStatement(facts: WitnessStatementFacts, frame: SheetFrame): Promise<Pdf> {
  const { proceedings, producer } = facts;
  const sheet = await openSheet({ title: 'Witness statement', purpose: PROCEEDINGS_PURPOSE, isHeaded: false }, frame);
  cornerBlock(sheet, facts);
  titleOfProceedings(sheet, proceedings);
  title(sheet, `WITNESS STATEMENT OF ${producer.name.toUpperCase()}`);
  const address = frame.controllerAddress.replaceAll(/\s*\n\s*/gu, ', ');
  paragraph(
    sheet,
    `I, ${producer.name}, ${roleText(producer.role)}, of ${frame.controller}, ${address}, will say as follows:`,
  );
  numbered(sheet, facts.sentences);
  howPrepared(sheet, facts.preparation);
  exhibitList(sheet, facts);
  sheet.ensure(230); // the statement of truth is never parted from its signature
  heading(sheet, 'Statement of truth');
  paragraph(sheet, facts.wording.statementOfTruth);
  sheet.advance(6);
  signatureBoxes(sheet, [{ title: 'Signed by the witness', name: producer.name }]);
  return sheet.finish();
}

/** The form of CrimPR 16.2: name, age, declaration, signature on every page. */
async function criminalStatement(facts: WitnessStatementFacts, frame: SheetFrame, pages: number): Promise<Pdf> {
  const { proceedings, producer } = facts;
  const head = { title: 'Witness statement', purpose: PROCEEDINGS_PURPOSE, isHeaded: false, isSignedOnEveryPage: true };
  const sheet = await openSheet(head, frame);
  title(sheet, 'WITNESS STATEMENT');
  centred(sheet, 'Criminal Procedure Rules, r. 16.2; Criminal Justice Act 1967, s. 9', body, 'P');
  sheet.advance(8);
  fields(sheet, [
    ['Statement of', producer.name, bold],
    ['Age, if under 18', 'Over 18'],
    ['Occupation', roleText(producer.role)],
    ['Court', proceedings.court],
    ['Case number', proceedings.caseNumber],
    ['Case', proceedings.parties],
  ]);
  sheet.advance(6);
  paragraph(sheet, declaration(facts.wording.criminalDeclaration, pages));
  sheet.advance(4);
  signatureBoxes(sheet, [{ title: 'Signed by the witness', name: producer.name }]);
  numbered(sheet, facts.sentences);
  howPrepared(sheet, facts.preparation);
  exhibitList(sheet, facts);
  heading(sheet, 'Contact');
  paragraph(
    sheet,
    `The witness can be reached through ${frame.controller}, ${frame.controllerAddress.replaceAll(/\s*\n\s*/gu, ', ')}.`,
  );
  return sheet.finish();
}

const CORNER_WIDTH = 208;

/** PD 32 paragraph 4: court, number and parties, each party with its part where the record says who is against whom. */
function titleOfProceedings(sheet: Sheet, { court, caseNumber, parties }: ProceedingsFacts): void {
  const named = court.toUpperCase();
  paragraph(sheet, /^(?:IN )?THE /u.test(named) ? named : `IN THE ${named}`, bold);
  aside(sheet, `Claim No. ${caseNumber}`, bold);
  paragraph(sheet, 'BETWEEN:');
  const sides = sidesOf(parties);
  if (sides === null) {
    centred(sheet, parties, { ...bold, size: 11 }, 'P');
    return;
  }
  centred(sheet, sides.claimant, { ...bold, size: 11 }, 'P');
  aside(sheet, 'Claimant', body);
  centred(sheet, '– and –', body, 'P');
  centred(sheet, sides.defendant, { ...bold, size: 11 }, 'P');
  aside(sheet, 'Defendant', body);
}

/** Who is against whom, where the record says it as "A v B". */
function sidesOf(parties: string): { readonly claimant: string; readonly defendant: string } | null {
  const [claimant, defendant, ...more] = parties.split(/ v\.? /u);
  return claimant === undefined || defendant === undefined || more.length > 0 ? null : { claimant, defendant };
}

/** For whom the witness speaks: our own side where it is plain which that is, else a line to write on. */
function sideOf({ parties }: ProceedingsFacts, controller: string): string {
  const isOurs = (party: string | undefined): boolean =>
    party !== undefined && controller.toLowerCase().startsWith(party.trim().toLowerCase());
  const sides = sidesOf(parties);
  if (isOurs(sides?.claimant)) return ' the Claimant';
  return isOurs(sides?.defendant) ? ' the Defendant' : '';
}

/** A line that ends at the right margin. */
function aside(sheet: Sheet, text: string, style: TextStyle): void {
  const tag = sheet.canvas.tag(sheet.canvas.document, 'P');
  const width = Math.min(sheet.width, sheet.canvas.width(text, style) + 2);
  drawRow(sheet, [{ text, style, x: sheet.width - width, width, tag }], { pad: 3 });
}

/** PD 32 paragraph 17.2: party, witness, number of the statement, exhibits, date. */
function cornerBlock(
  sheet: Sheet,
  { producer, exhibits, preparation, proceedings, wording }: WitnessStatementFacts,
): void {
  const x = sheet.width - CORNER_WIDTH;
  const style: TextStyle = { font: 'regular', size: 8.5 };
  const entries = [
    `On behalf of:${sideOf(proceedings, wording.controllerName)}`,
    `Witness: ${initialAndSurname(producer.name)}`,
    `Number of statement: ${preparation.number}`,
    `Exhibits: ${exhibits.map(({ reference }) => reference).join(', ')}`,
    'Date made:',
  ];
  for (const text of entries) {
    const isBlank = text.endsWith(':');
    const tag = sheet.canvas.tag(sheet.canvas.document, 'P');
    drawRow(sheet, [{ text, style, x, width: CORNER_WIDTH, tag }], { pad: isBlank ? 6 : 1 });
    if (isBlank) lineToWriteOn(sheet, x + sheet.canvas.width(text, style) + 6);
  }
  sheet.advance(6);
}

/** `A. Smith`, as a court's corner block has it. */
export function initialAndSurname(name: string): string {
  const words = name.trim().split(/\s+/u);
  const surname = words.pop() ?? '';
  return [...words.map((word) => `${[...word][0] ?? ''}.`), surname].join(' ');
}

function title(sheet: Sheet, text: string): void {
  sheet.advance(10);
  centred(sheet, text, { font: 'bold', size: 14 }, 'H1');
  sheet.advance(8);
}

function centred(sheet: Sheet, text: string, style: TextStyle, type: 'H1' | 'P'): void {
  const { canvas } = sheet;
  const tag = canvas.tag(canvas.document, type);
  for (const line of canvas.lines(text, style, sheet.width)) {
    sheet.ensure(lineHeight(style));
    const { x, y } = sheet.cursor();
    const start = x + (sheet.width - canvas.width(line, style)) / 2;
    canvas.draw(tag, () => canvas.text(line, { x: start, y }, style));
    sheet.advance(lineHeight(style));
  }
}

const NUMBER_WIDTH = 28;

function numbered(sheet: Sheet, sentences: readonly StatementSentence[]): void {
  const { canvas } = sheet;
  const list = canvas.tag(canvas.document, 'L');
  for (const [index, sentence] of sentences.entries()) {
    const item = canvas.tag(list, 'LI');
    const label = { text: `${index + 1}.`, style: body, x: 0, width: NUMBER_WIDTH - 4, tag: canvas.tag(item, 'Lbl') };
    const text = {
      text: withEntries(sentence),
      style: body,
      x: NUMBER_WIDTH,
      width: sheet.width - NUMBER_WIDTH,
      tag: canvas.tag(item, 'LBody'),
    };
    drawRow(sheet, [label, text], { pad: 4, mayBreak: true });
  }
}

const withEntries = ({ text, seqs, own }: StatementSentence): string =>
  own === true
    ? `${text} [own\u00a0words]`
    : seqs.length === 0
      ? text
      : `${text} [${seqs.length === 1 ? 'entry' : 'entries'}\u00a0${seqs.join(', ')}]`;

/** PD 32 paragraph 18.1: the process by which the statement was prepared. */
function howPrepared(sheet: Sheet, { drawnUp, confirmed, struck, own }: StatementPreparation): void {
  paragraph(
    sheet,
    `How this statement was prepared: ${drawnUp} sentences were drawn up from the ledger. The witness confirmed ${confirmed}, struck out ${struck} (${struck === 1 ? 'it is' : 'they are'} not printed) and added ${own} in their own words.`,
    { ...body, size: 8.5 },
  );
}

function exhibitList(sheet: Sheet, { exhibits }: CourtDocumentFacts): void {
  heading(sheet, 'Exhibits');
  const columns = [
    { title: 'Marked', share: 0.16 },
    { title: 'Description', share: 0.62 },
    { title: 'Register', share: 0.22 },
  ];
  table(
    sheet,
    columns,
    exhibits.map(({ reference, description, number }) => [reference, description, number]),
  );
}
