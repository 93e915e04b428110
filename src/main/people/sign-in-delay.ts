import { z } from 'zod';
import { Instant } from '../../shared/model.ts';

/** Failed attempts since the last sign-in that worked, and when the last one was (milliseconds since 1970). */
export const FailedSignIns = z.object({
  count: z.int().min(0),
  lastAtMs: z.number().min(0),
  /** Each failure until the next sign-in, to be entered in the ledger then. At most the last hundred. */
  attempts: z.array(z.object({ at: Instant, username: z.string() })),
});
export type FailedSignIns = z.output<typeof FailedSignIns>;

export const noFailures: FailedSignIns = { count: 0, lastAtMs: 0, attempts: [] };

const FREE_ATTEMPTS = 5;
const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 3_600_000;
const KEPT_ATTEMPTS = 100;

/** What is said in the ledger for a name nobody here has: it may be a password typed into the wrong field. */
export const unknownName = 'a name that nobody here has';

/** Stands in for a list that cannot be read: nobody is locked out by it, and the ledger says that it was damaged. */
export const damagedList = (at: string): FailedSignIns => ({
  ...noFailures,
  attempts: [{ at, username: 'the list of failed sign-ins was damaged' }],
});

/** Milliseconds a person must still wait: nothing for the first five failures, then 30 s doubling up to an hour. */
export function waitMs(failures: FailedSignIns, nowMs: number): number {
  if (failures.count < FREE_ATTEMPTS) return 0;
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures.count - FREE_ATTEMPTS));
  // A clock set back must not shorten the wait to nothing, nor lengthen it beyond the delay itself.
  return Math.min(delay, Math.max(0, failures.lastAtMs + delay - nowMs));
}

export const withFailure = (failures: FailedSignIns, at: string, username: string): FailedSignIns => ({
  count: failures.count + 1,
  lastAtMs: Date.parse(at),
  attempts: [...failures.attempts, { at, username }].slice(-KEPT_ATTEMPTS),
});
