/** One line of the table: both sides were measured in the same run on the same bytes. */
export interface Row {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  /** How many times faster than the peer (above 1: we are faster); null where nothing is compared. */
  readonly ratio: number | null;
  readonly aim: string;
  /** Null when the row was left out; the note says why. */
  readonly reached: boolean | null;
  readonly note: string;
}

export interface Bench {
  /** Scratch folder, removed at the end. */
  readonly folder: string;
  /** Each side runs so often, in turns; the best run counts, because everything else on the machine only slows. */
  readonly rounds: number;
  /** A folder of `files`, together `sizeBytes`, of bytes that do not compress. */
  readonly footage: { readonly folder: string; readonly files: readonly string[]; readonly sizeBytes: number };
  /** How much the memory row seals. */
  readonly streamBytes: number;
}

export type MeasureRow = (bench: Bench) => Promise<Row>;

export const leftOut = (what: string, aim: string, why: string): Row => ({
  ...{ what, aim, ours: '–', peer: '–', ratio: null, reached: null },
  note: `left out: ${why}`,
});
