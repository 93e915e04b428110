import { z } from 'zod';
import { CaseId, Day, Instant, Paragraph, ProceedingsId } from '../model.ts';
import { both, enters, readers, reads } from './command.ts';

const given = {
  /** The day of the judgment, the order, the verdict or the discontinuance. */
  endedOn: Day,
  result: z.enum(['order-made', 'undertaking', 'settled', 'convicted', 'acquitted', 'dismissed', 'withdrawn']),
  footage: z.enum(['relied-on', 'not-used', 'not-admitted']),
};

/** How proceedings ended, as last recorded: an appeal is a later outcome, not a change of the earlier one. */
export const Outcome = z.object({
  proceedingsId: ProceedingsId,
  ...given,
  note: z.string().nullable(),
  at: Instant,
  by: z.string(),
});
export type Outcome = z.output<typeof Outcome>;

export const outcomesCommands = {
  'proceedings.outcomes': reads(readers, z.strictObject({ caseId: CaseId.optional() }), z.array(Outcome)),
  'proceedings.recordOutcome': enters(
    both,
    z.strictObject({ proceedingsId: ProceedingsId, ...given, note: Paragraph.optional() }),
    Outcome,
  ),
};
