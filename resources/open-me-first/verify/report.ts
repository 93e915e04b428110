// What a check found, in words for a reader who is not a technician. The page and the command line print the same.

export type FileState = 'good' | 'changed' | 'missing' | 'extra' | 'unreadable';

export interface FileFinding {
  readonly path: string;
  readonly state: FileState;
  readonly sentence: string;
}

export type SealName =
  | 'contents-list'
  | 'inner-list'
  | 'completeness'
  | 'signature'
  | 'fingerprint'
  | 'ledger'
  | 'recordings-in-ledger'
  | 'witness-code'
  | 'set'
  | 'joined';

export interface SealFinding {
  readonly seal: SealName;
  /** `not-compared`: nothing is wrong, but something only a person can compare was not compared. */
  readonly state: 'good' | 'bad' | 'not-compared';
  readonly sentence: string;
}

export interface BundleReport {
  /** Every file is as it was sealed, none is missing, none was added, and no seal is bad. */
  readonly intact: boolean;
  readonly headline: string;
  readonly seals: readonly SealFinding[];
  readonly files: readonly FileFinding[];
  /** Of the certificate in the bundle, to be compared with the label; null when it cannot be read. */
  readonly fingerprint: string | null;
  /** Of the ledger in the bundle, to be compared with the label; null when it cannot be read. */
  readonly witnessCode: string | null;
  /** Null for a bundle on one disc. */
  readonly set: { readonly size: number; readonly missing: readonly number[] } | null;
}

/** A file as it was found. `read` may throw: the file is then unreadable. */
export interface FoundFile {
  /** From the bundle's own folder, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
  read(): AsyncIterable<Uint8Array>;
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** One sentence that stands above everything else. */
export function headlineOf(seals: readonly SealFinding[], files: readonly FileFinding[]): string {
  const bad = seals.filter(({ state }) => state === 'bad').length;
  const of = (state: FileState): number => files.filter((file) => file.state === state).length;
  const faults = [
    [of('changed'), count(of('changed'), 'file was changed', 'files were changed')],
    [of('missing'), count(of('missing'), 'file is missing', 'files are missing')],
    [of('extra'), count(of('extra'), 'file was added', 'files were added')],
    [of('unreadable'), count(of('unreadable'), 'file could not be read', 'files could not be read')],
    [bad, count(bad, 'seal is broken', 'seals are broken')],
  ] as const;
  const found = faults.filter(([number]) => number > 0).map(([, words]) => words);
  if (found.length > 0) return `DO NOT RELY ON THIS COPY: ${found.join(', ')}.`;
  const open = seals.filter(({ state }) => state === 'not-compared').length;
  const all = `No change was found. All ${count(files.length, 'file is', 'files are')} as they were sealed.`;
  return open === 0 ? all : `${all} Compare with the paper label what is marked below as not compared.`;
}
