import type { Output } from '../../shared/contract.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import type { Person, Role } from '../../shared/model.ts';
import { dayText, daysBetween } from '../time.ts';
import { expiryUrgency } from './licence.ts';

export interface ConductDuePorts {
  readonly people: { active(): Output<'people.list'> };
  readonly qualifications: { training(): Output<'training.list'> };
  readonly code: {
    unacknowledged(person: Pick<Person, 'id' | 'role'>): number | null;
    reviewDays(): { readonly version: number; readonly light: string; readonly full: string };
  };
}

/** Days ahead at which a full review is announced: consultation takes time (CoP 7.1). */
const FULL_REVIEW_NOTICE_DAYS = 180;
const LIGHT_REVIEW_NOTICE_DAYS = 60;

const inDays = (count: number): string => (count === 0 ? 'today' : count === 1 ? 'tomorrow' : `in ${count} days`);

/** What runs out or must be read, reviewed or renewed: licences, training and the code of practice (CoP 3.1, 7.2). */
export const conductDue =
  ({ people, qualifications, code }: ConductDuePorts) =>
  (today: string, role: Role): readonly DueItem[] => {
    const item = (due: Pick<DueItem, 'kind' | 'urgency' | 'on' | 'title' | 'detail' | 'clause'>): DueItem => ({
      ...due,
      place: { screen: 'settings', id: due.kind === 'code' ? 'code' : 'qualifications' },
    });

    const licences = people.active().flatMap(({ name, role: held, siaLicenceExpires: on }): DueItem[] => {
      if (on === null)
        return held === 'officer'
          ? [
              item({
                ...{ kind: 'licence', urgency: 'overdue', on, clause: '3.1' },
                title: `No SIA licence is entered for ${name}`,
                detail: 'Footage cannot be retrieved or viewed until the manager has entered it.',
              }),
            ]
          : [];
      const urgency = expiryUrgency(on, today);
      if (urgency === null) return [];
      const left = daysBetween(today, on);
      return [
        item({
          ...{ kind: 'licence', urgency, on, clause: '3.1' },
          title: left < 0 ? `${name}’s SIA licence has expired` : `${name}’s SIA licence expires ${inDays(left)}`,
          detail:
            left < 0
              ? 'Footage cannot be retrieved or viewed until the manager has entered the new licence.'
              : 'Without a valid one footage cannot be retrieved or viewed. The manager enters the new one.',
        }),
      ];
    });

    const training = qualifications.training().flatMap(({ person, course, expires: on, inForce }): DueItem[] => {
      const urgency = on === null || !inForce ? null : expiryUrgency(on, today);
      if (on === null || urgency === null) return [];
      const left = daysBetween(today, on);
      return [
        item({
          ...{ kind: 'training', urgency, on, clause: '3.1' },
          title: left < 0 ? `${person}: “${course}” has run out` : `${person}: “${course}” runs out ${inDays(left)}`,
          detail: 'The manager enters the course when it has been done again.',
        }),
      ];
    });

    return [...licences, ...training, ...(role === 'manager' ? ofTheCode(today) : [])];

    function ofTheCode(day: string): DueItem[] {
      const { version, light, full } = code.reviewDays();
      const waiting = people.active().filter((person) => code.unacknowledged(person) !== null);
      const review = (on: string, notice: number, words: { title: string; detail: string }): DueItem[] => {
        const left = daysBetween(day, on);
        if (left > notice) return [];
        const urgency = left < 0 ? 'overdue' : left <= 30 ? 'soon' : 'later';
        return [item({ kind: 'code', urgency, on, clause: '7.2', ...words })];
      };
      return [
        ...review(light, LIGHT_REVIEW_NOTICE_DAYS, {
          title: 'The code of practice is due for its annual light-touch review',
          detail: 'Record the review when it has taken place.',
        }),
        ...review(full, FULL_REVIEW_NOTICE_DAYS, {
          title: `Version ${version} of the code of practice is due for its full review`,
          detail: `It ends on ${dayText(full)}. Consult the police and others first; then raise the new version.`,
        }),
        ...waiting.map(({ name }) =>
          item({
            ...{ kind: 'code', urgency: 'soon', on: null, clause: '7.2' },
            title: `${name} has not acknowledged version ${version} of the code of practice`,
            detail: 'They are asked for it when they next sign in, and can only read until then.',
          }),
        ),
      ];
    }
  };
