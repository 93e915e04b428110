import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Role } from '../../shared/model.ts';

/** What one feature has due on a day (Europe/London) for a role. Reads only. */
export type DueSource = (today: string, role: Role) => readonly DueItem[];

const ORDER: readonly DueItem['kind'][] = [
  'integrity',
  'clock',
  'overwrite',
  'disposal',
  'job-failed',
  'backup',
  'hearing',
  'approval',
  'still-to-produce',
  'disc-out',
  'verification',
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
