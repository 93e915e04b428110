import type { Output } from '../../shared/contract.ts';
import type { CodeComparison, CodeVerdict } from '../ledger/code-comparison.ts';
import { instantText } from '../time.ts';

const entries = (size: number): string => (size === 1 ? 'entry' : `${size} entries`);

/** What a code from paper says of this ledger, and what to do. */
export function codeInWords(verdict: CodeVerdict, size: number, held: number, at: string | null): string {
  switch (verdict) {
    case 'matches':
      return `The first ${entries(size)} are the same as when this code was printed${at === null ? '' : ` (last of them: ${instantText(at)})`}.`;
    case 'differs':
      return `The first ${entries(size)} are NOT the same as when this code was printed. Check the code once more; if it is right, something was changed afterwards, or a copy older than that paper was put back and has grown since. Report it at once.`;
    case 'shorter-ledger':
      return `This ledger is older than that paper: the code speaks of ${entries(size)}, and there are only ${held}. The end is missing, or an older copy was put back. Report it at once.`;
  }
}

/** Whether two papers and this ledger agree, and where they part. */
export function comparisonInWords({
  codes: [first, second],
  size,
}: CodeComparison): Output<'ledger.compare'>['message'] {
  const verdicts = `${first.verdict} ${second.verdict}` as const;
  const report = 'Check both codes once more; if they are right, report it at once.';
  if (first.size === second.size && first.code !== second.code)
    return `The two papers contradict each other: both speak of ${entries(first.size)}, with different codes. One of them is not of this ledger. ${report}`;
  switch (verdicts) {
    case 'matches matches':
      return first.size === second.size
        ? `Both codes are the same, and this ledger matches them.`
        : `Consistent: the ledger of the first paper (${entries(first.size)}) is the beginning of the ledger of the second (${entries(second.size)}). Nothing before entry ${first.size} was changed between the two, and both match this ledger.`;
    case 'matches differs':
      return `The first paper matches, the second does not: something among the entries ${first.size} to ${second.size - 1} was changed after the second was printed. ${report}`;
    case 'matches shorter-ledger':
      return `The first paper matches, but this ledger is older than the second: it speaks of ${entries(second.size)}, and there are only ${size}. The end is missing, or an older copy was put back. ${report}`;
    case 'differs matches':
      return `The second paper matches, the first does not: the first ${entries(first.size)} were changed between the printing of the two. ${report}`;
    case 'differs differs':
      return `Neither paper matches this ledger: something at or before entry ${first.size - 1} was changed since the first was printed. ${report}`;
    case 'differs shorter-ledger':
      return `The first paper does not match, and this ledger is older than the second: it speaks of ${entries(second.size)}, and there are only ${size}. ${report}`;
    case 'shorter-ledger matches':
    case 'shorter-ledger differs':
    case 'shorter-ledger shorter-ledger':
      return `This ledger is older than both papers: they speak of ${first.size} and ${entries(second.size)}, and there are only ${size}. The end is missing, or an older copy was put back. ${report}`;
  }
}
