import type { Parsed } from '../../shared/contract.ts';
import type { LicenceApplication } from '../../shared/contract/licence-applications.ts';
import type { DueItem } from '../../shared/contract/oversight.ts';
import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import { addDays, dayText, daysBetween, londonDay } from '../time.ts';
import { endApplication, insertApplication, listApplications } from './licence-application-store.ts';
import type { PeopleService } from './people-service.ts';

export interface LicenceApplicationPorts {
  readonly db: ReadDb;
  readonly people: Pick<PeopleService, 'find'>;
}

/** The Authority decides most applications within 25 working days; then somebody asks. */
const CHASE_DAYS = 35;
/** An application older than this is a wrong year. */
const OLDEST_DAYS = 366;

/** Applications for SIA licences, from the day they are made to what came of them (CoP 3.1). */
export function createLicenceApplications({ db, people }: LicenceApplicationPorts) {
  const isOpen = ({ state }: LicenceApplication): boolean => state === 'open';

  return {
    list: (): LicenceApplication[] => listApplications(db),

    apply({ personId, appliedOn, reference }: Parsed<'licences.apply'>, act: Act): LicenceApplication[] {
      const person = people.find(personId);
      if (person === null || person.closedAt !== null)
        throw new AppError('not-found', 'There is no such person here. Open the list again.');
      const today = londonDay(act.now());
      if (appliedOn > today || appliedOn < addDays(today, -OLDEST_DAYS))
        throw new AppError('invalid-input', 'Give the day on which it was applied for: today or in the past year.');
      act.change(['settings'], (tx) => {
        const open = listApplications(tx).find((each) => each.personId === personId && isOpen(each));
        if (open !== undefined)
          throw new AppError(
            'conflict',
            `${person.name} has applied already (${open.reference}). Enter first what came of it.`,
          );
        insertApplication(tx, { personId, appliedOn, reference, at: act.now(), by: act.actor.name });
        tx.enter(`person ${person.username}`, { personId, appliedOn, reference });
      });
      return listApplications(db);
    },

    end({ applicationId, ...ended }: Parsed<'licences.endApplication'>, act: Act): LicenceApplication[] {
      act.change(['settings'], (tx) => {
        const found = listApplications(tx).find(({ id }) => id === applicationId);
        if (found === undefined) throw new AppError('not-found', 'There is no such application.');
        const { state, personId, person, reference, appliedOn } = found;
        if (state !== 'open') throw new AppError('conflict', `This application was ${state} already.`);
        if (ended.endedOn < appliedOn || ended.endedOn > londonDay(act.now()))
          throw new AppError('invalid-input', 'It ended after it was applied for, and not after today.');
        endApplication(tx, applicationId, ended);
        tx.enter(`person ${people.find(personId)?.username ?? person}`, { personId, reference, ...ended });
      });
      return listApplications(db);
    },

    /** What has waited long is asked about: an officer without a licence cannot view (CoP 3.1). */
    due: (today: string): DueItem[] =>
      listApplications(db)
        .filter((each) => isOpen(each) && daysBetween(each.appliedOn, today) >= CHASE_DAYS)
        .map(({ person, reference, appliedOn }) => ({
          ...{ kind: 'licence', urgency: 'soon', on: null, clause: '3.1' },
          title: `Ask what became of ${person}’s application for an SIA licence`,
          detail: `${reference}, applied for on ${dayText(appliedOn)}. Enter the licence off the card, or that it came to nothing.`,
          place: { screen: 'settings', id: 'qualifications' },
        })),
  };
}

export type LicenceApplications = ReturnType<typeof createLicenceApplications>;
