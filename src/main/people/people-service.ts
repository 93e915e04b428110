import type { ListedPerson } from '../../shared/contract/people.ts';
import type { PersonId } from '../../shared/model.ts';
import type { ReadDb } from '../database/database.ts';
import { findPerson, listPeople, listTerms, type PersonRow } from './person-store.ts';

/** Everybody who has or had an account, as other features need to know them; secrets stay here. */
export type KnownPerson = ListedPerson;

const known = (
  { totpSecret: _secret, totpLastStep: _step, slotId: _slot, slotSalt: _salt, totpEnrolledBy: _by, ...open }: PersonRow,
  terms: ReturnType<typeof listTerms>,
): KnownPerson => ({ ...open, terms: termsOf(open.id, terms) });

function termsOf(id: PersonId, all: ReturnType<typeof listTerms>): KnownPerson['terms'] {
  const found = all.find(({ personId }) => personId === id);
  if (found === undefined) return null;
  const { personId: _, ...terms } = found;
  return terms;
}

export function createPeopleService(db: ReadDb) {
  const list = (): KnownPerson[] => {
    const terms = listTerms(db);
    return listPeople(db).map((row) => known(row, terms));
  };
  return {
    /** Also whoever's account was closed: look at `closedAt`. */
    list,
    /** Those who may sign in. */
    active: (): KnownPerson[] => list().filter(({ closedAt }) => closedAt === null),
    /** Null when nobody has this id (the application itself has none). */
    find(id: string): KnownPerson | null {
      const row = findPerson(db, id as PersonId);
      return row === null ? null : known(row, listTerms(db));
    },
  };
}

export type PeopleService = ReturnType<typeof createPeopleService>;
