import type { Breach } from '../../shared/contract/breaches.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import { daysBetween, dayText, instantText, londonDay } from '../time.ts';
import { urgencyIn } from './today.ts';

/** Open incidents: the 72 hours where personal data is concerned, and what nobody has judged yet (CoP 6.2). */
export const breachesDue =
  (breaches: () => readonly Breach[]) =>
  (today: string): DueItem[] =>
    breaches().flatMap((breach) => [...ofComplaint(breach, today), ...dueOf(breach, today)]);

/** Whoever complained hears from us at least this often until the outcome; the law says "without undue delay". */
const PROGRESS_DAYS = 14;

const itemOf = ({ description }: Breach) =>
  ({ kind: 'breach', detail: description, clause: '6.2', place: { screen: 'settings', id: 'breaches' } }) as const;

/** A complaint about personal data: acknowledged within thirty days, then told how it stands, then the outcome (s.164A). */
function ofComplaint(breach: Breach, today: string): DueItem[] {
  const { number, kind, personalData, outcome, acknowledgeBy, acknowledged, notes } = breach;
  if (kind !== 'complaint' || personalData !== true || outcome !== null) return [];
  if (acknowledgeBy !== null) {
    const urgency = urgencyIn(daysBetween(today, acknowledgeBy));
    const title = `${number}: the complaint must be acknowledged by ${dayText(acknowledgeBy)}`;
    return [{ ...itemOf(breach), urgency, on: acknowledgeBy, title }];
  }
  const last = [acknowledged?.on ?? today, ...notes.map(({ at }) => londonDay(at))].toSorted().at(-1) ?? today;
  const isStill = daysBetween(last, today) >= PROGRESS_DAYS;
  const title = isStill
    ? `${number}: nothing was done about the complaint for ${daysBetween(last, today)} days; tell them how it stands`
    : `${number}: the outcome is owed to the complainant without undue delay`;
  return [{ ...itemOf(breach), urgency: isStill ? 'today' : 'soon', on: null, title }];
}

function dueOf(breach: Breach, today: string): DueItem[] {
  const { number, outcome, personalData, ico, icoBy, disciplinary } = breach;
  if (outcome !== null) return [];
  const item = itemOf(breach);
  if (personalData === null)
    return [
      {
        ...item,
        urgency: 'today',
        on: null,
        title: `${number}: the manager judges whether personal data is concerned`,
      },
    ];
  if (icoBy === null || ico !== null) {
    const isReferred = disciplinary !== null && disciplinary.outcome === null;
    const title = isReferred
      ? `${number} was referred under the disciplinary procedure: how that ends is awaited`
      : `${number} is open: it is investigated and then closed`;
    return [{ ...item, urgency: 'later', on: null, title }];
  }
  const on = londonDay(icoBy);
  const urgency = urgencyIn(daysBetween(today, on));
  return [
    {
      ...item,
      urgency: urgency === 'soon' ? 'today' : urgency, // three days in all: it cannot wait for the week
      on,
      title: `${number}: the ICO must be told by ${instantText(icoBy)}, or a reason recorded why not`,
    },
  ];
}
