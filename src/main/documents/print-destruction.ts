import type { Still } from '../../shared/contract/stills.ts';
import { instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { printFields } from './print-receipt.ts';
import { openSheet } from './sheet-layout.ts';
import { fields } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { STILL_PURPOSE } from './still-words.ts';

export interface PrintDestructionFacts {
  readonly number: string;
  readonly still: Still;
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
    ...printFields(facts.number, facts.still),
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
