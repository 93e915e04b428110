import { AppError } from '../../shared/failure.ts';
import { parseWitnessCode, witnessCode } from './entry.ts';
import { type Checkpoint, checkpointText, type Signer } from './checkpoint.ts';
import { createEntryCheck } from './entry-check.ts';
import type { Add, Fault } from './fault.ts';
import type { CheckpointRow, LedgerStore } from './ledger-store.ts';
import { grow, leafHash, type Peaks, rootOfPeaks } from './merkle-tree.ts';
import { createMentionCheck } from './mentions.ts';
import { createTreeCheck } from './tree-check.ts';

export interface Verification {
  readonly ok: boolean;
  readonly size: number;
  /** Over the entries as they stand; where one does not match, over the hash that the ledger keeps of it. */
  readonly root: string;
  readonly faults: readonly Fault[];
}

export interface VerifyOptions {
  readonly signer: Signer;
  /** Codes typed in from paper. */
  readonly codes?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

const PAGE = 1000;
const MOST_FAULTS = 200;

/**
 * Recomputes the whole ledger from the entries' texts and compares: every leaf, the chain, the columns, every stored
 * node, the list of mentions, every checkpoint with its signature, every code from paper. Each fault is located. Of a ledger that goes on being
 * written, what it held at the start is verified.
 * @throws AppError('invalid-input') when one of the codes is none.
 */
export async function verifyLedger(store: LedgerStore, options: VerifyOptions): Promise<Verification> {
  const faults: Fault[] = [];
  const add: Add = (seq, kind, message) => {
    if (faults.length < MOST_FAULTS) faults.push({ seq, kind, message });
  };
  // Nothing is awaited before all that is compared was counted or read for this last entry.
  const lastSeq = store.last()?.seq ?? -1;
  const heads = createHeadCheck(store.checkpoints(), options, add);
  const tree = createTreeCheck(store, add);
  const mentions = createMentionCheck(store, lastSeq);
  const check = createEntryCheck({ tree, add, onSize: heads.check });
  heads.check(0, () => rootOfPeaks([]));

  // From below zero: an entry put in before the first must be found too.
  let page = store.page(-Infinity, lastSeq, PAGE);
  let canGoOn = true;
  while (page.length > 0 && canGoOn) {
    const following = store.page((page.at(-1)?.seq ?? 0) + 1, lastSeq, PAGE);
    canGoOn = page.every((row, index) => check(row, page[index + 1] ?? following[0] ?? null));
    mentions.check(page);
    page = following;
    options.signal?.throwIfAborted();
    options.onProgress?.(tree.size());
    await new Promise((resolve) => setImmediate(resolve));
  }
  tree.end();
  heads.end(tree.size());
  mentions.end(add);
  return { ok: faults.length === 0, size: tree.size(), root: tree.root(), faults };
}

/** Compares the root at each size that a checkpoint or a code from paper speaks of. */
function createHeadCheck(checkpoints: readonly CheckpointRow[], { signer, codes = [] }: VerifyOptions, add: Add) {
  const signed = new Map(checkpoints.map((row) => [row.size, row]));
  const fromPaper = new Set(codes.map(requireWitnessCode));
  let agreed = 0;

  const checkSigned = (checkpoint: Checkpoint & { readonly signature: string }, root: string): void => {
    const { size, at } = checkpoint;
    const isSigned = signer.verify(checkpointText(checkpoint), checkpoint.signature);
    if (isSigned && checkpoint.root === root) agreed = size;
    else if (isSigned)
      add(
        size - 1,
        'checkpoint',
        `The signed checkpoint of ${at} at ${size} entries no longer matches: one of the entries ${agreed} to ${size - 1} was changed since.`,
      );
    else if (checkpoint.root === root)
      add(size - 1, 'signature', `The signature of the checkpoint at ${size} entries is not the controller's.`);
    else
      add(
        size - 1,
        'checkpoint',
        `The checkpoint at ${size} entries was itself changed or put in: neither its root nor its signature is right.`,
      );
  };

  return {
    check(size: number, root: () => string): void {
      const checkpoint = signed.get(size);
      if (checkpoint !== undefined) checkSigned(checkpoint, root());
      signed.delete(size);
      for (const paper of fromPaper) {
        if (paper.size !== size) continue;
        fromPaper.delete(paper);
        if (witnessCode(size, root()) !== paper.code)
          add(
            size - 1,
            'witness',
            `The code ${paper.code} from paper does not match: something at or before entry ${size - 1} was changed since it was printed.`,
          );
      }
    },
    /** What is left speaks of entries that are not there. */
    end(size: number): void {
      for (const { size: said, at } of signed.values())
        add(
          size,
          'truncated',
          `A checkpoint of ${at} speaks of ${said} entries, but there are only ${size}: the end was cut off, or the checkpoint put in.`,
        );
      for (const { size: said, code } of fromPaper)
        add(
          size,
          'truncated',
          `The code ${code} from paper speaks of ${said} entries, but there are only ${size}: the end was cut off, or an older copy put back.`,
        );
    },
  };
}

/** @throws AppError('invalid-input') when the text is no witness code. */
export function requireWitnessCode(typed: string): { size: number; code: string } {
  const parsed = parseWitnessCode(typed);
  if (parsed === null)
    throw new AppError(
      'invalid-input',
      'That is not a witness code. It looks like 1234-K7QF-2M9X-PTW4: a number and three groups of four.',
    );
  return parsed;
}

/**
 * Root of the first `size` entries from their texts, null when one of them is missing. The kept nodes are not asked:
 * who changes an entry may leave them as they were.
 */
export function rootOfTexts(store: LedgerStore, size: number): string | null {
  return rootsOfTexts(store, [size]).get(size) ?? null;
}

/** As {@link rootOfTexts}, for several sizes in one pass; what cannot be computed is left out. */
export function rootsOfTexts(store: LedgerStore, sizes: readonly number[]): Map<number, string> {
  const [wanted, roots, last] = [new Set(sizes), new Map<number, string>(), Math.max(...sizes)];
  let peaks: Peaks = [];
  if (wanted.has(0)) roots.set(0, rootOfPeaks(peaks));
  for (let seq = 0; seq < last; ) {
    const texts = store.texts(seq, Math.min(PAGE, last - seq));
    if (texts.length === 0) return roots;
    for (const row of texts) {
      if (row.seq !== seq) return roots;
      peaks = grow(peaks, seq, leafHash(row.text)).peaks;
      seq += 1;
      if (wanted.has(seq)) roots.set(seq, rootOfPeaks(peaks));
    }
  }
  return roots;
}
