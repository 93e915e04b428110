import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Role } from '../../shared/model.ts';

/** What one feature has due on a day (Europe/London) for a role. Reads only. */
export type DueSource = (today: string, role: Role) => readonly DueItem[];

const ORDER: readonly DueItem['kind'][] = [
  'integrity',
  'clock',
  'overwrite',
  'disposal',
  'breach',
  'request',
  'hold',
  'job-failed',
  'backup',
  'hearing',
  'approval',
  'still-to-produce',
  'disc-out',
  'disc-set',
  'print-out',
  'verification',
  'witness',
  'kept-review',
  'portal-copy',
  'booking',
  'necessity-review',
  'sign-photograph',
  'pia',
  'removal',
  'equipment',
  'clock-check',
  'waiting-list',
  'customer-survey',
  'audit',
  'licence',
  'training',
  'code',
  'account',
];
const URGENCY: readonly DueItem['urgency'][] = ['overdue', 'today', 'soon', 'later'];

/** What is due, the most harmful first: by urgency, then by what is lost if nobody acts, then by day. */
export const inOrderOfHarm = (items: readonly DueItem[]): DueItem[] =>
  items.toSorted(
    (a, b) =>
      URGENCY.indexOf(a.urgency) - URGENCY.indexOf(b.urgency) ||
      ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
      (a.on ?? '9').localeCompare(b.on ?? '9'),
  );

/** How urgent something is that must happen before a day; a week ahead is soon. */
export function urgencyIn(daysLeft: number): DueItem['urgency'] {
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'today';
  return daysLeft <= 7 ? 'soon' : 'later';
}

/** Warnings of a disposal at 14, 7, 3 and 1 days (KE5): later, soon, with a word what to do, and today. */
export const disposalUrgency = (daysLeft: number): DueItem['urgency'] =>
  daysLeft === 1 ? 'today' : urgencyIn(daysLeft);

/** From three days on: what can still be done, and by whom. */
export const disposalWarning = (daysLeft: number): string =>
  daysLeft >= 1 && daysLeft <= 3
    ? ' If proceedings, a request or the police need it, ask the manager for a hold now; otherwise nothing need be done.'
    : '';
