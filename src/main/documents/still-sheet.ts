import { instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { MaskedPicture, StillSheetFacts } from './document-facts.ts';
import { openSheet } from './sheet-layout.ts';
import { type Field, fields, faint, heading, paragraph } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashField, hashNote } from './sheet-words.ts';
import { drawStill } from './still-figure.ts';
import { askedForBy, authorityOf, decidedText, frameTime, producedText, STILL_PURPOSE } from './still-words.ts';

const TALLEST = 330;

/** One numbered print of a still, with its index entry (CoP 5.15). The caption stands on the sheet, never in the picture. */
export async function stillSheet(facts: StillSheetFacts, frame: SheetFrame): Promise<Pdf> {
  const { still, masked } = facts;
  const sheet = await openSheet({ title: 'Still photograph', purpose: STILL_PURPOSE }, frame);
  const { height } = drawStill(
    sheet,
    { still, png: masked?.png ?? facts.png },
    { from: 0, box: { width: sheet.width, height: TALLEST } },
  );
  sheet.advance(height + 6);
  paragraph(sheet, captionOf(facts), faint);
  const authority = authorityOf(still);
  fields(sheet, [
    ['Reason for the still', still.necessity],
    ['Particulars', still.particulars],
    ['Recorded time of the frame', frameTime(still.recordedTime)],
    ['Corrected time', frameTime(still.correctedTime)],
    ['Asked for by', askedForBy(still)],
    ...(authority === null ? [] : [['On the authority of', authority] satisfies Field]),
    ...(still.police === null ? [] : [['Crime number', still.police.crimeNumber] satisfies Field]),
    ['Approved by', decidedText(still)],
    ['Produced by', producedText(still)],
    ['Signed off by', `${facts.countersignedBy}, ${instantText(facts.countersignedAt)}`],
    ['Case on React', still.reactRef],
    ['Kept in the cabinet', facts.cabinetPlace],
    ...(masked === null ? [] : maskFields(masked)),
    hashField('SHA-256 of the still', still.sha256),
    hashField('SHA-256 of the master', facts.masterSha256),
  ]);
  heading(sheet, 'This print');
  fields(sheet, [
    ['Print number', facts.printNumber],
    ['Made for', facts.issuedFor],
    ['Exhibit reference', still.exhibitReference],
    ['Issued to, date', null],
    ['Returned or destroyed', null],
  ]);
  signatureBoxes(sheet, [
    { title: 'Produced by the Case Support Officer', name: still.producedBy },
    { title: 'Signed off by the Safer Neighbourhoods Manager', name: facts.countersignedBy },
  ]);
  hashNote(sheet);
  return sheet.finish();
}

const maskFields = ({ number, madeBy, decidedBy, sha256 }: MaskedPicture): Field[] => [
  ['Masked copy', `${number}, masked by ${madeBy}, compared with the still and approved by ${decidedBy ?? 'nobody'}`],
  hashField('SHA-256 of the masked copy', sha256),
];

const captionOf = ({ still, printNumber, masked }: StillSheetFacts): string => {
  const size = still.width === null || still.height === null ? '' : `, ${still.width} × ${still.height} pixels`;
  return `Print ${printNumber}: frame ${still.frameIndex + 1} of ${still.recordingNumber}${size}. ${asItIs(masked)}`;
};

const asItIs = (masked: MaskedPicture | null): string =>
  masked === null
    ? 'Taken from the master as it is: not cropped, not enhanced, nothing drawn on it.'
    : `A masked copy (${masked.number}): ${masked.areas === 1 ? '1 area was' : `${masked.areas} areas were`} filled with black, everything else is as in the still. The still and the master are unaltered.`;
