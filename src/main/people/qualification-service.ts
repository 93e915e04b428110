import type { Output, Parsed } from '../../shared/contract.ts';
import { AppError } from '../../shared/failure.ts';
import type { PersonId } from '../../shared/model.ts';
import type { Act } from '../acts.ts';
import type { ReadDb } from '../database/database.ts';
import type { SettingsService } from '../oversight/settings-service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Hand, isSameHand } from '../same-hand.ts';
import { londonDay } from '../time.ts';
import { licenceNumber, type Qualification, refuseUnlikelyExpiry, whatBars } from './licence.ts';
import type { KnownPerson, PeopleService } from './people-service.ts';
import {
  insertLicence,
  insertTraining,
  type LicenceRow,
  listLicences,
  listTraining,
  setLicence,
  type TrainingRow,
} from './qualification-store.ts';

export interface QualificationPorts {
  readonly db: ReadDb;
  readonly clock: Clock;
  readonly people: PeopleService;
  readonly settings: SettingsService;
  readonly stepUp: (act: Act, password: string) => Promise<void>;
}

/** The registers of SIA licences and of training (CoP 3.1). Nothing in them is ever changed; what is new is added. */
export function createQualificationService({ db, clock, people, settings, stepUp }: QualificationPorts) {
  const today = (): string => londonDay(clock.now());
  const requirePerson = (id: PersonId): KnownPerson => {
    const person = people.find(id);
    if (person === null) throw new AppError('not-found', 'There is no such person. Open the list again.');
    return person;
  };

  /** A licence typed when the account was opened stands only with the person, until the first one is entered here. */
  const firstLicence = ({ id, siaLicenceNumber, siaLicenceExpires }: KnownPerson): LicenceRow | null =>
    siaLicenceNumber === null || siaLicenceExpires === null
      ? null
      : {
          personId: id,
          number: siaLicenceNumber,
          expires: siaLicenceExpires,
          cardSeen: false,
          enteredAt: null,
          enteredBy: null,
        };

  const licencesOf = (person: KnownPerson, entered: readonly LicenceRow[]): LicenceRow[] => {
    const own = entered.filter(({ personId }) => personId === person.id);
    const first = own.length === 0 ? firstLicence(person) : null;
    return first === null ? own : [first];
  };

  const licences = (): Output<'licences.list'> => {
    const entered = listLicences(db);
    return people.list().flatMap((person) =>
      licencesOf(person, entered).map((row, index) => ({
        ...row,
        person: person.name,
        inForce: index === 0,
      })),
    );
  };

  const isNewest = (row: TrainingRow, index: number, all: readonly TrainingRow[]): boolean =>
    all.findIndex(
      ({ personId, course }) => personId === row.personId && course.toLowerCase() === row.course.toLowerCase(),
    ) === index;

  const training = (): Output<'training.list'> =>
    listTraining(db).map((row, index, all) => ({
      ...row,
      person: people.find(row.personId)?.name ?? 'somebody who is no longer here',
      inForce: isNewest(row, index, all),
    }));

  const qualificationOf = (person: KnownPerson): Qualification => ({
    name: person.name,
    licence:
      person.siaLicenceNumber === null || person.siaLicenceExpires === null
        ? null
        : { number: person.siaLicenceNumber, expires: person.siaLicenceExpires },
    training: listTraining(db)
      .filter(isNewest)
      .filter(({ personId }) => personId === person.id),
  });

  return {
    licences,
    training,

    /** Why this person may not operate the systems now; null when they may. Asked before every command and every byte. */
    bars(personId: string): AppError | null {
      const person = people.find(personId);
      if (person === null) return new AppError('forbidden', 'This account is not known here any more. Sign in again.');
      return whatBars(qualificationOf(person), {
        today: today(),
        trainingBlocks: settings.read().trainingExpiry === 'block',
      });
    },

    async enterLicence(input: Parsed<'licences.enter'>, act: Act): Promise<Output<'licences.enter'>> {
      const person = requirePerson(input.personId);
      refuseOwn(person, act);
      const number = licenceNumber(input.number);
      refuseUnlikelyExpiry(input.expires, today());
      const holder = people.list().find((other) => other.siaLicenceNumber === number && other.id !== person.id);
      if (holder !== undefined)
        throw new AppError(
          'conflict',
          `This licence is entered for ${holder.name} already. A licence is one person’s own.`,
        );
      await stepUp(act, input.password);
      act.change(['settings', 'session'], (tx) => {
        const before = licencesOf(requirePerson(input.personId), listLicences(tx))[0] ?? null;
        if (before !== null && before.enteredAt === null) insertLicence(tx, before);
        const row = {
          personId: person.id,
          number,
          expires: input.expires,
          cardSeen: true,
          enteredAt: act.now(),
          enteredBy: act.actor.name,
        };
        insertLicence(tx, row);
        setLicence(tx, row);
        tx.enter(`person ${person.username}`, {
          personId: person.id,
          number,
          expires: input.expires,
          cardSeen: true,
          before: before === null ? null : { number: before.number, expires: before.expires },
        });
      });
      return licences();
    },

    async enterTraining(input: Parsed<'training.enter'>, act: Act): Promise<Output<'training.enter'>> {
      const person = requirePerson(input.personId);
      refuseOwn(person, act);
      const { course, completedOn } = input;
      const expires = input.expires ?? null;
      if (completedOn > today())
        throw new AppError('invalid-input', 'The course lies in the future. Enter it when it has been completed.');
      if (expires !== null && expires <= completedOn)
        throw new AppError(
          'invalid-input',
          'The course would run out before it was completed. Look at both days again.',
        );
      await stepUp(act, input.password);
      act.change(['settings'], (tx) => {
        insertTraining(tx, {
          personId: person.id,
          course,
          completedOn,
          expires,
          enteredAt: act.now(),
          enteredBy: act.actor.name,
        });
        tx.enter(`person ${person.username}`, { personId: person.id, course, completedOn, expires });
      });
      return training();
    },
  };
}

/** Who enters it vouches for having seen the card or the certificate: not for their own, by whichever account. */
function refuseOwn(person: Hand, { actor }: Act): void {
  if (isSameHand(person, actor))
    throw new AppError('clause', 'Nobody enters their own licence or training. Another manager or deputy does it.', {
      clause: '3.1',
    });
}

export type QualificationService = ReturnType<typeof createQualificationService>;
