import type { Input } from '../../../shared/contract.ts';
import { type Capacity, showingPurpose } from '../../../shared/contract/viewings.ts';
import { type CredentialsValues, noCredentials } from '../../ui/credentials-fields.tsx';

export interface PersonPresent {
  readonly name: string;
  readonly organisation: string;
  readonly capacity: Capacity | '';
}

/** The Head's authority for a showing, as far as it is filled in. */
export interface Authority {
  readonly head: string;
  readonly on: string;
  readonly reference: string;
  readonly authorised: string;
}

export const capacityWords: Readonly<Record<Capacity, string>> = {
  staff: 'Stockport Homes staff',
  police: 'Police',
  court: 'Court or solicitor',
  agency: 'Council, agency',
  public: 'Member of the public',
};

/** The form before a viewing, as far as it is filled in. */
export interface RoomCheck extends RoomStatements {
  readonly purpose: string;
  readonly reason: string;
  readonly place: string;
  readonly persons: readonly PersonPresent[];
  /** Other recordings, to be shown beside it in step. */
  readonly beside: readonly string[];
  readonly authority: Authority;
  /** The officer beside the manager. */
  readonly officer: CredentialsValues;
}

export const roomTicks = [
  {
    name: 'nobodyBehind',
    words: 'Nobody sits or stands behind me',
    besideWords: 'Nobody sits or stands behind the officer',
  },
  { name: 'doorShut', words: 'The door is shut', besideWords: 'The door is shut' },
  {
    name: 'screenNotOverlooked',
    words: 'The screen cannot be seen from a window or another desk',
    besideWords: 'The screen cannot be seen from a window or another desk',
  },
] as const;

/** What is said of the room, as far as it is ticked. */
export type RoomStatements = Readonly<Record<(typeof roomTicks)[number]['name'], boolean>>;
export const noStatements: RoomStatements = { nobodyBehind: false, doorShut: false, screenNotOverlooked: false };
export const isChecked = (said: RoomStatements): boolean => roomTicks.every(({ name }) => said[name]);
export const untickedWords = 'Footage may only be viewed when all three are true.';
/** As it is asked for, once all three are ticked. */
export const roomStatements = { nobodyBehind: true, doorShut: true, screenNotOverlooked: true } as const;

export const emptyRoomCheck = (place: string): RoomCheck => ({
  purpose: '',
  reason: '',
  place,
  ...noStatements,
  persons: [],
  beside: [],
  authority: { head: '', on: '', reference: '', authorised: '' },
  officer: noCredentials,
});

/** Before the public, or a demonstration: only with the authority of the Head of Safer Neighbourhoods (CoP 6.4). */
export const isShowing = ({ purpose, persons }: RoomCheck): boolean =>
  purpose === showingPurpose || persons.some(({ capacity }) => capacity === 'public');

const blank = (text: string): boolean => text.trim() === '';

/** What still stands in the way, by field, in words. */
export function mistakesIn(
  check: RoomCheck,
  isBeside: boolean,
): Partial<Record<'purpose' | 'reason' | 'place' | 'ticks' | 'persons' | 'authority' | 'officer', string>> {
  const unnamed = check.persons.some(
    ({ name, organisation, capacity }) => blank(name) || blank(organisation) || capacity === '',
  );
  const unauthorised = isShowing(check) && Object.values(check.authority).some(blank);
  const unproven =
    isBeside &&
    (blank(check.officer.username) || check.officer.password === '' || !/^\d{6}$/u.test(check.officer.code));
  return {
    ...(blank(check.purpose) && { purpose: 'Choose the purpose of the viewing.' }),
    ...(blank(check.reason) && { reason: 'Say why the footage must be seen.' }),
    ...(blank(check.place) && { place: 'Say where you are.' }),
    ...(!isChecked(check) && { ticks: untickedWords }),
    ...(unnamed && { persons: 'Give a name, an organisation and a capacity for everybody, or remove the line.' }),
    ...(unauthorised && { authority: 'Without all four the viewing cannot be opened before these people.' }),
    ...(unproven && { officer: 'The officer beside you types all three.' }),
  };
}

/** The request for the viewing. Call it when there are no mistakes. */
export function viewingRequest(recordingId: string, check: RoomCheck): Input<'viewings.open'> {
  return {
    recordingId,
    beside: [...check.beside],
    purpose: check.purpose,
    place: check.place,
    reason: check.reason,
    roomCheck: roomStatements,
    personsPresent: check.persons.flatMap(({ name, organisation, capacity }) =>
      capacity === '' ? [] : [{ name, organisation, capacity }],
    ),
    ...(isShowing(check) && { authority: check.authority }),
  };
}
