import { dayText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { ProceedingsFacts } from './document-facts.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { body, drawRow, faint, fields, heading, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { PROCEEDINGS_PURPOSE, proceedingsFields } from './sheet-words.ts';
import { GREY } from './pdf-canvas.ts';

export interface ChecklistFacts {
  readonly proceedings: ProceedingsFacts;
  readonly bundleNumber: string;
  readonly exhibits: readonly { readonly reference: string; readonly description: string }[];
  readonly discs: readonly {
    readonly number: string;
    readonly copy: string;
    readonly whereNow: string;
    readonly sealNumber: string | null;
    readonly lastCheckedOn: string | null;
  }[];
}

/** What has to happen, and in which order (domain.md §1.7, CoP 3.10, 6.4). */
const steps: readonly { readonly when: string; readonly what: readonly string[] }[] = [
  {
    when: 'A week before',
    what: [
      'The court was told that footage will be shown, and what equipment it has was asked and written down.',
      'The other party has had its copy, or the chance to see it, by the day the court set.',
      'Each disc that goes was read again and matched (Court, Check a disc).',
      'The footage was played from the court copy on the computer that goes to court, without a network.',
    ],
  },
  {
    when: 'On leaving the cabinet',
    what: [
      'Seal numbers compared with the register; the move entered with both names.',
      'Taken: court copy, a second copy, statement and certificate signed, continuity chart, this list.',
      'Taken: the laptop or player, its power lead, display cables (HDMI, VGA), loudspeakers not needed: there is no sound.',
      'The discs stay in one person’s hands on the way.',
    ],
  },
  {
    when: 'In court',
    what: [
      'The picture was tried on the court’s screen before the hearing; nobody in the public seats could see it then.',
      'The Case Support Officer is present whenever footage is shown (CoP 6.4).',
      'Seal broken in front of the usher or the judge; when, and by whom, is written below.',
      'Who was in the room, what was shown from when to when, and what was kept by the court is written below.',
    ],
  },
  {
    when: 'Afterwards',
    what: [
      'A receipt for every disc the court keeps; the others sealed anew, back in the cabinet, the move entered.',
      'The showing, the outcome and the next hearing entered on React and here.',
      'When the case is over: every copy back or its destruction certified.',
    ],
  },
];

/** The sheet the officer takes along on the day. */
export async function hearingChecklist(facts: ChecklistFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Hearing-day checklist', purpose: PROCEEDINGS_PURPOSE }, frame);
  fields(sheet, [
    ...proceedingsFields(facts.proceedings),
    ['Bundle, exhibits', `${facts.bundleNumber}: ${facts.exhibits.map(({ reference }) => reference).join(', ')}`],
  ]);
  heading(sheet, 'Discs of this bundle');
  if (facts.discs.length === 0) paragraph(sheet, 'No disc of this bundle has been burned and read back yet.');
  else
    table(
      sheet,
      [
        { title: 'Disc', share: 0.16 },
        { title: 'Copy', share: 0.14 },
        { title: 'Where it is', share: 0.34 },
        { title: 'Seal', share: 0.16 },
        { title: 'Read back', share: 0.2 },
      ],
      facts.discs.map(({ number, copy, whereNow, sealNumber, lastCheckedOn }) => [
        number,
        copy,
        whereNow,
        sealNumber ?? 'none yet',
        lastCheckedOn === null ? 'never' : dayText(lastCheckedOn),
      ]),
    );
  for (const { when, what } of steps) {
    heading(sheet, when);
    for (const text of what) tickBox(sheet, text);
  }
  heading(sheet, 'Written down on the day');
  fields(sheet, [
    ['Seal broken: time, by whom', null],
    ['Shown: from, to', null],
    ['Persons present', null],
    ['Kept by the court', null],
    ['Outcome, next hearing', null],
  ]);
  paragraph(sheet, 'Enter what is written here in the register on return.', faint);
  signatureBoxes(sheet, [{ title: 'Case Support Officer', name: null }]);
  return sheet.finish();
}

const BOX = 9;
const TEXT_AT = 20;

/** One thing to do, with a box to tick in ink. */
function tickBox(sheet: Sheet, text: string): void {
  const { canvas } = sheet;
  sheet.ensure(36);
  const { x, y } = sheet.cursor();
  canvas.ornament(() => canvas.box({ x, y: y + 4 }, { width: BOX, height: BOX }, { color: GREY }));
  const tag = canvas.tag(canvas.document, 'P');
  drawRow(sheet, [{ text, style: body, x: TEXT_AT, width: sheet.width - TEXT_AT, tag }], { pad: 3 });
}
