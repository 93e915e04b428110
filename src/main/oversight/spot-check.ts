import type { AuditArea } from '../../shared/contract/audits.ts';
import { AppError } from '../../shared/failure.ts';

// Which things are checked is left to chance, and so that nobody has to believe it, to a chance that anybody can repeat:
// the seed and a hash of everything that could be drawn are in the ledger before the draw (docs/audits.md).

type Hash = (text: string) => string;

/** Everything of one area that the period holds, by its number. */
export interface Population {
  readonly area: AuditArea;
  readonly items: readonly string[];
}

/** The things of one area in the order of SHA-256(seed ":" number), as hex; the first `count` of them are checked. */
export function drawItems(seed: string, items: readonly string[], count: number, sha256: Hash): string[] {
  const placed = [...new Set(items)].map((item) => ({ item, place: sha256(`${seed}:${item}`) }));
  placed.sort((a, b) => (a.place < b.place ? -1 : 1));
  return placed.slice(0, count).map(({ item }) => item);
}

/** What is entered with the seed: the hash of the numbers in the order of their characters, a line each. */
export const commitment = ({ items }: Population, sha256: Hash): string =>
  sha256(
    [...new Set(items)]
      .sort()
      .map((item) => `${item}\n`)
      .join(''),
  );

export function refuseBadPeriod(
  { from, until }: { readonly from: string; readonly until: string },
  today: string,
): void {
  if (from > until) throw new AppError('invalid-input', 'The period ends before it begins. Check both days.');
  if (from > today) throw new AppError('invalid-input', 'The period has not begun yet. Check the days.');
}

/** An audit that says nothing of what was drawn, or leaves a recommendation unanswered, is not over (CoP 6.6). */
export function refuseUnfinished(unchecked: number, unanswered: number, isDrawn: boolean): void {
  const missing = !isDrawn
    ? 'no spot checks have been drawn. The Safer Neighbourhoods Manager draws them'
    : unchecked > 0
      ? `${unchecked === 1 ? 'a spot check has' : `${unchecked} spot checks have`} no finding yet. Enter what the auditor found`
      : unanswered > 0
        ? `${unanswered === 1 ? 'a recommendation has' : `${unanswered} recommendations have`} no answer yet. The Safer Neighbourhoods Manager answers`
        : null;
  if (missing !== null) throw new AppError('clause', `The audit cannot be closed: ${missing}.`, { clause: '6.6' });
}

export function refuseWithoutNote(finding: string, note: string | undefined): void {
  if (finding === 'not-in-order' && note === undefined)
    throw new AppError('invalid-input', 'Say what is not in order, so that it can be put right.');
}
