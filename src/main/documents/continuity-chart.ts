import { instantText, offsetText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { CourtDocumentFacts, ExhibitFacts } from './document-facts.ts';
import { withGroupedHashes } from './pdf-text.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { fields, heading, paragraph, table } from './sheet-rows.ts';
import { hashField, hashNote, PROCEEDINGS_PURPOSE, proceedingsFields, recordedText } from './sheet-words.ts';

/** Every act on every exhibit in order, a page for each: all the time it was held is accounted for. */
export async function continuityChart(facts: CourtDocumentFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Continuity chart', purpose: PROCEEDINGS_PURPOSE }, frame);
  for (const [index, exhibit] of facts.exhibits.entries()) {
    if (index > 0) sheet.newPage();
    chart(sheet, facts, exhibit);
  }
  return sheet.finish();
}

function chart(sheet: Sheet, facts: CourtDocumentFacts, exhibit: ExhibitFacts): void {
  heading(sheet, `Exhibit ${exhibit.reference}`);
  fields(sheet, [
    ['Description', exhibit.description],
    ['Number in the register', exhibit.number],
    ...proceedingsFields(facts.proceedings),
    ['Bundle, case on React', `${facts.bundleNumber}, ${facts.reactRef}`],
    ['Produced by', facts.producer.name],
    ['Recorded', recordedText(exhibit.recordedFrom, exhibit.recordedTo)],
    ['Recorder’s clock', `${offsetText(exhibit.offsetSeconds)}, recorder against reference`],
    hashField('SHA-256', exhibit.sha256),
  ]);
  heading(sheet, 'What was done, by whom and when');
  const columns = [
    { title: 'Entry', share: 0.09 },
    { title: 'When', share: 0.3 },
    { title: 'By', share: 0.17 },
    { title: 'What', share: 0.44 },
  ];
  table(
    sheet,
    columns,
    exhibit.continuity.map(({ seq, at, by, what }) => [String(seq), instantText(at), by, withGroupedHashes(what)]),
  );
  if (exhibit.continuity.length === 0) paragraph(sheet, 'The ledger holds no entry about this exhibit.');
  paragraph(
    sheet,
    'Between these acts the exhibit lay in the sealed vault of the stand-alone laptop. Discs and prints have their own registers.',
  );
  hashNote(sheet);
}
