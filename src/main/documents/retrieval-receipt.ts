import { instantText, offsetText, wallClockText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { RetrievalReceiptFacts } from './document-facts.ts';
import { bytesText, hashOnTwoLines } from './pdf-text.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { fields, heading, mono, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashNote, SCHEME_PURPOSE } from './sheet-words.ts';

const sources: Readonly<Record<string, string>> = {
  'speaking-clock': 'speaking clock (123)',
  'radio-clock': 'radio-controlled clock',
  'network-time': 'network time',
  gps: 'GPS',
};

const outcomes: Readonly<Record<string, string>> = {
  master: 'Kept as master',
  duplicate: 'Held already',
  failed: 'Could not be read',
  refused: 'Refused',
  waiting: 'Not reached',
};

/** What was taken from a recorder, when, by whom, and what was not obtained (domain.md §5.5). */
export async function retrievalReceipt(facts: RetrievalReceiptFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Retrieval receipt', purpose: SCHEME_PURPOSE }, frame);
  fields(sheet, [
    ['Retrieval', facts.number],
    ['Case on React', facts.reactRef],
    ['Officer', facts.officer],
    ['Begun', instantText(facts.startedAt)],
    ['Ended', instantText(facts.endedAt)],
    ['Place', facts.place],
    ['Camera', facts.camera.deployment ?? 'not in the register of deployments'],
    ['By leave of (5.1)', leaveText(facts.camera)],
    ['Reason', facts.reason],
    ['Recorder or kit, serial', facts.kitSerial],
    ['Taken from', facts.source],
    ['It says it is', facts.sourceIdentity, mono],
    ...(facts.way === null ? [] : [['Way', facts.way] as const]),
    ...accessRecord(facts),
    ['Asked for', `${wallClockText(facts.period.from)} to ${wallClockText(facts.period.to)}, by the recorder’s clock`],
  ]);
  timeCheck(sheet, facts);
  heading(sheet, 'Asked for, obtained, missing');
  for (const sentence of facts.completeness) paragraph(sheet, sentence);
  heading(sheet, `Files (${facts.files.length})`);
  fileTable(sheet, facts);
  hashNote(sheet);
  signatureBoxes(sheet, [
    { title: 'Retrieved by', name: facts.officer },
    { title: 'Customer or person present', name: null },
  ]);
  return sheet.finish();
}

/** Kept beside the footage and no part of it; how the session ended is for whoever signs to see (CoP 3.15). */
const accessRecord = ({ accessRecord: kept }: RetrievalReceiptFacts): (readonly [string, string])[] =>
  kept === null
    ? []
    : [['Record of the access', `“${kept.path}”, SHA-256 ${kept.sha256 ?? 'none'}. ${kept.reason ?? ''}`.trim()]];

const leaveText = ({ ground, incident }: RetrievalReceiptFacts['camera']): string =>
  ground ?? `no PIA was in force; incident ${incident ?? 'to be opened'} says why the footage was taken`;

function timeCheck(sheet: Sheet, { timeCheck: check }: RetrievalReceiptFacts): void {
  heading(sheet, 'Time check');
  fields(sheet, [
    ['Recorder’s clock', wallClockText(check.systemTime)],
    ['Reference clock', wallClockText(check.referenceTime)],
    ['Reference', sources[check.source] ?? check.source],
    ['Recorder against reference', offsetText(check.offsetSeconds)],
    ['Read by', check.seenBy],
    [
      'Use of the offset',
      'Corrected time is recorded time less the offset. It stands beside the footage; the footage itself is not changed.',
    ],
  ]);
}

function fileTable(sheet: Sheet, { files }: RetrievalReceiptFacts): void {
  const columns = [
    {
      title: 'File as the recorder named it, and its SHA-256',
      share: 0.53,
      style: { font: 'mono', size: 7.5 } as const,
    },
    { title: 'Size', share: 0.21 },
    { title: 'Outcome', share: 0.26 },
  ];
  const rows = files.map(({ path, sizeBytes, sha256, outcome, reason, recording }) => [
    sha256 === null ? path : `${path}\n${hashOnTwoLines(sha256)}`,
    bytesText(sizeBytes),
    [
      outcomes[outcome] ?? outcome,
      ...(recording === null ? [] : [recording]),
      ...(reason === null ? [] : [reason]),
    ].join('. '),
  ]);
  table(sheet, columns, rows);
}
