/** Failed attempts since the last sign-in that worked, and when the last one was (milliseconds since 1970). */
export interface FailedSignIns {
  readonly count: number;
  readonly lastAtMs: number;
  /** Each failure until the next sign-in, to be entered in the ledger then. At most the last hundred. */
  readonly attempts: readonly { readonly at: string; readonly username: string }[];
}

export const noFailures: FailedSignIns = { count: 0, lastAtMs: 0, attempts: [] };

const FREE_ATTEMPTS = 5;
const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 3_600_000;
const KEPT_ATTEMPTS = 100;

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
