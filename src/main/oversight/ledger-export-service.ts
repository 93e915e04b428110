import type { Output, Parsed } from '../../shared/contract.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { SigningService } from '../people/signing-service.ts';
import { createExportFolder, type ExportFolder, type WrittenFile } from '../platform/export-folder.ts';
import { londonDay } from '../time.ts';
import type { LedgerDesk, SignedCheckpoint } from './ledger-desk-service.ts';
import { type LedgerTexts, writeLedgerFiles } from './ledger-files-service.ts';

export interface LedgerExportPorts {
  readonly ledger: Pick<LedgerDesk, 'checkpoint'>;
  readonly ledgerTexts: LedgerTexts;
  readonly signing: SigningService;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly vaultFolder: string;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** The whole ledger for somebody who trusts nobody here: they check it with the format document alone (ledger-format.md). */
export function createLedgerExport(ports: LedgerExportPorts) {
  const { ledger, ledgerTexts, signing, shell, vaultFolder, stepUp } = ports;

  const writeAll = async (folder: ExportFolder, checkpoint: SignedCheckpoint): Promise<WrittenFile> => {
    const written = await writeLedgerFiles(ledgerTexts, folder, '', checkpoint);
    await folder.write('certificate.pem', [signing.identity().certificatePem]);
    await folder.write('README.txt', [readme(checkpoint, written.ledger, signing.fingerprint())]);
    return written.ledger;
  };

  return {
    /**
     * Signs the ledger as it stands and writes all of it to a folder the person chooses, then reads it back. That it was
     * begun is entered first: personal data may lie on the stick from the first byte on.
     */
    async write({ recipient, reason, password }: Parsed<'ledger.export'>, act: Act): Promise<Output<'ledger.export'>> {
      await stepUp(act, password);
      const parent = await shell.chooseFolder('Where to write the whole ledger');
      if (parent === null) {
        act.change(['ledger'], (tx) => tx.enter('ledger', { recipient, reason, outcome: 'no folder was chosen' }));
        return null;
      }
      const checkpoint = ledger.checkpoint(act);
      const { size, root, code: witnessCode } = checkpoint;
      const folderName = `Ledger ${londonDay(act.now())} ${witnessCode}`;
      const folder = await createExportFolder(parent, folderName, vaultFolder);
      try {
        const facts = { recipient, reason, folderName, entries: size, root, witnessCode };
        act.change(['ledger'], (tx) => tx.enter('ledger', { ...facts, step: 'begun' }));
        const { sizeBytes, sha256 } = await writeAll(folder, checkpoint);
        await folder.publish();
        act
          .as('ledger.exported')
          .change(['ledger'], (tx) => tx.enter('ledger', { ...facts, sizeBytes, sha256, checked: 'read back' }));
        return { folderName, entries: size, sizeBytes, witnessCode, sha256 };
      } catch (error) {
        await folder.discard();
        throw error;
      }
    },
  };
}

const readme = ({ size, code, at }: SignedCheckpoint, { sha256 }: WrittenFile, fingerprint: string): string =>
  `The whole ledger of the Lend-A-Cam scheme
=========================================

PERSONAL DATA. Keep this folder locked away, pass it to nobody else, and destroy it when its purpose is over.

Entries:          ${size}
As of:            ${at} (UTC)
Witness code:     ${code}
ledger.jsonl:     SHA-256 ${sha256}
Certificate:      SHA-256 fingerprint ${fingerprint}

ledger.jsonl      every entry, one a line, in order; each line is the very text that was hashed
checkpoints.json  what was signed: the state of the ledger now and at each earlier checkpoint
certificate.pem   with whose key

To check it you need none of the controller's programs. The document "The ledger's format", section "The whole ledger",
says how: hash each line, build the tree, compare its root with every checkpoint, check the signatures with openssl, and
compare the fingerprint and the witness codes with paper that has been out of the controller's hands.
`;

export type LedgerExportService = ReturnType<typeof createLedgerExport>;
