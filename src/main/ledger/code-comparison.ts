export type CodeVerdict = 'matches' | 'differs' | 'shorter-ledger';

/** Two codes from paper, the smaller first, and what this ledger says of each. */
export interface CodeComparison {
  readonly codes: readonly [ComparedCode, ComparedCode];
  /** How many entries there are. */
  readonly size: number;
  /** That the first ledger is the beginning of the second (RFC 9162); null when one of the two does not match. */
  readonly proof: readonly string[] | null;
}

export interface ComparedCode {
  readonly code: string;
  readonly size: number;
  readonly verdict: CodeVerdict;
}
