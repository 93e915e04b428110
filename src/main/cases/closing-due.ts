import type { CaseId } from '../../shared/model.ts';
import { type DueSource, urgencyIn } from '../oversight/today.ts';
import { addDays, dayText, daysBetween } from '../time.ts';

/** Days ahead at which it is announced. */
const NOTICE_DAYS = 7;

/** A closed case of which things stayed, and the day by which they are looked through again. */
export interface KeptDue {
  readonly caseId: CaseId;
  readonly reactRef: string;
  readonly on: string;
  readonly things: number;
}

/** What stayed of closed cases is looked through again, where the manager set a period (CoP 4.7, 5.15). */
export const closingDue =
  (due: (until: string) => readonly KeptDue[]): DueSource =>
  (today) =>
    due(addDays(today, NOTICE_DAYS)).map(({ caseId, reactRef, on, things }) => ({
      kind: 'kept-review',
      urgency: urgencyIn(daysBetween(today, on)),
      on,
      title: `What stayed of closed case ${reactRef} is to be looked through`,
      detail: `${things === 1 ? 'One thing' : `${things} things`} stayed with a reason. By ${dayText(on)} each is destroyed, or stays with a reason once more.`,
      clause: '4.7',
      place: { screen: 'case', id: caseId },
    }));
