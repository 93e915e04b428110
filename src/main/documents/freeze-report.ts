import { dayText, instantText, wallClockText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { faint, fields, heading, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';

export interface FreezeReportFacts {
  readonly request: string;
  readonly kind: string;
  readonly receivedOn: string;
  readonly endedBecause: string;
  readonly endedOn: string;
  readonly closedBy: string;
  readonly freezes: readonly {
    readonly number: string;
    readonly reactRef: string | null;
    readonly recordingNumber: string | null;
    readonly place: string | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly reason: string;
    readonly frozenAt: string;
    readonly frozenBy: string;
    readonly touches: readonly string[];
  }[];
}

const PURPOSE =
  'A record of footage kept past its six weeks because of a request; it holds no footage (Code of Practice 4.6, 4.8, 4.9).';

/** What a request froze, since when and why, made when it thawed. */
export async function freezeReport(facts: FreezeReportFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Report of a freeze', purpose: PURPOSE }, frame);
  fields(sheet, [
    ['Request', `${facts.request}, ${facts.kind}`],
    ['Received', dayText(facts.receivedOn)],
    ['Closed', `${dayText(facts.endedOn)}, by ${facts.closedBy}`],
    ['Why it was closed', facts.endedBecause],
  ]);
  heading(sheet, 'What was frozen, and why');
  const columns = [
    { title: 'Freeze', share: 0.13 },
    { title: 'What it touched', share: 0.27 },
    { title: 'Why', share: 0.22 },
    { title: 'Since, and by whom', share: 0.18 },
    { title: 'Recordings kept at the end', share: 0.2 },
  ];
  table(
    sheet,
    columns,
    facts.freezes.map((freeze) => [
      freeze.number,
      scopeText(freeze),
      freeze.reason,
      `${instantText(freeze.frozenAt)}, ${freeze.frozenBy}`,
      freeze.touches.length === 0 ? 'none' : freeze.touches.join(', '),
    ]),
  );
  paragraph(
    sheet,
    `All of it thawed on ${instantText(frame.madeAt)}. What is past its last day and kept by nothing else is destroyed at once, each with a certificate of its own.`,
    faint,
  );
  signatureBoxes(sheet, [{ title: 'Seen by the Safer Neighbourhoods Manager', name: null }]);
  return sheet.finish();
}

function scopeText({ recordingNumber, reactRef, place, from, to }: FreezeReportFacts['freezes'][number]): string {
  if (recordingNumber !== null) return `Recording ${recordingNumber}`;
  if (reactRef !== null) return `Everything of case ${reactRef}`;
  return `${place ?? ''}, ${from === null ? '' : wallClockText(from)} to ${to === null ? '' : wallClockText(to)} (UK time)`;
}
