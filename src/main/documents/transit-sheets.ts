import type { Pdf, SheetFrame } from './document.ts';
import type { ProceedingsFacts } from './document-facts.ts';
import { openSheet } from './sheet-layout.ts';
import { bullets, fields, heading, mono, paragraph } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashField, PROCEEDINGS_PURPOSE, proceedingsFields } from './sheet-words.ts';

export interface TransitFacts {
  readonly number: string;
  readonly copy: string;
  readonly bundleNumber: string;
  readonly proceedings: ProceedingsFacts;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly recipient: string;
  readonly organisation: string;
  readonly passphraseRoute: string;
  readonly madeBy: string;
}

const about = (facts: TransitFacts) => [
  ['Copy', `${facts.number}, ${facts.copy} copy of bundle ${facts.bundleNumber}`] as const,
  ['For', `${facts.recipient}, ${facts.organisation}`] as const,
  ['File', `${facts.fileName}, ${facts.sizeBytes.toLocaleString('en-GB')} bytes`] as const,
  hashField('SHA-256 of the file', facts.sha256),
];

/** The passphrase of one copy. It goes another way than the file. */
export async function transitSlip(
  facts: TransitFacts & { readonly passphrase: string },
  frame: SheetFrame,
): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Passphrase for an encrypted copy', purpose: PROCEEDINGS_PURPOSE }, frame);
  fields(sheet, [...about(facts), ['This slip goes', facts.passphraseRoute]]);
  heading(sheet, 'Passphrase');
  paragraph(sheet, facts.passphrase, { ...mono, size: 16 });
  paragraph(
    sheet,
    'With the hyphens and in capitals. There is no letter I, L, O or U in it: what looks like one is a 1 or a 0, or a V.',
  );
  heading(sheet, 'To open the file');
  bullets(sheet, [
    'Use 7-Zip or another program that opens ZIP files with AES-256. The ZIP viewer built into Windows does not.',
    'Take everything out of it into one folder and open the file “OPEN ME FIRST.html” there: it plays the recordings and checks that nothing was changed.',
  ]);
  heading(sheet, 'Keep it apart');
  paragraph(
    sheet,
    'Whoever has this slip and the file has the footage. The two never travel together; the slip is destroyed when the file has been opened and stored safely.',
  );
  return sheet.finish();
}

/** What whoever receives the copy signs (CoP 3.10, 4.11). */
export async function transitReceipt(facts: TransitFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Receipt for an encrypted copy', purpose: PROCEEDINGS_PURPOSE }, frame);
  fields(sheet, [...about(facts), ...proceedingsFields(facts.proceedings), ['Passphrase', facts.passphraseRoute]]);
  heading(sheet, 'Whoever receives it');
  bullets(sheet, [
    'uses it for the proceedings above and for nothing else, makes no copy that the court did not order, and sells or publishes nothing of it;',
    'keeps it where nobody else can open it, and says at once when it or the passphrase is lost;',
    `deletes it when the proceedings are over, and tells ${frame.controller} that this was done.`,
  ]);
  signatureBoxes(sheet, [
    { title: 'Handed over by', name: facts.madeBy },
    { title: 'Received by', name: facts.recipient },
  ]);
  return sheet.finish();
}
