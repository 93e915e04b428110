import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { bullets, faint, fields, heading, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';

export interface AnnualReportFacts {
  readonly days: string;
  readonly asOf: string;
  readonly isPublic: boolean;
  readonly remarks: string | null;
  readonly sections: readonly {
    readonly title: string;
    readonly clause: string;
    readonly notes: readonly string[];
    readonly figures: readonly { readonly label: string; readonly isPart: boolean; readonly shown: string }[];
  }[];
  readonly details: readonly { readonly title: string; readonly details: readonly string[] }[];
}

const PURPOSE = {
  management:
    'For the management of the scheme: it names cases and places. Not for publication (Code of Practice 5.6).',
  public:
    'For publication: it names no case, person or place; numbers below five, and totals that would give them away, are not shown (Code of Practice 5.6).',
};

/** The figures of a period, each from a register; in the form for management with reasons and what stands behind them. */
export async function annualReportSheet(facts: AnnualReportFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet(
    { title: 'Annual report of the Lend-A-Cam scheme', purpose: facts.isPublic ? PURPOSE.public : PURPOSE.management },
    frame,
  );
  fields(sheet, [
    ['Period', facts.days],
    ['As the registers stood on', facts.asOf],
  ]);
  paragraph(
    sheet,
    'The scheme lends CCTV cameras to tenants who suffer antisocial behaviour. A camera is put up only after a privacy impact assessment was approved; footage that is taken from it is kept for six weeks at most, unless a hold or a request keeps it longer.',
  );
  for (const { title, clause, figures, notes } of facts.sections) {
    heading(sheet, `${title} (CoP ${clause})`);
    table(
      sheet,
      [
        { title: 'What', share: 0.74 },
        { title: 'How many', share: 0.26 },
      ],
      figures.map(({ label, isPart, shown }) => [isPart ? `–  ${label}` : label, shown]),
    );
    for (const note of notes) paragraph(sheet, note);
  }
  const told = facts.details.filter(({ details }) => details.length > 0);
  for (const { title, details } of told) {
    heading(sheet, `${title}: in detail`);
    bullets(sheet, details);
  }
  if (facts.remarks !== null) {
    heading(sheet, 'Remarks and actions');
    paragraph(sheet, facts.remarks);
  }
  paragraph(
    sheet,
    facts.isPublic
      ? '“Fewer than 5” stands for one to four. “Not shown” stands where the number would give such a number away, or where an average is of fewer than five.'
      : 'Every figure can be counted again from an export of the ledger alone.',
    faint,
  );
  signatureBoxes(sheet, [{ title: 'Safer Neighbourhoods Manager', name: null }]);
  return sheet.finish();
}
