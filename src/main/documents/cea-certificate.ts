import type { Pdf, SheetFrame } from './document.ts';
import type { CourtDocumentFacts } from './document-facts.ts';
import { openSheet } from './sheet-layout.ts';
import { faint, fields, heading, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { PROCEEDINGS_PURPOSE, proceedingsFields } from './sheet-words.ts';
import { groupedHash } from './pdf-text.ts';

export interface CertificateFacts extends CourtDocumentFacts {
  /** The officer of the business who signs: a person in a responsible position for its records. */
  readonly signedBy: { readonly name: string; readonly position: string };
}

/** Civil Evidence Act 1995 s.9: a record of a business is received without further proof on such a certificate. */
export async function ceaCertificate(facts: CertificateFacts, frame: SheetFrame): Promise<Pdf> {
  const { signedBy, proceedings } = facts;
  const sheet = await openSheet(
    { title: 'Certificate that a document forms part of the records of a business', purpose: PROCEEDINGS_PURPOSE },
    frame,
  );
  paragraph(sheet, 'Civil Evidence Act 1995, section 9');
  sheet.advance(4);
  fields(sheet, [...proceedingsFields(proceedings), ['Bundle', facts.bundleNumber]]);
  sheet.advance(4);
  paragraph(
    sheet,
    `I, ${signedBy.name}, am ${signedBy.position} of ${frame.controller}. I hold a responsible position in relation to the records of its Lend-A-Cam scheme. I certify that each document listed below forms part of the records of that business, in which footage of its cameras and the acts concerning it are recorded as they are done.`,
  );
  heading(sheet, 'Documents');
  table(
    sheet,
    [
      { title: 'Marked', share: 0.12 },
      { title: 'Description', share: 0.38 },
      { title: 'Number in the records, SHA-256', share: 0.5 },
    ],
    [
      ...facts.exhibits.map(({ reference, description, number, sha256 }) => [
        reference,
        description,
        `${number}\n${groupedHash(sha256)}`,
      ]),
      [
        '–',
        'Continuity chart and ledger extract concerning them',
        `${facts.bundleNumber}, witness code ${frame.witnessCode}`,
      ],
    ],
  );
  paragraph(
    sheet,
    'This certificate says that the documents are records of the business. It says nothing about what happened in front of the camera.',
    faint,
  );
  signatureBoxes(sheet, [{ title: 'Officer of the business', name: signedBy.name }]);
  return sheet.finish();
}
