import type { Output } from '../../shared/contract.ts';
import type { PersonId } from '../../shared/model.ts';
import type { ReadDb } from '../database/database.ts';
import { findPerson, listPeople, type PersonRow } from './person-store.ts';

/** Who may sign in, as other features need to know them; secrets stay here. */
export type KnownPerson = Omit<PersonRow, 'totpSecret' | 'totpLastStep' | 'slotId'>;

const known = ({
  id,
  name,
  username,
  initials,
  role,
  siaLicenceNumber,
  siaLicenceExpires,
}: PersonRow): KnownPerson => ({
  id,
  name,
  username,
  initials,
  role,
  siaLicenceNumber,
  siaLicenceExpires,
});

export const createPeopleService = (db: ReadDb) => ({
  list: (): Output<'people.list'> => listPeople(db).map(known),
  /** Null when nobody has this id (the application itself has none). */
  find(id: string): KnownPerson | null {
    const row = findPerson(db, id as PersonId);
    return row === null ? null : known(row);
  },
});

export type PeopleService = ReturnType<typeof createPeopleService>;
