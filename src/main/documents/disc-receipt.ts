import { instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { ProceedingsFacts } from './document-facts.ts';
import { openSheet } from './sheet-layout.ts';
import { bullets, fields, heading, paragraph } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashField, PROCEEDINGS_PURPOSE, proceedingsFields } from './sheet-words.ts';

export interface DiscReceiptFacts {
  readonly discNumber: string;
  readonly copy: string;
  readonly bundleNumber: string;
  readonly proceedings: ProceedingsFacts;
  readonly imageSha256: string | null;
  readonly movedAt: string;
  readonly to: string;
  readonly reason: string;
  readonly sealNumber: string;
  readonly handedBy: string;
  readonly receivedBy: string;
}

/** What whoever takes a disc signs; the disc is theirs to answer for until it is back (CoP 3.10, 4.11). */
export async function discReceipt(facts: DiscReceiptFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Receipt for a disc', purpose: PROCEEDINGS_PURPOSE }, frame);
  fields(sheet, [
    ['Disc', `${facts.discNumber}, ${facts.copy} copy of bundle ${facts.bundleNumber}`],
    ...proceedingsFields(facts.proceedings),
    ['Handed over', instantText(facts.movedAt)],
    ['To', facts.to],
    ['Reason', facts.reason],
    ['Seal number', facts.sealNumber],
    hashField('SHA-256 of the disc image', facts.imageSha256),
  ]);
  heading(sheet, 'Whoever receives it');
  bullets(sheet, [
    'uses it for the proceedings above and for nothing else, makes no copy that the court did not order, and sells or publishes nothing of it;',
    'keeps it locked away, and says at once when it is lost, opened or damaged;',
    `gives it back to ${frame.controller} or certifies its destruction when the proceedings are over.`,
  ]);
  paragraph(sheet, 'The seal was whole and its number was the one above when the disc was handed over.');
  signatureBoxes(sheet, [
    { title: 'Handed over by', name: facts.handedBy },
    { title: 'Received by', name: facts.receivedBy },
  ]);
  return sheet.finish();
}
