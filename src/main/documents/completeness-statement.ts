import type { Pdf, SheetFrame } from './document.ts';
import type { CourtDocumentFacts } from './document-facts.ts';
import { openSheet } from './sheet-layout.ts';
import { faint, fields, heading, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { PROCEEDINGS_PURPOSE, proceedingsFields, recordedText, roleText } from './sheet-words.ts';

/** What was asked for, what was obtained, what is missing and why: absence and failure never look alike. */
export async function completenessStatement(facts: CourtDocumentFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Completeness statement', purpose: PROCEEDINGS_PURPOSE }, frame);
  fields(sheet, [
    ...proceedingsFields(facts.proceedings),
    ['Bundle', facts.bundleNumber],
    ['Case on React', facts.reactRef],
  ]);
  heading(sheet, 'What this bundle holds');
  const columns = [
    { title: 'Exhibit', share: 0.14 },
    { title: 'Register', share: 0.16 },
    { title: 'Description', share: 0.36 },
    { title: 'Recorded, by the recorder’s clock', share: 0.34 },
  ];
  table(
    sheet,
    columns,
    facts.exhibits.map((exhibit) => [
      exhibit.reference,
      exhibit.number,
      exhibit.description,
      recordedText(exhibit.recordedFrom, exhibit.recordedTo),
    ]),
  );
  heading(sheet, 'Asked for, obtained, missing and why');
  for (const sentence of facts.completeness) paragraph(sheet, sentence);
  if (facts.completeness.length === 0)
    paragraph(sheet, 'The record says nothing about what was asked for and obtained.');
  sheet.ensure(190); // the signatures are never on a page without words
  paragraph(
    sheet,
    'Where footage is missing because nothing was recorded or because it had been overwritten, and where it could not be read, this statement says which. Missing footage says nothing about what happened.',
    faint,
  );
  signatureBoxes(sheet, [
    { title: `Confirmed by the producer, ${roleText(facts.producer.role)}`, name: facts.producer.name },
    { title: 'Approved by', name: facts.approvedBy },
  ]);
  return sheet.finish();
}
