import { z } from 'zod';
import { Instant } from '../../shared/model.ts';

/** Failed attempts that still count, and when the last one was (milliseconds since 1970). */
export const FailedSignIns = z.object({
  count: z.int().min(0),
  lastAtMs: z.number().min(0),
  /** Each failure until the next sign-in, to be entered in the ledger then. At most the last hundred. */
  attempts: z.array(z.object({ at: Instant, username: z.string() })),
  /** How many of them were tried under which name. */
  byName: z.array(z.object({ username: z.string(), count: z.int().min(0) })).default([]),
});
export type FailedSignIns = z.output<typeof FailedSignIns>;

export const noFailures: FailedSignIns = { count: 0, lastAtMs: 0, attempts: [], byName: [] };

const FREE_ATTEMPTS = 5;
const FIRST_DELAY_MS = 30_000;
const LONGEST_DELAY_MS = 3_600_000;
const KEPT_ATTEMPTS = 100;

/** What is said in the ledger for a name nobody here has: it may be a password typed into the wrong field. */
export const unknownName = 'a name that nobody here has';
/** What is said for two recovery halves that do not open the vault. */
export const recoveryHalves = 'the recovery halves';

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

/** A failure of a clock that ran ahead counts from now on: the wait is neither shortened nor endless. */
export const notAhead = (failures: FailedSignIns, nowMs: number): FailedSignIns =>
  failures.lastAtMs > nowMs ? { ...failures, lastAtMs: nowMs } : failures;

/** `isTold`: the ledger has it already, since somebody was signed in. */
export function withFailure(
  failures: FailedSignIns,
  { at, username, isTold = false }: { at: string; username: string; isTold?: boolean },
): FailedSignIns {
  const before = failures.byName.find((each) => each.username === username)?.count ?? 0;
  return {
    count: failures.count + 1,
    lastAtMs: Date.parse(at),
    attempts: isTold ? failures.attempts : [...failures.attempts, { at, username }].slice(-KEPT_ATTEMPTS),
    byName: [...failures.byName.filter((each) => each.username !== username), { username, count: before + 1 }],
  };
}

/**
 * Somebody proved who they are: what was tried under their name, under none, or with halves counts no longer. What was
 * tried under another person's name does. Threat: one of the two tries passwords of the other and clears the count in
 * between by signing in as themselves.
 */
export function withSuccess(failures: FailedSignIns, usernames: readonly string[]): FailedSignIns {
  const forgotten = [...usernames, unknownName, recoveryHalves];
  const byName = failures.byName.filter(({ username }) => !forgotten.includes(username));
  const count = byName.reduce((sum, each) => sum + each.count, 0);
  return { count, lastAtMs: count === 0 ? 0 : failures.lastAtMs, attempts: [], byName };
}
