import type { StillPrint } from '../../shared/contract/prints.ts';
import type { Still } from '../../shared/contract/stills.ts';
import { instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { faint, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { askedForBy, authorityOf, frameTime, producedText } from './still-words.ts';

export interface StillsIndexFacts {
  /** Oldest first. */
  readonly stills: readonly { readonly still: Still; readonly prints: readonly StillPrint[] }[];
}

const PURPOSE =
  'The index of still photographs; they remain the property of the scheme and lie in the locked cabinet (Code of Practice 5.15).';

const small = { font: 'regular', size: 7.5 } as const;
const COLUMNS = [
  { title: 'Still, case', share: 0.13, style: small },
  { title: 'Reason, asked for by', share: 0.25, style: small },
  { title: 'Particulars, date and time', share: 0.23, style: small },
  { title: 'Produced by, signed off by', share: 0.19, style: small },
  { title: 'Prints, where they are', share: 0.2, style: small },
];

/** The five fields of CoP 5.15 for each still, and where every print of it is (domain.md §5.3). */
export async function stillsIndex({ stills }: StillsIndexFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Stills index', purpose: PURPOSE }, frame);
  const signed = stills.filter(({ still }) => still.state === 'countersigned').length;
  paragraph(
    sheet,
    stills.length === 0
      ? 'No still has been asked for.'
      : `${stills.length} stills were asked for; ${signed} of them are countersigned and may be given out.`,
  );
  if (stills.length > 0) table(sheet, COLUMNS, stills.map(rowOf));
  paragraph(sheet, 'Times are Europe/London. The time of a frame is the recorder’s, then the corrected one.', faint);
  signatureBoxes(sheet, [
    { title: 'Kept by the Case Support Officer', name: null },
    { title: 'Seen by the Safer Neighbourhoods Manager', name: null },
  ]);
  return sheet.finish();
}

const STATES: Readonly<Record<Still['state'], string>> = {
  requested: 'waits for approval',
  refused: 'refused',
  approved: 'approved, not produced yet',
  produced: 'waits for the countersignature',
  rejected: 'rejected',
  countersigned: 'countersigned',
  withdrawn: 'withdrawn',
};

const lines = (...said: readonly (string | null)[]): string => said.filter((line) => line !== null).join('\n');

const rowOf = ({ still, prints }: StillsIndexFacts['stills'][number]): string[] => [
  lines(
    still.number,
    still.reactRef,
    STATES[still.state],
    still.exhibitReference === null ? null : `Exhibit ${still.exhibitReference}`,
  ),
  lines(still.necessity, askedForBy(still), authorityOf(still)),
  lines(
    still.particulars,
    `${still.recordingNumber}, frame ${still.frameIndex + 1}`,
    frameTime(still.recordedTime),
    still.correctedTime === null ? null : `corrected: ${frameTime(still.correctedTime)}`,
  ),
  lines(
    still.producedBy === null ? 'not produced' : producedText(still),
    still.countersignedAt === null
      ? 'not signed off'
      : `${still.state === 'rejected' ? 'Rejected' : 'Signed off'} by ${still.countersignedBy ?? ''}, ${instantText(still.countersignedAt)}`,
    still.withdrawal === null ? null : `Withdrawn by ${still.withdrawal.by}: ${still.withdrawal.reason}`,
    still.state === 'refused' ? `Refused by ${still.decidedBy ?? ''}: ${still.decisionReasons ?? ''}` : null,
  ),
  prints.length === 0 ? 'none' : prints.map(({ number, whereNow }) => `${number}: ${whereNow}`).join('\n'),
];
