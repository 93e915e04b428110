import type { LedgerRecord } from '../../../resources/open-me-first/verify/ledger.ts';
import type { BundleInput, BundleSource, BundleTools } from './bundle-input.ts';

// What a bundle will come to, before its sheets and its ledger extract are made. It is never burned.

export interface ForeseenBundle {
  readonly input: BundleInput;
  readonly tools: BundleTools;
  /** What the ledger extract will come to, at most. */
  readonly ledgerBytes: number;
}

/** A sheet is a page or two with its fonts; what it really comes to is known when it is made. */
const sheetBytes = 100_000;
const signatureBytes = 4000;
/** An entry's proof and its line in the page. */
const proofBytes = 4000;

export function foreseen(
  bare: BundleInput,
  {
    sheets,
    entries,
    page,
  }: {
    readonly sheets: readonly { readonly title: string; readonly fileName: string }[];
    readonly entries: readonly { readonly text: string }[];
    readonly page: string;
  },
): ForeseenBundle {
  const documents = sheets.map(({ title, fileName }) => ({ title, fileName, ...sheet }));
  const tools = { sha256: () => noHash, sign: () => new Uint8Array(signatureBytes), page };
  const ledgerBytes = entries.reduce((sum, { text }) => sum + 3 * text.length + proofBytes, 0);
  return { input: { ...bare, documents }, tools, ledgerBytes };
}

const noHash = '0'.repeat(64);
const refuseToRead = (): never => {
  throw new Error('a sheet that is only foreseen was read');
};
const sheet: BundleSource = { sizeBytes: sheetBytes, sha256: noHash, open: refuseToRead, openFrom: refuseToRead };

/** In place of the extract that is made for the disc. */
export const noLedger = (at: string): LedgerRecord => ({
  ...{ format: 'lend-a-cam-evidence-ledger-export', version: 1, entries: [] },
  checkpoint: { size: 0, root: '', at, signature: '', witnessCode: '' },
});
