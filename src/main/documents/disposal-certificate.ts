import { dayText, instantText } from '../time.ts';
import type { Pdf, SheetFrame } from './document.ts';
import type { BackupDriveFacts, DisposalCertificateFacts } from './document-facts.ts';
import { bytesText } from './pdf-text.ts';
import { openSheet, type Sheet } from './sheet-layout.ts';
import { fields, heading, mono, paragraph } from './sheet-rows.ts';
import { signatureBoxes } from './sheet-signatures.ts';
import { hashField, recordedText } from './sheet-words.ts';

const DISPOSAL_PURPOSE =
  'A record of the destruction of footage; it holds no footage and is kept with the ledger (Code of Practice 4.6).';

/**
 * That a recording was destroyed, and how (domain.md §5.9). It is written before the key goes and entered in the ledger
 * together with that act, and says so: without its entry it certifies nothing.
 */
export async function disposalCertificate(facts: DisposalCertificateFacts, frame: SheetFrame): Promise<Pdf> {
  const sheet = await openSheet({ title: 'Disposal certificate', purpose: DISPOSAL_PURPOSE }, frame);
  whatWasDestroyed(sheet, facts);
  heading(sheet, 'Why and how');
  fields(sheet, [
    ['Reason', `${facts.reason.slice(0, 1).toUpperCase()}${facts.reason.slice(1)}`],
    [
      'Method',
      'The encryption key of the item is destroyed and the keys of everything else are renewed; then the file is deleted.',
    ],
    ['Date and time', instantText(frame.madeAt)],
    ['Done by', facts.doneBy],
  ]);
  paragraph(
    sheet,
    `This certificate is entered in the ledger in one act with the destruction of the key, after witness code ${frame.witnessCode}. What remains of the item is the ledger, the hash above and this sheet.`,
  );
  paragraph(
    sheet,
    'Discs and prints made from the item are destroyed separately, each with its own entry in the register.',
  );
  backups(sheet, facts.backupDrives);
  heading(sheet, 'Signed');
  fields(sheet, [
    ['Place', null],
    ['No hold, open request or court date stood against it', null],
    ['Result checked', null],
  ]);
  signatureBoxes(sheet, [
    { title: 'Done by', name: facts.doneBy },
    { title: 'Witnessed by', name: null },
  ]);
  return sheet.finish();
}

/** Until a drive is connected it could still open the item: the sheet does not claim more than was done. */
function backups(sheet: Sheet, drives: readonly BackupDriveFacts[]): void {
  if (drives.length === 0) return;
  heading(sheet, 'Backup drives still to be connected');
  paragraph(
    sheet,
    'Each of these holds a copy of the vault from before this disposal. At its next connection its keys and registers are replaced and the item’s file is removed, before anything else; the ledger then says so.',
  );
  fields(
    sheet,
    drives.map(({ number, label, keptAt, connectedAt }) => [
      number,
      `${label}; kept at: ${keptAt}; last connected: ${connectedAt === null ? 'never' : instantText(connectedAt)}`,
    ]),
  );
}

function whatWasDestroyed(sheet: Sheet, { number, recording }: DisposalCertificateFacts): void {
  heading(sheet, 'What was destroyed');
  fields(sheet, [
    ['Certificate', number],
    ['Item', `Recording ${recording.number}, with every copy and derivative of it in the vault`],
    ['File as the recorder named it', recording.path, mono],
    ['Size', bytesText(recording.sizeBytes)],
    ['Recorded', recordedText(recording.recordedFrom, recording.recordedTo)],
    ['Retrieval', recording.retrievalNumber],
    ['Case on React', recording.reactRef],
    ['To be destroyed by', dayText(recording.retentionDeadline)],
    hashField('SHA-256 of the master', recording.sha256),
    ['Quantity', '1 recording'],
    ['Place held', 'The sealed vault of the stand-alone laptop'],
  ]);
}
