import { dayText, instantText, londonDay } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import { openSheet } from './sheet-layout.ts';
import { faint, mono, paragraph, table } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';

export interface DisposalRegisterFacts {
  /** Oldest first. */
  readonly disposals: readonly {
    readonly number: string;
    readonly recordingNumber: string;
    readonly reactRef: string;
    readonly recordedOn: string | null;
    readonly deadline: string;
    readonly disposedAt: string;
    readonly reason: string;
    readonly sha256: string;
    readonly doneBy: string;
    readonly signatures: readonly { readonly name: string }[];
    readonly witnessedBy: string | null;
  }[];
}

const PURPOSE =
  'A record of the destruction of footage; it holds no footage and is kept with the ledger (Code of Practice 4.6).';

const COLUMNS = [
  { title: 'Certificate', share: 0.13 },
  { title: 'What', share: 0.2 },
  { title: 'Last day', share: 0.14 },
  { title: 'Destroyed', share: 0.19 },
  { title: 'Done and witnessed by', share: 0.17 },
  { title: 'SHA-256 of the master', share: 0.17, style: { ...mono, size: 6.5 } },
];

/** Everything that was ever disposed of: what, when, why, and who stands for it. */
export async function disposalRegister({ disposals }: DisposalRegisterFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Register of disposals', purpose: PURPOSE }, frame);
  const late = disposals.filter(({ disposedAt, deadline }) => londonDay(disposedAt) > deadline).length;
  paragraph(
    sheet,
    disposals.length === 0
      ? 'Nothing has been disposed of.'
      : `${disposals.length} recordings have been disposed of in all, ${late} of them after their last day: because a hold or a freeze stood against them, or because nobody signed in on that day. The ledger says which.`,
  );
  if (disposals.length > 0) table(sheet, COLUMNS, disposals.map(rowOf));
  paragraph(
    sheet,
    'The encryption key of each item was destroyed and the keys of everything else renewed; then its file was deleted. Certificates are in the vault, one for each.',
    faint,
  );
  signatureBoxes(sheet, [
    { title: 'Seen by the Safer Neighbourhoods Manager', name: null },
    { title: 'Seen by the auditor', name: null },
  ]);
  return sheet.finish();
}

const rowOf = (each: DisposalRegisterFacts['disposals'][number]): string[] => [
  each.number,
  `${each.recordingNumber}, case ${each.reactRef}, recorded ${each.recordedOn === null ? 'at a time not known' : dayText(each.recordedOn)}`,
  dayText(each.deadline),
  `${instantText(each.disposedAt)}; ${each.reason}`,
  `Done by ${each.doneBy}. ${signed(each)}`,
  each.sha256,
];

function signed({ signatures, witnessedBy }: DisposalRegisterFacts['disposals'][number]): string {
  if (signatures.length === 0) return 'Not witnessed yet.';
  const names = signatures.map(({ name }) => name).join(', ');
  return witnessedBy === null ? `Looked at by ${names}; a second person is wanted.` : `Witnessed by ${names}.`;
}
