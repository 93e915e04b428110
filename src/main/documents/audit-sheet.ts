import type { Audit, AuditArea } from '../../shared/contract/audits.ts';
import { dayText, instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { faint, fields, heading, mono, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';

const PURPOSE =
  'A record of an audit of the Lend-A-Cam scheme (Code of Practice 6.5, 6.6). Findings name entries of registers, not people.';

const areaWords: Readonly<Record<AuditArea, string>> = {
  pias: 'Privacy impact assessments',
  recordings: 'Recordings',
  viewings: 'Viewings',
  stills: 'Stills',
  discs: 'Discs',
  disclosures: 'Requests for footage',
  disposals: 'Disposals',
};
const FOUND = { 'in-order': 'In order', 'not-in-order': 'NOT in order' } as const;
const ACCEPTED = { yes: 'Accepted', partly: 'Accepted in part', no: 'Not accepted' } as const;

/** Terms, what chance picked and how, what was found, and what the manager answered. */
export async function auditSheet(audit: Omit<Audit, 'closedAt' | 'sheetId'>, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: `Audit ${audit.number}`, purpose: PURPOSE }, frame);
  fields(sheet, [
    ['Terms of reference', `${audit.reference}\n${audit.terms}`],
    ['Auditor', audit.auditor],
    ['Authorised by', `${audit.authority}, ${dayText(audit.authorisedOn)}`],
    ['Period looked at', `${dayText(audit.from)} to ${dayText(audit.until)}`],
    ['Areas', audit.areas.map((area) => areaWords[area]).join(', ')],
    ['Opened', `${instantText(audit.openedAt)} by ${audit.openedBy}`],
  ]);
  heading(sheet, 'Spot checks drawn at random');
  if (audit.draw !== null) {
    fields(sheet, [
      ['Seed', audit.draw.seed, mono],
      ['Drawn', `${instantText(audit.draw.at)} by ${audit.draw.by}; up to ${audit.draw.perArea} of each area`],
      ['Picked from', audit.draw.population.map(({ area, count }) => `${areaWords[area]}: ${count}`).join('; ')],
    ]);
    paragraph(
      sheet,
      'The seed was entered in the ledger before anything was picked. In each area the things with the smallest SHA-256 of the seed, a colon and their number are checked; anybody can repeat it (docs/audits.md).',
      faint,
    );
  }
  table(
    sheet,
    [
      { title: 'Area', share: 0.22 },
      { title: 'Number', share: 0.16 },
      { title: 'Found', share: 0.15 },
      { title: 'Note', share: 0.47 },
    ],
    audit.drawn.map(({ area, item, finding, note }) => [
      areaWords[area],
      item,
      finding === null ? 'not checked' : FOUND[finding],
      note ?? '',
    ]),
  );
  heading(sheet, 'Recommendations');
  if (audit.recommendations.length === 0) paragraph(sheet, 'None were made.');
  for (const [index, { text, answer }] of audit.recommendations.entries())
    fields(sheet, [
      [`Recommendation ${index + 1}`, text],
      [
        'Answer',
        answer === null
          ? null
          : `${ACCEPTED[answer.accepted]}: ${answer.answer}${answer.dueOn === undefined ? '' : ` Due ${dayText(answer.dueOn)}.`}`,
      ],
    ]);
  heading(sheet, 'Conclusion');
  paragraph(sheet, audit.conclusion ?? '');
  signatureBoxes(sheet, [
    { title: 'Auditor', name: audit.auditor },
    { title: 'Safer Neighbourhoods Manager', name: audit.closedBy },
  ]);
  return sheet.finish();
}
