import type { Still } from '../../shared/contract/stills.ts';
import { dayText, instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { bullets, type Field, fields, heading } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashField } from './sheet-words.ts';
import { STILL_PURPOSE } from './still-words.ts';

/** Which print, and the masked copy it shows in place of the still. */
export interface PrintFacts {
  readonly number: string;
  readonly still: Still;
  readonly mask: { readonly number: string; readonly sha256: string } | null;
}

export interface PrintReceiptFacts extends PrintFacts {
  readonly person: string;
  readonly organisation: string;
  readonly reason: string;
  /** On what it leaves the house; null for our own staff. */
  readonly authority: string | null;
  readonly handedAt: string;
  readonly handedBy: string;
  readonly dueBackOn: string | null;
}

/** What a print shows and whose exhibit it is, for the receipt and the certificate alike. */
export const printFields = ({ number, still, mask }: PrintFacts): Field[] => [
  ['Print', number],
  ...(still.exhibitReference === null ? [] : [['Exhibit reference', still.exhibitReference] satisfies Field]),
  ['Shows', still.particulars],
  ['Case on React', still.reactRef],
  ...(still.police === null ? [] : [['Crime number', still.police.crimeNumber] satisfies Field]),
  ...(mask === null
    ? []
    : ([['Masked copy', mask.number], hashField('SHA-256 of the masked copy', mask.sha256)] satisfies Field[])),
  hashField('SHA-256 of the still', still.sha256),
];

/** What whoever takes a print signs; it is theirs to answer for until it is back (CoP 5.15, 5.16). */
export async function printReceipt(facts: PrintReceiptFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Receipt for a print', purpose: STILL_PURPOSE }, frame);
  fields(sheet, [
    ...printFields(facts),
    ['Handed over', instantText(facts.handedAt)],
    ['To', `${facts.person}, ${facts.organisation}`],
    ['Purpose', facts.reason],
    ...(facts.authority === null ? [] : [['On the authority of', facts.authority] satisfies Field]),
    ['Due back', facts.dueBackOn === null ? 'It is kept until the matter is over' : dayText(facts.dueBackOn)],
  ]);
  heading(sheet, 'Whoever receives it');
  bullets(sheet, [
    'uses it for the purpose above and for nothing else, and neither copies nor publishes it;',
    'keeps it locked away, and says at once when it is lost or damaged;',
    `gives it back to ${frame.controller}, whose property it stays (Code of Practice 5.15).`,
  ]);
  signatureBoxes(sheet, [
    { title: 'Handed over by', name: facts.handedBy },
    { title: 'Received by', name: facts.person },
  ]);
  return sheet.finish();
}
