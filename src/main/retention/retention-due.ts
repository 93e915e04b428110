import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Hold } from '../../shared/contract/retention.ts';
import type { Role } from '../../shared/model.ts';
import { urgencyIn } from '../oversight/today.ts';
import { dayText, daysBetween } from '../time.ts';

/** Days ahead at which a review is announced. */
const NOTICE_DAYS = 7;

const whatOf = ({ recordingNumber, reactRef }: Hold): string =>
  recordingNumber === null ? `everything of case ${reactRef}` : `${recordingNumber}, case ${reactRef}`;

interface Registers {
  readonly holdsWaiting: () => readonly Hold[];
  readonly holdsInForce: () => readonly Hold[];
  /** Disposals that wait for the signature of the person signed in. */
  readonly unsigned: () => number;
}

/** Holds to approve and to review, and disposals that wait for a signature (KE6, CoP 4.6). */
export const retentionDue =
  ({ holdsWaiting, holdsInForce, unsigned }: Registers) =>
  (today: string, role: Role): DueItem[] => [
    ...holdsWaiting().map((hold) => waiting(hold, role)),
    ...holdsInForce().flatMap((hold) => review(hold, today)),
    ...signatures(unsigned()),
  ];

function waiting(hold: Hold, role: Role): DueItem {
  const what = hold.extension === null ? `Hold ${hold.number}` : `The extension of hold ${hold.number}`;
  return {
    kind: 'approval',
    urgency: 'today',
    on: null,
    title: role === 'manager' ? `${what} waits for your approval` : `${what} waits for the manager`,
    detail: `On ${whatOf(hold)}. Until it is approved it keeps nothing.`,
    clause: '4.6',
    place: role === 'manager' ? { screen: 'approvals', id: null } : { screen: 'case', id: hold.caseId },
  };
}

function review(hold: Hold, today: string): DueItem[] {
  const left = daysBetween(today, hold.reviewOn);
  if (left > NOTICE_DAYS) return [];
  return [
    {
      kind: 'hold',
      urgency: urgencyIn(left),
      on: hold.reviewOn,
      title: left < 0 ? `Hold ${hold.number} is past its review` : `Hold ${hold.number} is to be reviewed`,
      detail: `On ${whatOf(hold)}: extend it with a reason, or the manager ends it. Unreviewed it ends by itself on ${dayText(hold.lapsesOn)}, and what is past its day is destroyed.`,
      clause: '4.6',
      place: { screen: 'case', id: hold.caseId },
    },
  ];
}

function signatures(count: number): DueItem[] {
  if (count === 0) return [];
  return [
    {
      kind: 'witness',
      urgency: 'later',
      on: null,
      title: count === 1 ? 'A disposal waits for your signature' : `${count} disposals wait for your signature`,
      detail: 'The application looks once more that nothing is left of them; you sign as a witness.',
      clause: '4.6',
      place: { screen: 'settings', id: 'disposals' },
    },
  ];
}
