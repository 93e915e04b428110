import { instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { ProceedingsFacts } from './document-facts.ts';
import { openSheet } from './sheet-layout.ts';
import { fields } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashField, PROCEEDINGS_PURPOSE, proceedingsFields } from './sheet-words.ts';

export interface DiscDestructionFacts {
  readonly discNumber: string;
  readonly copy: string;
  readonly bundleNumber: string;
  readonly exhibits: readonly { readonly reference: string; readonly description: string }[];
  readonly proceedings: ProceedingsFacts;
  readonly imageSha256: string | null;
  readonly why: string;
  readonly method: string;
  readonly place: string;
  readonly destroyedAt: string;
  readonly destroyedBy: string;
  readonly witnessedBy: string;
}

/** Certificate that a disc is no more; two people sign (domain.md §5.9). */
export async function discDestruction(facts: DiscDestructionFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Certificate of destruction of a disc', purpose: PROCEEDINGS_PURPOSE }, frame);
  fields(sheet, [
    ['Disc', `${facts.discNumber}, ${facts.copy} copy of bundle ${facts.bundleNumber}`],
    ['Exhibits on it', facts.exhibits.map(({ reference, description }) => `${reference}: ${description}`).join('\n')],
    ...proceedingsFields(facts.proceedings),
    hashField('SHA-256 of the disc image', facts.imageSha256),
    ['Why', facts.why],
    ['How', facts.method],
    ['Where', facts.place],
    ['When', instantText(facts.destroyedAt)],
  ]);
  signatureBoxes(sheet, [
    { title: 'Destroyed by', name: facts.destroyedBy },
    { title: 'Witnessed by', name: facts.witnessedBy },
  ]);
  return sheet.finish();
}
