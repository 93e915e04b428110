import { dayText, instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { type PrintFacts, printFields } from './print-receipt.ts';
import { openSheet } from './sheet-layout.ts';
import { fields, heading, paragraph } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashField } from './sheet-words.ts';
import { STILL_PURPOSE } from './still-words.ts';

export interface PrintDestructionFacts extends PrintFacts {
  readonly why: string;
  readonly method: string;
  readonly place: string;
  readonly at: string;
  readonly by: string;
  readonly witnessedBy: string;
}

/** Certificate that a print is no more; two people sign (domain.md §5.9). */
export async function printDestruction(facts: PrintDestructionFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Certificate of destruction of a print', purpose: STILL_PURPOSE }, frame);
  fields(sheet, [
    ...printFields(facts),
    ['Why', facts.why],
    ['How', facts.method],
    ['Where', facts.place],
    ['When', instantText(facts.at)],
  ]);
  signatureBoxes(sheet, [
    { title: 'Destroyed by', name: facts.by },
    { title: 'Witnessed by', name: facts.witnessedBy },
  ]);
  return sheet.finish();
}

export interface ReportedDestructionFacts extends PrintFacts {
  readonly hadBy: string;
  readonly reportedBy: string;
  readonly organisation: string;
  readonly writtenOn: string;
  readonly destroyedOn: string;
  readonly how: string;
  readonly wrote: string;
  readonly recordedBy: string;
  /** The scanned papers that say so. */
  readonly papers: readonly { readonly sha256: string }[];
}

/** Record that whoever had a print wrote that it is destroyed; nobody of the scheme was there (CoP 5.15). */
export async function printReportedDestroyed(facts: ReportedDestructionFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Print reported as destroyed', purpose: STILL_PURPOSE }, frame);
  fields(sheet, [
    ...printFields(facts),
    ['It was with', facts.hadBy],
    ['Reported by', `${facts.reportedBy}, ${facts.organisation}`],
    ['Written on', dayText(facts.writtenOn)],
    ['Destroyed on', dayText(facts.destroyedOn)],
    ['How', facts.how],
    ...facts.papers.map(({ sha256 }) => hashField('SHA-256 of what they wrote', sha256)),
  ]);
  heading(sheet, 'What they wrote');
  paragraph(sheet, facts.wrote);
  signatureBoxes(sheet, [{ title: 'Entered by, from their letter', name: facts.recordedBy }]);
  return sheet.finish();
}
