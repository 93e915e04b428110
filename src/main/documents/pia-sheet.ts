import { type Consultation, piaHeads, type PiaVersion } from '../../shared/contract/pias.ts';
import { dayText, instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { faint, fields, heading, paragraph, table } from './sheet-rows.ts';
import { type SheetPicture, sitePictures } from './sheet-pictures.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { systemNames } from './sheet-words.ts';

export interface PiaSheetFacts {
  readonly number: string;
  readonly reactRef: string;
  readonly version: Omit<PiaVersion, 'sheetId'>;
  readonly consultations: readonly Consultation[];
  /** Of what the camera will see, as they stood when it was judged. */
  readonly views: readonly SheetPicture[];
}

const purposeUnder = (law: string): string =>
  `An assessment of the effect on privacy of a camera lent under the Lend-A-Cam Code of Practice (5.1-5.6), under ${law}.`;

const decisions: Readonly<Record<PiaVersion['state'], string>> = {
  draft: 'Not submitted yet',
  submitted: 'Not decided yet',
  returned: 'Returned to be completed',
  approved: 'APPROVED',
  refused: 'REFUSED',
};

const hows: Readonly<Record<Consultation['how'], string>> = {
  letter: 'Letter',
  'large-print-letter': 'Letter in large print',
  visit: 'Visit',
  phone: 'Telephone',
  email: 'E-mail',
  meeting: 'Meeting',
};

/** One version of a PIA with the manager's decision: every head of CoP 5.4 and 5.5 in the words that were judged. */
export async function piaSheet(
  { number, reactRef, version, consultations, views }: PiaSheetFacts,
  frame: SheetFrame,
): Promise<Pdf> {
  const sheet = await openSheet(
    { title: 'Privacy impact assessment (PIA, DPIA)', purpose: purposeUnder(frame.lawCited) },
    frame,
  );
  const { plannedFrom, plannedUntil } = version;
  fields(sheet, [
    ['PIA', `${number}, version ${version.version}`],
    ['Case on React', reactRef],
    ['Place', version.place],
    ['System', systemNames[version.system]],
    [
      'Period',
      plannedFrom === null || plannedUntil === null
        ? 'not given'
        : `${dayText(plannedFrom)} to ${dayText(plannedUntil)}`,
    ],
    ['Written by', `${version.author}, Safer Neighbourhoods Officer`],
    ['Entered by', version.enteredBy],
    ['Submitted', version.submittedAt === null ? 'not yet' : instantText(version.submittedAt)],
    ...(version.reopenedReasons === null ? [] : ([['Reopened because', version.reopenedReasons]] as const)),
    ['Audio', 'off: it is never recorded (5.10)'],
  ]);
  for (const { key, label, clause } of piaHeads) {
    heading(sheet, `${label} (${clause})`);
    paragraph(sheet, version.text[key] === '' ? 'Left blank.' : version.text[key]);
  }
  sitePictures(sheet, 'Field of view in pictures (5.12)', views, 'No sketch or photograph was added.');
  heading(sheet, `People consulted (${consultations.length})`);
  if (consultations.length === 0) paragraph(sheet, 'No letter, visit or call is logged.', faint);
  else
    table(
      sheet,
      [
        { title: 'Who, address', share: 0.34 },
        { title: 'How, when', share: 0.26 },
        { title: 'Answer, and what it changed', share: 0.4 },
      ],
      consultations.map((each) => [
        `${each.who}, ${each.address}`,
        `${hows[each.how]}, ${instantText(each.at)}`,
        each.answer === null
          ? `None by this version; asked for by ${dayText(each.answerBy)}`
          : `${each.answeredOn === null ? '' : `${dayText(each.answeredOn)}: `}${each.answer}${each.changed === null ? '' : ` Changed: ${each.changed}`}`,
      ]),
    );
  heading(sheet, 'Decision of the Safer Neighbourhoods Manager (5.6)');
  fields(sheet, [
    ['Decision', decisions[version.state]],
    ['By', version.decidedBy ?? 'nobody yet'],
    ['At', version.decidedAt === null ? 'not yet' : instantText(version.decidedAt)],
    ['Reasons', version.decisionReasons ?? 'none yet'],
  ]);
  signatureBoxes(sheet, [
    { title: 'Safer Neighbourhoods Officer', name: version.author },
    { title: 'Safer Neighbourhoods Manager', name: version.decidedBy },
  ]);
  return sheet.finish();
}
