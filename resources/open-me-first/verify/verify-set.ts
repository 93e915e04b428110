import { bagNames, readBagCount } from './bag.ts';
import { readOr, textOf } from './check-seals.ts';
import { type DiscSetRecord, readDiscSet } from './disc-set.ts';
import { createJoining, type Joining } from './joining.ts';
import type { BundleReport, FoundFile } from './report.ts';
import { combinedReport } from './set-report.ts';
import { inspectBundle, readSmall, type VerifyOptions } from './verify-bundle.ts';

/** One disc as it was checked. */
export interface CheckedDisc {
  /** Null when it is no disc of a set, or does not say which. */
  readonly number: number | null;
  readonly set: DiscSetRecord | null;
  /** Of the list of the set: discs of one set carry the same list, byte for byte. */
  readonly setSha256: string | null;
  readonly report: BundleReport;
  readonly hashes: ReadonlyMap<string, string | null>;
}

export interface SetCheck {
  /** Checks one disc; given again, it takes the place of what was found before. Throws only when `signal` fires. */
  add(found: readonly FoundFile[], options: VerifyOptions): Promise<void>;
  /** What is known now. For a bundle on one disc it is the report of verifyBundle. */
  report(): BundleReport;
}

/**
 * Checks the discs of a set one after the other, each as a bundle of its own, and all of them together: none missing,
 * none of another set, and divided files whole. A disc that was read need not be there any more.
 */
export function createSetCheck(): SetCheck {
  let discs: CheckedDisc[] = [];
  let joining: Joining | null = null;
  let joiningOf: string | null = null;
  return {
    async add(found, options) {
      const info = await smallText(found, bagNames.info);
      const listed = await smallText(found, bagNames.discSet);
      const set = listed === null ? null : readOr(() => readDiscSet(listed.text));
      const number = info === null ? null : (readBagCount(info.text)?.number ?? null);
      const hasher = options.createHasher();
      if (listed !== null) hasher.update(listed.bytes);
      const setSha256 = set === null ? null : hasher.digestHex();
      if (joining === null && set !== null) {
        joining = createJoining(set, options.createHasher);
        joiningOf = setSha256;
      }
      const isJoined = joining !== null && number !== null && setSha256 === joiningOf;
      const watched = isJoined ? (joining?.watch(number, found) ?? found) : found;
      const { report, hashes } = await inspectBundle(watched, options);
      discs = [...discs.filter((disc) => number === null || disc.number !== number || disc.setSha256 !== setSha256)];
      discs.push({ number, set, setSha256, report, hashes });
    },
    report: () => combinedReport(discs, joining),
  };
}

/** The discs in the order in which divided files are joined; one that does not say its number comes last. */
export async function inOrderOfDiscs(discs: readonly (readonly FoundFile[])[]): Promise<(readonly FoundFile[])[]> {
  const numbered = await Promise.all(
    discs.map(async (found) => {
      const info = await smallText(found, bagNames.info);
      return { found, number: (info === null ? null : readBagCount(info.text)?.number) ?? Number.MAX_SAFE_INTEGER };
    }),
  );
  return numbered.sort((a, b) => a.number - b.number).map(({ found }) => found);
}

async function smallText(
  found: readonly FoundFile[],
  path: string,
): Promise<{ readonly bytes: Uint8Array; readonly text: string } | null> {
  const bytes = await readSmall(found.find((file) => file.path === path));
  const text = bytes === null ? null : readOr(() => textOf(bytes));
  return bytes === null || text === null ? null : { bytes, text };
}
