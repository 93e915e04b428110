import { AppError } from '../../shared/failure.ts';
import type { Ledger } from '../ledger/ledger-service.ts';
import type { ExportFolder, WrittenFile } from '../platform/export-folder.ts';
import type { SignedCheckpoint } from './ledger-desk-service.ts';

export type LedgerTexts = Pick<Ledger, 'texts' | 'checkpoints' | 'rootOf'>;

/**
 * Writes the whole ledger, one entry a line, and every signed checkpoint, below `inFolder`, as ledger-format.md says.
 * What was written is read back and must make the root that was signed.
 */
export async function writeLedgerFiles(
  ledgerTexts: LedgerTexts,
  folder: ExportFolder,
  inFolder: string,
  checkpoint: SignedCheckpoint,
): Promise<{ readonly ledger: WrittenFile; readonly checkpoints: WrittenFile }> {
  /** Between two pages everything else gets its turn. */
  async function* lines(size: number): AsyncGenerator<string> {
    for (const page of ledgerTexts.texts(size)) {
      yield page.map((text) => `${text}\n`).join('');
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const ledger = await folder.write(`${inFolder}ledger.jsonl`, lines(checkpoint.size));
  if ((await ledgerTexts.rootOf(linesOf(folder.read(`${inFolder}ledger.jsonl`)))) !== checkpoint.root)
    throw new AppError(
      'integrity',
      'What was written is not what was signed: the ledger was changed. Verify the ledger before anything else.',
    );
  const text = checkpointsText(ledgerTexts.checkpoints(), checkpoint);
  return { ledger, checkpoints: await folder.write(`${inFolder}checkpoints.json`, [text]) };
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
