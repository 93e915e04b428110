import { dayText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { CourtDocumentFacts } from './document-facts.ts';
import { openSheet } from './sheet-layout.ts';
import { bold, bullets, fields, heading, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { PROCEEDINGS_PURPOSE, proceedingsFields, recordedText } from './sheet-words.ts';

export interface NoticeFacts extends CourtDocumentFacts {
  readonly toProve: string;
  readonly inspectAt: string;
  readonly recipients: readonly string[];
  /** Null where the hearing is not listed yet. */
  readonly latest: { readonly day: string; readonly rule: string } | null;
}

/** CPR 33.6: photographs and the like that are in no statement need notice and a chance to inspect and to agree. */
export async function cprNotice(facts: NoticeFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet(
    { title: 'Notice of intention to put in evidence footage and photographs', purpose: PROCEEDINGS_PURPOSE },
    frame,
  );
  paragraph(sheet, 'Civil Procedure Rules 1998, rule 33.6');
  sheet.advance(4);
  fields(sheet, proceedingsFields(facts.proceedings));
  heading(sheet, 'To');
  bullets(sheet, facts.recipients);
  paragraph(
    sheet,
    `Take notice that ${frame.controller} intends to put the following in evidence at the hearing, and that you may inspect it and agree to its admission without further proof.`,
  );
  heading(sheet, 'What');
  table(
    sheet,
    [
      { title: 'Marked', share: 0.14 },
      { title: 'Description', share: 0.46 },
      { title: 'Recorded, by the recorder’s clock', share: 0.4 },
    ],
    facts.exhibits.map(({ reference, description, recordedFrom, recordedTo }) => [
      reference,
      description,
      recordedText(recordedFrom, recordedTo),
    ]),
  );
  heading(sheet, 'Facts it is to prove');
  paragraph(sheet, facts.toProve);
  heading(sheet, 'Inspection');
  paragraph(sheet, facts.inspectAt);
  sheet.ensure(260); // the signature is never on a page without words
  heading(sheet, 'Service');
  fields(sheet, [
    [
      'Latest date for this notice',
      facts.latest === null ? 'the hearing is not listed yet' : dayText(facts.latest.day),
      bold,
    ],
    ...(facts.latest === null ? [] : [['How it was reckoned', facts.latest.rule] as const]),
    ['Served on', null],
    ['How', null],
  ]);
  signatureBoxes(sheet, [{ title: `For ${frame.controller}`, name: null }]);
  return sheet.finish();
}
