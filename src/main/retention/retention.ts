import type { Settings } from '../../shared/contract/people.ts';
import { addDays, daysBetween, wallClockDay } from '../time.ts';

/**
 * No recorder keeps footage longer than 35 days (CoP 3.13). Ten days more leave room for a period asked for a little
 * before what the recorder still held and for a stick brought in late; a claim older than that is a wrong clock.
 */
const OLDEST_PLAUSIBLE_DAYS = 45;

/** What is known about when a recording began. Days are calendar days in Europe/London. */
export interface RecordedWhen {
  /** Corrected start as a wall clock; null when nothing in the footage or its name says. */
  readonly correctedFrom: string | null;
  /** Start of the period asked for as a corrected wall clock. */
  readonly periodFrom: string;
  readonly retrievedOn: string;
}

/**
 * The recorded day retention runs from. A clock that stood in 1970 or 2038 must neither destroy footage at once nor
 * keep it for ever, so an implausible claim gives way to the period asked for, and that to the day of retrieval.
 */
function recordedDay({ correctedFrom, periodFrom, retrievedOn }: RecordedWhen): string {
  const plausible = (day: string): boolean => {
    const age = daysBetween(day, retrievedOn);
    return age >= 0 && age <= OLDEST_PLAUSIBLE_DAYS;
  };
  const claimed = correctedFrom === null ? null : wallClockDay(correctedFrom);
  return [claimed, wallClockDay(periodFrom)].find((day) => day !== null && plausible(day)) ?? retrievedOn;
}

/** For how many days, and from which day on: the code of practice says neither “recorded” nor “retrieved” (CoP 4.6). */
export type RetentionRule = Pick<Settings, 'retentionDays' | 'retentionFrom'>;

/** The day on which the copy on the drive must be gone: six weeks from the recorded day, or from that of retrieval. */
export const retentionDeadline = (when: RecordedWhen, { retentionDays, retentionFrom }: RetentionRule): string =>
  addDays(retentionFrom === 'retrieved' ? when.retrievedOn : recordedDay(when), retentionDays);
