import { instantText, wallClockText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { StillSheetFacts } from './document-facts.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { fields, faint, heading, paragraph } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashField, hashNote } from './sheet-words.ts';

/** CoP 5.16, in its own words. */
const STILL_PURPOSE =
  'Released to the police only as an exhibit, and at no time to be used for anything other than the purposes specified and identified (Code of Practice 5.16).';

const TALLEST = 330;
const NOT_RECORDED = 'not recorded';

/** A still with its index entry (CoP 5.15, domain.md §5.3). The caption stands on the sheet, never in the picture. */
export async function stillSheet(facts: StillSheetFacts, frame: SheetFrame): Promise<Pdf> {
  const { still } = facts;
  const sheet = await openSheet({ title: 'Still photograph', purpose: STILL_PURPOSE }, frame);
  picture(sheet, facts);
  paragraph(sheet, captionOf(facts), faint);
  fields(sheet, [
    ['Reason for the still', still.necessity],
    ['Particulars', still.particulars],
    ['Recorded time of the frame', timeOf(still.recordedTime)],
    ['Corrected time', timeOf(still.correctedTime)],
    ['Asked for by', `${still.requester}, ${instantText(still.requestedAt)}; entered by ${still.requestedBy}`],
    ['Approved by', approvalOf(facts)],
    [
      'Produced by',
      `${still.producedBy ?? NOT_RECORDED}${still.producedAt === null ? '' : `, ${instantText(still.producedAt)}`}`,
    ],
    ['Signed off by', `${facts.countersignedBy}, ${instantText(facts.countersignedAt)}`],
    ['Case on React', still.reactRef],
    ['Kept in the cabinet', facts.cabinetPlace],
    hashField('SHA-256 of the still', still.sha256),
    hashField('SHA-256 of the master', facts.masterSha256),
  ]);
  heading(sheet, 'This print');
  fields(sheet, [
    ['Print number', null],
    ['Exhibit reference', null],
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

const timeOf = (wallClock: string | null): string =>
  wallClock === null ? 'The footage states no time that can be relied on' : wallClockText(wallClock);

const approvalOf = ({ still }: StillSheetFacts): string =>
  [still.decidedBy ?? NOT_RECORDED, ...(still.decisionReasons === null ? [] : [still.decisionReasons])].join(': ');

const captionOf = ({ still }: StillSheetFacts): string => {
  const size = still.width === null || still.height === null ? '' : `, ${still.width} × ${still.height} pixels`;
  return `${still.number}: frame ${still.frameIndex + 1} of ${still.recordingNumber}${size}. Taken from the master as it is: not cropped, not enhanced, nothing drawn on it.`;
};

function picture(sheet: Sheet, { still, png }: StillSheetFacts): void {
  const { canvas } = sheet;
  const size = fitted(still.width ?? pngSize(png).width, still.height ?? pngSize(png).height, sheet.width);
  const { x, y } = sheet.cursor();
  const left = x + (sheet.width - size.width) / 2;
  const figure = canvas.tag(canvas.document, 'Figure', { alt: `Still ${still.number}: ${still.particulars}` });
  canvas.draw(figure, () => canvas.picture(png, { x: left, y }, size));
  sheet.advance(size.height + 6);
}

/** Width and height of a PNG, from its first chunk. */
function pngSize(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function fitted(width: number, height: number, room: number): { width: number; height: number } {
  const scale = Math.min(room / width, TALLEST / height);
  return { width: width * scale, height: height * scale };
}
