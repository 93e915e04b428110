import type { ClockStep, DisclosureClass, RequestClock } from '../../shared/contract/disclosures.ts';
import { AppError } from '../../shared/failure.ts';
import { addMonths, addWorkingDays, isHolidayKnown, sameOrNextWorkingDay } from '../calendar/working-days.ts';
import { addDays, dayText, daysBetween } from '../time.ts';

// The clocks of a request. Subject access: one month from receipt (UK GDPR Art. 12(3), 12A); the month begins anew when
// the proof of identity arrives; days spent waiting for a clarification do not count; two further months for complex
// requests. Freedom of information: twenty working days after receipt (FOIA s.10), anew after a clarification (s.1(3)).

export interface Step {
  readonly step: ClockStep;
  readonly onDay: string;
}

const FOI_DAYS = 20;

interface Run {
  readonly start: string;
  readonly pausedDays: number;
  readonly months: number;
  readonly stopped: { readonly since: string; readonly step: ClockStep } | null;
}

function run(kind: DisclosureClass, receivedOn: string, steps: readonly Step[]): Run {
  let at: Run = { start: receivedOn, pausedDays: 0, months: 1, stopped: null };
  for (const { step, onDay } of steps) {
    if (step === 'extend') at = { ...at, months: 3 };
    else if (step !== 'restart') at = { ...at, stopped: { since: onDay, step } };
    else if (at.stopped !== null) {
      const isOnlyAPause = kind === 'subject-access' && at.stopped.step === 'stop-clarification';
      at = isOnlyAPause
        ? { ...at, stopped: null, pausedDays: at.pausedDays + daysBetween(at.stopped.since, onDay) }
        : { ...at, stopped: null, start: onDay, pausedDays: 0 };
    }
  }
  return at;
}

/** Where the clock of a request stands; null for requests the law sets no clock for. */
export function requestClock(kind: DisclosureClass, receivedOn: string, steps: readonly Step[]): RequestClock | null {
  if (kind !== 'subject-access' && kind !== 'foi') return null;
  const { start, pausedDays, months, stopped } = run(kind, receivedOn, steps);
  const isExtended = months === 3;
  if (stopped !== null)
    return {
      dueOn: null,
      stoppedSince: stopped.since,
      isExtended,
      rule: `The clock stands since ${dayText(stopped.since)}: ${
        stopped.step === 'stop-identification' ? 'proof of identity' : 'a clarification'
      } was asked for.`,
    };
  const dueOn =
    kind === 'foi'
      ? addWorkingDays(start, FOI_DAYS)
      : sameOrNextWorkingDay(addDays(addMonths(start, months), pausedDays));
  const paused = pausedDays === 0 ? '' : `, and ${pausedDays} days of waiting for a clarification that do not count`;
  const rule =
    kind === 'foi'
      ? `The twentieth working day after ${dayText(start)}, weekends and bank holidays not counted.`
      : `${isExtended ? 'Three months' : 'One month'} from ${dayText(start)}${paused}; the next working day where that is none.`;
  const unknown = isHolidayKnown(dueOn) ? '' : ' Bank holidays so far ahead are not known here: check the day.';
  return { dueOn, stoppedSince: null, isExtended, rule: rule + unknown };
}

/** Throws when a step does not fit where the clock stands. */
export function checkClockStep(
  kind: DisclosureClass,
  { receivedOn, steps }: { readonly receivedOn: string; readonly steps: readonly Step[] },
  next: Step,
  today: string,
): void {
  const clock = requestClock(kind, receivedOn, steps);
  if (clock === null)
    throw new AppError(
      'conflict',
      'The law sets no clock for this kind of request: there is nothing to stop or extend.',
    );
  const last = steps.at(-1)?.onDay ?? receivedOn;
  if (next.onDay > today) throw new AppError('invalid-input', 'This day lies in the future.');
  if (next.onDay < last)
    throw new AppError('invalid-input', `This day lies before ${dayText(last)}, the last step of the clock.`);
  if (next.step === 'restart' && clock.stoppedSince === null)
    throw new AppError('conflict', 'The clock is running: there is nothing to start again.');
  if (next.step !== 'restart' && clock.stoppedSince !== null)
    throw new AppError('conflict', `The clock stands since ${dayText(clock.stoppedSince)}. Start it again first.`);
  if (next.step === 'extend') checkExtension(kind, clock, next.onDay);
}

function checkExtension(kind: DisclosureClass, { isExtended, dueOn }: RequestClock, onDay: string): void {
  if (kind !== 'subject-access')
    throw new AppError('clause', 'Only a subject access request can be extended by two months.', { clause: '4.9' });
  if (isExtended) throw new AppError('conflict', 'This request has been extended already; there is no second time.');
  if (dueOn !== null && onDay > dueOn)
    throw new AppError('clause', 'The month is over: an extension must be told to the requester within it.', {
      clause: '4.9',
    });
}
