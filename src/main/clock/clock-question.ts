import type { ClockQuestion } from '../../shared/contract/clock.ts';
import { instantText, offsetText } from '../time.ts';

const DAY_MS = 86_400_000;

/** The laptop is in use each working day; a long weekend with two bank holidays is the longest it lies unused. */
const LONGEST_UNUSED_MS = 4 * DAY_MS;

/** How far the laptop's clock may stand from a reference and still be believed: nobody types faster. */
const TOLERANCE_SECONDS = 120;

/**
 * Whether the clock can be believed at a sign-in, from the last entry alone. A leap ahead cannot be told from a laptop
 * that lay in a drawer, so that both are asked about: what is destroyed too early does not come back.
 */
export function questionAtStart(lastEntryAt: string | null, shownAt: string): ClockQuestion['kind'] | null {
  if (lastEntryAt === null) return null;
  const sinceMs = Date.parse(shownAt) - Date.parse(lastEntryAt);
  if (sinceMs < -TOLERANCE_SECONDS * 1000) return 'behind';
  return sinceMs > LONGEST_UNUSED_MS ? 'long-off' : null;
}

/** The reference's wall clock in London as the instant nearest to what the laptop shows: one hour in autumn comes twice. */
export function offsetFrom(candidates: readonly string[], shownAt: string): number {
  const offsets = candidates.map((instant) => Math.round((Date.parse(shownAt) - Date.parse(instant)) / 1000));
  return offsets.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
}

export const settles = (offsetSeconds: number): boolean => Math.abs(offsetSeconds) <= TOLERANCE_SECONDS;

/** What was noticed, in one sentence. */
export function questionInWords({ kind, shownAt, expectedAt }: ClockQuestion): string {
  const moved = offsetText(Math.round((Date.parse(shownAt) - Date.parse(expectedAt)) / 1000))
    .replace(/ fast$/u, ' forward')
    .replace(/ slow$/u, ' back');
  switch (kind) {
    case 'moved':
      return `The laptop’s clock was moved by ${moved}: it showed ${instantText(shownAt)} when ${instantText(expectedAt)} was to be expected.`;
    case 'behind':
      return `The laptop’s clock was set back: it showed ${instantText(shownAt)}, and the last entry of the ledger is of ${instantText(expectedAt)}.`;
    case 'long-off':
      return `The laptop’s clock shows ${instantText(shownAt)}; the last entry before is of ${instantText(expectedAt)}. The laptop was off for long, or its clock was moved forward.`;
  }
}
