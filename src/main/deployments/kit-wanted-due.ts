import type { Deployment } from '../../shared/contract/deployments.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Role } from '../../shared/model.ts';
import { urgencyIn } from '../oversight/today.ts';
import { daysBetween, wallClockDay } from '../time.ts';

/** Days ahead: a fault that the check finds can still be repaired. */
const NOTICE_DAYS = 7;

/** Installations with a booked slot and no kit yet: it is checked, flex and plug, before each use (CoP 3.2). */
export const kitsWanted = (deployments: readonly Deployment[], today: string, role: Role): DueItem[] =>
  role !== 'officer'
    ? []
    : deployments
        .filter(({ state, kit }) => state === 'waiting' && kit === null)
        .flatMap(({ id, number, place, bookings }) =>
          bookings
            .filter(({ purpose, cancelledBecause }) => purpose === 'installation' && cancelledBecause === null)
            .map(({ startsAt }) => wallClockDay(startsAt))
            .filter((on) => on >= today && daysBetween(today, on) <= NOTICE_DAYS)
            .map(
              (on): DueItem => ({
                kind: 'equipment',
                urgency: urgencyIn(daysBetween(today, on)),
                on,
                title: `A kit must be checked and issued for ${number}`,
                detail: `It goes up at ${place} on this day. Check flexes and plugs first; what fails is not issued.`,
                clause: '3.2',
                place: { screen: 'deployment', id },
              }),
            ),
        );
