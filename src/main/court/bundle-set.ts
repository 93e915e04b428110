import type { DiscSetRecord, SetFile, SetPart } from '../../../resources/open-me-first/verify/disc-set.ts';
import { AppError } from '../../shared/failure.ts';
import { bundleFootage, discOfSet, fixedBytes } from './bundle.ts';
import type { Bundle, BundleEntry, BundleInput, BundleTools } from './bundle-input.ts';
import { discsIn, partPaths, planDiscs } from './disc-plan.ts';

// A bundle on several discs: each a bag of its own, with the same record and the same list of what is where.

export interface SetWish {
  readonly setId: string;
  readonly capacityBytes: number;
}

/** SHA-256 of each stretch of a stream, in one reading. */
export type HashStretches = (bytes: AsyncIterable<Uint8Array>, sizes: readonly number[]) => Promise<string[]>;

/** Sheets and stills first, so that disc 1 shows them whatever the recordings need; else the bundle's own order. */
const isSmallKind = ({ path }: BundleEntry): boolean => !/^data\/(?:exhibits|clips)\//u.test(path);

function inOrderOfDiscs(entries: readonly BundleEntry[]): BundleEntry[] {
  return [...entries.filter(isSmallKind), ...entries.filter((entry) => !isSmallKind(entry))];
}

/** What a file or part costs at most where it is named: in the list of the set, in the page and in README.txt. */
const namedBytes = 3 * 1024;

function planOf(entries: readonly BundleEntry[], fixed: number, capacityBytes: number) {
  const totalBytes = entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const mostParts = Math.ceil((32 * totalBytes) / capacityBytes); // none is smaller than a sixteenth of a disc
  const reservedBytes = fixed + namedBytes * (entries.length + mostParts) + 64 * 1024;
  const plan = planDiscs(entries, { capacityBytes, reservedBytes });
  if (plan === null)
    throw new AppError(
      'conflict',
      'This disc is too small for any part of the bundle. Use larger discs, such as a DVD-R.',
    );
  return plan;
}

/** How many discs of this size the bundle takes, without reading anything. Throws AppError('conflict') for one too small. */
export function countDiscs(input: BundleInput, tools: BundleTools, capacityBytes: number): number {
  return discsIn(planOf(inOrderOfDiscs(bundleFootage(input).entries), fixedBytes(input, tools), capacityBytes));
}

/** Decides what goes on which disc. Files that are divided are read once, for the hashes of their parts. */
export async function planSet(
  input: BundleInput,
  tools: BundleTools,
  { setId, capacityBytes, hashStretches }: SetWish & { readonly hashStretches: HashStretches },
): Promise<DiscSetRecord> {
  const entries = inOrderOfDiscs(bundleFootage(input).entries);
  const plan = planOf(entries, fixedBytes(input, tools), capacityBytes);
  const taken = new Set(entries.map(({ path }) => path.toLowerCase()));
  const files: SetFile[] = [];
  for (const [index, { path, sizeBytes, sha256, open }] of entries.entries()) {
    const pieces = plan[index] ?? [];
    const [only] = pieces;
    if (only !== undefined && pieces.length === 1) {
      files.push({ path, sizeBytes, sha256, parts: [{ disc: only.disc, path, sizeBytes, sha256 }] });
      continue;
    }
    const hashes = await hashStretches(
      open(),
      pieces.map((piece) => piece.sizeBytes),
    );
    const names = partPaths(path, pieces.length, taken);
    const parts = pieces.map(({ disc, sizeBytes: partBytes }, at) => ({
      ...{ disc, path: names[at] ?? '', sizeBytes: partBytes, sha256: hashes[at] ?? '' },
    }));
    files.push({ path, sizeBytes, sha256, parts });
  }
  const size = discsIn(plan);
  return { format: 'lend-a-cam-evidence-disc-set', version: 1, setId, bundleNumber: input.bundleNumber, size, files };
}

/**
 * One disc of a planned set. Throws AppError('conflict') when the record is no longer the one that was planned: its discs
 * would not belong together.
 */
export function buildDisc(input: BundleInput, tools: BundleTools, set: DiscSetRecord, number: number): Bundle {
  const entries = new Map(bundleFootage(input).entries.map((entry) => [entry.path, entry]));
  const isSame = ({ path, sizeBytes, sha256 }: SetFile): boolean =>
    entries.get(path)?.sizeBytes === sizeBytes && entries.get(path)?.sha256 === sha256;
  if (entries.size !== set.files.length || !set.files.every(isSame))
    throw new AppError(
      'conflict',
      'The record of this bundle has changed since the first disc of the set was burned. Begin a new set; the discs of this one are to be destroyed.',
    );
  const payload = set.files.flatMap(({ path, parts }) => {
    const entry = entries.get(path);
    if (entry === undefined) return [];
    let from = 0;
    return parts.flatMap((part) => {
      const start = from;
      from += part.sizeBytes;
      return part.disc === number ? [partEntry(entry, part, start)] : [];
    });
  });
  return discOfSet(input, tools, { set, number, payload });
}

const partEntry = (entry: BundleEntry, { path, sizeBytes, sha256 }: SetPart, start: number): BundleEntry => ({
  ...{ path, sizeBytes, sha256 },
  open: () => entry.openFrom(start, sizeBytes),
  openFrom: (from, size) => entry.openFrom(start + from, size),
});
