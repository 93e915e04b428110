import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { Shell } from '../app.ts';
import type { Ledger } from '../ledger/ledger-service.ts';
import type { SigningService } from '../people/signing-service.ts';
import { createExportFolder, type ExportFolder, type WrittenFile } from '../platform/export-folder.ts';
import { londonDay } from '../time.ts';
import type { LedgerDesk, SignedCheckpoint } from './ledger-desk-service.ts';

export interface LedgerExportPorts {
  readonly ledger: Pick<LedgerDesk, 'checkpoint'>;
  readonly ledgerTexts: Pick<Ledger, 'texts' | 'checkpoints' | 'rootOf'>;
  readonly signing: SigningService;
  readonly shell: Pick<Shell, 'chooseFolder'>;
  readonly vaultFolder: string;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** The whole ledger for somebody who trusts nobody here: they check it with the format document alone (ledger-format.md). */
export function createLedgerExport(ports: LedgerExportPorts) {
  const { ledger, ledgerTexts, signing, shell, vaultFolder, stepUp } = ports;

  /** Entries, one a line; between two pages everything else gets its turn. */
  async function* lines(size: number): AsyncGenerator<string> {
    for (const page of ledgerTexts.texts(size)) {
      yield page.map((text) => `${text}\n`).join('');
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const writeAll = async (folder: ExportFolder, checkpoint: SignedCheckpoint): Promise<WrittenFile> => {
    const written = await folder.write('ledger.jsonl', lines(checkpoint.size));
    if ((await ledgerTexts.rootOf(linesOf(folder.read('ledger.jsonl')))) !== checkpoint.root)
      throw new AppError(
        'integrity',
        'What was written is not what was signed: the ledger was changed. Verify the ledger before anything else.',
      );
    await folder.write('checkpoints.json', [checkpointsText(ledgerTexts.checkpoints(), checkpoint)]);
    await folder.write('certificate.pem', [signing.identity().certificatePem]);
    await folder.write('README.txt', [readme(checkpoint, written, signing.fingerprint())]);
    return written;
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

/** Whole lines from pieces of text. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    const all = `${rest}${piece}`.split('\n');
    rest = all.pop() ?? '';
    yield* all;
  }
  if (rest !== '') yield rest;
}

type Kept = ReturnType<Ledger['checkpoints']>;

function checkpointsText(kept: Kept, last: SignedCheckpoint): string {
  const shown = ({ size, root, at, signature, code }: Kept[number]) => ({
    size,
    root,
    at,
    signature,
    witnessCode: code,
  });
  const all = {
    format: 'lend-a-cam-evidence-ledger',
    version: 1,
    checkpoint: shown(last),
    earlier: kept.filter(({ size }) => size < last.size).map(shown),
  };
  return `${JSON.stringify(all, null, 2)}\n`;
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
