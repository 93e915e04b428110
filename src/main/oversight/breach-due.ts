import type { Breach } from '../../shared/contract/breaches.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import { daysBetween, instantText, londonDay } from '../time.ts';
import { urgencyIn } from './today.ts';

/** Open incidents: the 72 hours where personal data is concerned, and what nobody has judged yet (CoP 6.2). */
export const breachesDue =
  (breaches: () => readonly Breach[]) =>
  (today: string): DueItem[] =>
    breaches().flatMap((breach) => dueOf(breach, today));

function dueOf(breach: Breach, today: string): DueItem[] {
  const { number, outcome, personalData, ico, icoBy, description } = breach;
  if (outcome !== null) return [];
  const item = {
    kind: 'breach',
    detail: description,
    clause: '6.2',
    place: { screen: 'settings', id: 'breaches' },
  } as const;
  if (personalData === null)
    return [
      {
        ...item,
        urgency: 'today',
        on: null,
        title: `${number}: the manager judges whether personal data is concerned`,
      },
    ];
  if (icoBy === null || ico !== null)
    return [{ ...item, urgency: 'later', on: null, title: `${number} is open: it is investigated and then closed` }];
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
