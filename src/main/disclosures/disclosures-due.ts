import type { DisclosureSummary } from '../../shared/contract/disclosures.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Role } from '../../shared/model.ts';
import { urgencyIn } from '../oversight/today.ts';
import { daysBetween } from '../time.ts';
import { CLASS_WORDS, isPublic } from './disclosure.ts';

const NOTICE_DAYS = 14;

/** Clocks of the law, the next step of each request, and receipts that have not come back (SC4). */
export const disclosuresDue =
  (open: () => readonly DisclosureSummary[]) =>
  (today: string, role: Role): DueItem[] =>
    open().flatMap((request) => [...clockOf(request, today), ...nextStep(request, { today, role })]);

const itemOf = ({ id, class: kind, requester }: DisclosureSummary, clause: string) =>
  ({
    kind: 'request',
    detail: `${CLASS_WORDS[kind].replace(/^./u, (first) => first.toUpperCase())}, ${requester}.`,
    clause,
    place: { screen: 'disclosures', id },
  }) as const;

function clockOf(request: DisclosureSummary, today: string): DueItem[] {
  const { clock, number } = request;
  if (clock === null) return [];
  const item = itemOf(request, '4.9');
  if (clock.dueOn === null)
    return [{ ...item, urgency: 'later', on: null, title: `${number}: the clock stands`, detail: clock.rule }];
  const left = daysBetween(today, clock.dueOn);
  if (left > NOTICE_DAYS) return [];
  const title = left < 0 ? `${number} is past the day of the law` : `${number} must be answered`;
  return [{ ...item, urgency: urgencyIn(left), on: clock.dueOn, title }];
}

function nextStep(request: DisclosureSummary, { today, role }: { today: string; role: Role }): DueItem[] {
  const { state, number, receiptBy } = request;
  const now = (title: string, clause: string): DueItem[] => [
    { ...itemOf(request, clause), urgency: 'today', on: null, title },
  ];
  const isOfficer = role === 'officer';
  if (state === 'received' && isPublic(request.class))
    return isOfficer ? now(`${number} goes to the Assurance Team`, '4.8') : [];
  if (state === 'received' || state === 'referred')
    return isOfficer ? [] : now(`${number} waits for your decision`, isPublic(request.class) ? '4.8' : '4.11');
  if (state === 'granted') return isOfficer ? now(`${number}: hand over what was granted`, '4.11') : [];
  if (state === 'refused') return isOfficer ? [] : now(`${number}: the requester is told, then it is closed`, '4.11');
  if (state !== 'sent' || receiptBy === null) return [];
  const left = daysBetween(today, receiptBy);
  const title = left < 0 ? `${number}: the receipt has not come back` : `${number}: a receipt is awaited`;
  return [{ ...itemOf(request, '4.11'), urgency: urgencyIn(left), on: receiptBy, title }];
}
