import { instantText } from '../time.ts';

/** A short text to put on React by hand: every access must be evidenced there (CoP 6.1). */
export const reactSlip = (slip: {
  reactRef: string;
  at: string;
  by: string;
  what: string;
  why: string;
  witnessCode: string;
}): string =>
  [
    `${slip.reactRef}: ${slip.what}`,
    `When: ${instantText(slip.at)}. By: ${slip.by}.`,
    `Why: ${slip.why}`,
    `Recorded in Lend-A-Cam Evidence; ledger code ${slip.witnessCode}.`,
  ].join('\n');
