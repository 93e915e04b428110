import type { Input } from '../../../shared/contract.ts';

export interface PersonPresent {
  readonly name: string;
  readonly organisation: string;
}

/** The form before a viewing, as far as it is filled in. */
export interface RoomCheck {
  readonly purpose: string;
  readonly reason: string;
  readonly place: string;
  readonly nobodyBehind: boolean;
  readonly doorShut: boolean;
  readonly screenNotOverlooked: boolean;
  readonly persons: readonly PersonPresent[];
}

export const roomTicks = [
  { name: 'nobodyBehind', words: 'Nobody sits or stands behind me' },
  { name: 'doorShut', words: 'The door is shut' },
  { name: 'screenNotOverlooked', words: 'The screen cannot be seen from a window or another desk' },
] as const;

export const emptyRoomCheck = (place: string): RoomCheck => ({
  purpose: '',
  reason: '',
  place,
  nobodyBehind: false,
  doorShut: false,
  screenNotOverlooked: false,
  persons: [],
});

const blank = (text: string): boolean => text.trim() === '';

/** What still stands in the way, by field, in words. */
export function mistakesIn(
  check: RoomCheck,
): Partial<Record<'purpose' | 'reason' | 'place' | 'ticks' | 'persons', string>> {
  const unticked = roomTicks.some(({ name }) => !check[name]);
  const unnamed = check.persons.some(({ name, organisation }) => blank(name) || blank(organisation));
  return {
    ...(blank(check.purpose) && { purpose: 'Choose the purpose of the viewing.' }),
    ...(blank(check.reason) && { reason: 'Say why the footage must be seen.' }),
    ...(blank(check.place) && { place: 'Say where you are.' }),
    ...(unticked && { ticks: 'Footage may only be viewed when all three are true.' }),
    ...(unnamed && { persons: 'Give a name and an organisation for everybody, or remove the line.' }),
  };
}

/** The request for the viewing; null while something stands in the way. */
export function viewingRequest(recordingId: string, check: RoomCheck): Input<'viewings.open'> | null {
  if (Object.keys(mistakesIn(check)).length > 0) return null;
  return {
    recordingId,
    purpose: check.purpose,
    place: check.place,
    reason: check.reason,
    roomCheck: { nobodyBehind: true, doorShut: true, screenNotOverlooked: true },
    personsPresent: check.persons.map(({ name, organisation }) => ({ name, organisation })),
  };
}
