import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { fields, heading, paragraph } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';

export interface RegisterSheetFacts {
  readonly title: string;
  readonly period: string;
  readonly reason: string;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

const PURPOSE =
  'A copy of a register, for the purpose named below only. It holds personal data: locked away, and destroyed when its purpose is over (Code of Practice 6.1).';

/** `retentionDeadline` as it is read: Retention deadline. */
const labelOf = (column: string): string => {
  const words = column.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

/** Each entry with all that it says, in the order of the register. */
export async function registerSheet(
  { title, period, reason, rows }: RegisterSheetFacts,
  frame: SheetFrame,
): Promise<Pdf> {
  const sheet = await openSheet({ title, purpose: PURPOSE }, frame);
  fields(sheet, [
    ['Entries', `${period}: ${rows.length}`],
    ['Printed for', reason],
  ]);
  if (rows.length === 0) paragraph(sheet, 'Nothing was entered.');
  for (const [index, row] of rows.entries()) {
    const said = Object.entries(row).flatMap(([column, value]): [string, string][] =>
      value === null || value === '' ? [] : [[labelOf(column), String(value)]],
    );
    heading(sheet, said[0]?.[1] ?? `Entry ${index + 1}`);
    fields(sheet, said.slice(1));
  }
  signatureBoxes(sheet, [{ title: 'Printed by', name: null }]);
  return sheet.finish();
}
