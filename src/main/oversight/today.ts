import type { DueItem } from '../../shared/contract/oversight.ts';

const ORDER: readonly DueItem['kind'][] = [
  'integrity',
  'overwrite',
  'disposal',
  'job-failed',
  'hearing',
  'approval',
  'still-to-produce',
  'disc-out',
  'booking',
  'necessity-review',
  'pia',
  'removal',
  'equipment',
  'clock-check',
  'waiting-list',
  'customer-survey',
  'licence',
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
