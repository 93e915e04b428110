import { instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { CourtDocumentFacts, ExhibitFacts } from './document-facts.ts';
import { GREY } from './pdf-canvas.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { fields, paragraph, table } from './sheet-rows.ts';
import { hashField, PROCEEDINGS_PURPOSE, proceedingsFields, recordedText, roleText } from './sheet-words.ts';

const THIS_IS = {
  recording: 'master   /   working copy   /   derivative   (strike out)',
  still: 'a still: master file   /   print no. ______   (strike out)',
  clip: 'a clip: cut out of a recording, whose master stays as it is',
  'masked clip': 'a masked clip: cut out of a recording, areas filled with black; the master stays as it is',
} as const;

/** One label for each exhibit, with room for everybody who handles it after the producer (domain.md §5.6, CrimPR 16.3). */
export async function exhibitLabels(facts: CourtDocumentFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Exhibit labels', purpose: PROCEEDINGS_PURPOSE }, frame);
  for (const [index, exhibit] of facts.exhibits.entries()) {
    if (index > 0) sheet.newPage();
    label(sheet, facts, exhibit);
  }
  return sheet.finish();
}

const FURTHER_SIGNATURES = 6;

function label(sheet: Sheet, facts: CourtDocumentFacts, exhibit: ExhibitFacts): void {
  const { producer } = facts;
  const top = sheet.cursor();
  const page = sheet.page();
  sheet.advance(4);
  paragraph(sheet, `Exhibit ${exhibit.reference}`, { font: 'bold', size: 24 });
  const first = exhibit.continuity[0];
  fields(sheet, [
    ...proceedingsFields(facts.proceedings),
    ['Description', exhibit.description],
    ['Number in the register', `${exhibit.number}, bundle ${facts.bundleNumber}`],
    ['Recorded', recordedText(exhibit.recordedFrom, exhibit.recordedTo)],
    ['First entry in the ledger', first === undefined ? null : `${instantText(first.at)}, ${first.by}`],
    ['Place produced or seized', null],
    ['Produced by', `${producer.name}, ${roleText(producer.role)}`],
    ['Signature of the producer', null],
    ['Statement of the producer, dated', null],
    ['Disc number, of', null],
    ['Seal number', null],
    ['This is', THIS_IS[exhibit.kind === 'clip' && exhibit.masked === true ? 'masked clip' : exhibit.kind]],
    hashField(`SHA-256 of ${exhibit.number}`, exhibit.sha256),
  ]);
  sheet.advance(4);
  paragraph(sheet, 'Further signatures', { font: 'bold', size: 10 });
  const columns = [
    { title: 'Name', share: 0.36 },
    { title: 'Signature', share: 0.36 },
    { title: 'Date, time', share: 0.28 },
  ];
  table(
    sheet,
    columns,
    Array.from({ length: FURTHER_SIGNATURES }, () => ['\n', '', '']),
  );
  if (sheet.page() === page) outline(sheet, top.y);
}

/** A line to cut along; a label that runs over two pages is stapled instead. */
function outline(sheet: Sheet, top: number): void {
  const { x, y } = sheet.cursor();
  const inset = 8;
  sheet.canvas.ornament(() =>
    sheet.canvas.box(
      { x: x - inset, y: top - 4 },
      { width: sheet.width + 2 * inset, height: y - top + 4 },
      { color: GREY, dash: 3 },
    ),
  );
}
