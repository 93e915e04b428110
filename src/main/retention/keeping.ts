import { AppError } from '../../shared/failure.ts';
import { addDays, correctedTime, daysBetween } from '../time.ts';

// What keeps footage past its six weeks, and nothing else: a hold in force, or a freeze that has not thawed. All days
// are calendar days in Europe/London.

/** What the rule needs to know of a recording, or of a part of an export. */
export interface Footage {
  /** Null for a part of an export, which is no recording. */
  readonly recordingId: string | null;
  readonly caseId: string;
  /** Other cases for which the same bytes were retrieved. */
  readonly alsoInCases?: readonly string[];
  readonly deadline: string;
  /** Where it was recorded, as the retrieval and the incident name it. */
  readonly places: readonly string[];
  /** Corrected wall clock of what it shows; of the period asked for where the footage says nothing. */
  readonly from: string;
  readonly to: string;
}

export type HoldState = 'asked' | 'in-force' | 'refused' | 'ended';
export interface Hold {
  readonly number: string;
  readonly caseId: string;
  /** Null: the whole case, footage that is still to come included. */
  readonly recordingId: string | null;
  readonly state: HoldState;
  readonly reviewOn: string;
  /** The first day on which it keeps nothing any more unless it was reviewed. */
  readonly lapsesOn: string;
}

/** What one freeze of a request touches: a recording, a case, or a period at a place. */
export interface Freeze {
  readonly number: string;
  readonly request: string;
  readonly recordingId: string | null;
  readonly caseId: string | null;
  readonly place: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly thawedAt: string | null;
}

export type Verdict =
  | { readonly may: true }
  | { readonly may: false; readonly why: 'not-due' }
  | { readonly may: false; readonly why: 'kept'; readonly by: readonly string[] };

/**
 * The one rule of disposal: the day has come, and no hold and no freeze stands against it. Several may stand against
 * one recording; it goes only when none is left.
 */
export function mayDispose(footage: Footage, holds: readonly Hold[], freezes: readonly Freeze[], day: string): Verdict {
  if (day < footage.deadline) return { may: false, why: 'not-due' };
  const by = keptBy(footage, holds, freezes, day);
  return by.length === 0 ? { may: true } : { may: false, why: 'kept', by };
}

/** The numbers of every hold and freeze that keeps footage on a day, due or not. */
export const keptBy = (footage: Footage, holds: readonly Hold[], freezes: readonly Freeze[], day: string): string[] => [
  ...holds.filter((hold) => isInForce(hold, day) && holdTouches(hold, footage)).map(({ number }) => number),
  ...freezes
    .filter((freeze) => freeze.thawedAt === null && freezeTouches(freeze, footage))
    .map(({ number, request }) => `${number} (${request})`),
];

/** Approved, not ended, and not past its review date by more than the grace. */
export const isInForce = ({ state, lapsesOn }: Pick<Hold, 'state' | 'lapsesOn'>, day: string): boolean =>
  state === 'in-force' && day < lapsesOn;

/** Ran out without a review: to be ended with an entry. */
export const hasLapsed = ({ state, lapsesOn }: Pick<Hold, 'state' | 'lapsesOn'>, day: string): boolean =>
  state === 'in-force' && day >= lapsesOn;

const holdTouches = (hold: Pick<Hold, 'caseId' | 'recordingId'>, footage: Footage): boolean =>
  hold.recordingId === null ? isOfCase(footage, hold.caseId) : hold.recordingId === footage.recordingId;

/** Also when its bytes were retrieved for that case later, and linked to what was held already. */
const isOfCase = ({ caseId, alsoInCases = [] }: Footage, wanted: string): boolean =>
  caseId === wanted || alsoInCases.includes(wanted);

export function freezeTouches(freeze: Freeze, footage: Footage): boolean {
  if (freeze.recordingId !== null) return freeze.recordingId === footage.recordingId;
  if (freeze.caseId !== null) return isOfCase(footage, freeze.caseId);
  const { place, from, to } = freeze;
  if (place === null || from === null || to === null) return false;
  return footage.from <= to && footage.to >= from && footage.places.some((each) => isSamePlace(each, place));
}

/** Letters and digits alone, with a space around each word: "12 Edward St." is found in "Front of 12, Edward St". */
const wordsOf = (place: string): string =>
  ` ${place
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** Rather too much than too little: a freeze that misses footage lets it be destroyed. */
function isSamePlace(one: string, other: string): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  return a.includes(b) || b.includes(a);
}

/** Whether a place has a word by which footage could be found. */
export const isPlace = (place: string): boolean => wordsOf(place).trim() !== '';

/** A review date lies ahead, and no further than the scheme allows. */
export function checkReviewDay(today: string, reviewOn: string, mostDays: number): void {
  const ahead = daysBetween(today, reviewOn);
  if (ahead < 1) throw new AppError('invalid-input', 'The review date must lie ahead: tomorrow at the earliest.');
  if (ahead > mostDays)
    throw new AppError(
      'clause',
      `A hold is reviewed within ${mostDays} days. Choose a day up to ${addDays(today, mostDays)}; the hold can be extended then. The manager can change this number in the settings.`,
      { clause: '4.6' },
    );
}

/** The first day on which a hold that nobody reviewed keeps nothing. */
export const lapseDay = (reviewOn: string, graceDays: number): string => addDays(reviewOn, graceDays + 1);

export interface FootageClocks {
  readonly recordedFrom: string | null;
  readonly recordedTo: string | null;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly offsetSeconds: number;
}

/**
 * Where footage may lie in time, corrected: what its own clock says and the period asked for, together. Rather frozen
 * than lost: a clock may stand in another century, and many files say when they begin but not when they end.
 */
export function spanOf(clocks: FootageClocks): { readonly from: string; readonly to: string } {
  const { recordedFrom, recordedTo, periodFrom, periodTo, offsetSeconds } = clocks;
  const said = [recordedFrom, recordedTo, periodFrom, periodTo].filter((time) => time !== null).toSorted();
  return {
    from: correctedTime(said[0] ?? periodFrom, offsetSeconds),
    to: correctedTime(said.at(-1) ?? periodTo, offsetSeconds),
  };
}
