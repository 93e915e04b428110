import { z } from 'zod';
import { ClockQuestionId, Instant, Line, ReferenceSource, WallClock } from '../model.ts';
import { both, enters, reads } from './command.ts';

/** A time at which the laptop's clock could not be believed. */
export const ClockQuestion = z.object({
  id: ClockQuestionId,
  /** Moved while somebody was signed in; behind the ledger's last entry; or nothing was entered for days. */
  kind: z.enum(['moved', 'behind', 'long-off']),
  /** What the laptop's clock showed, and what was to be expected. */
  shownAt: Instant,
  expectedAt: Instant,
  /** Laptop − reference as last answered; null while nobody has answered. */
  offsetSeconds: z.number().nullable(),
});
export type ClockQuestion = z.output<typeof ClockQuestion>;

export const clockCommands = {
  'clock.read': reads(
    both,
    z.strictObject({}),
    z.object({ open: z.array(ClockQuestion.extend({ said: z.string() })), shown: Instant }),
  ),
  /** What a reference clock shows at this moment. Settles what is open when the laptop's clock agrees. */
  'clock.confirm': enters(
    both,
    z.strictObject({ reference: WallClock, source: ReferenceSource, seenBy: Line }),
    z.object({ settled: z.boolean(), offsetSeconds: z.number(), message: z.string() }),
  ),
};
