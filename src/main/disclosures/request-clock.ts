import type { ClockStep, DisclosureClass, RequestClock } from '../../shared/contract/disclosures.ts';
import { AppError } from '../../shared/failure.ts';
import { addFoiaWorkingDays, addMonths, isHolidayKnown, sameOrNextWorkingDay } from '../calendar/working-days.ts';
import { addDays, dayText, daysBetween } from '../time.ts';

// The clocks of a request. Subject access: one month from receipt (UK GDPR Art. 12(3), 12A); the month begins anew when
// the proof of identity arrives; days spent waiting for a clarification do not count; two further months for complex
// requests. Freedom of information: twenty working days after receipt (FOIA s.10), anew after a clarification (s.1(3)),
// longer where the public interest in an exemption must be weighed (s.10(3)), to a day that the requester is told (s.17(2)).

export interface Step {
  readonly step: ClockStep;
  readonly onDay: string;
  /** Of a freedom of information request: the day until which it is extended, and for which exemption. */
  readonly until?: string | null | undefined;
  readonly exemption?: string | null | undefined;
}

const FOI_DAYS = 20;
/** What the Information Commissioner takes for reasonable: twenty more, forty in all. */
const FOI_MOST_DAYS = 40;

interface Run {
  readonly start: string;
  readonly pausedDays: number;
  readonly months: number;
  readonly extended: Step | null;
  readonly stopped: { readonly since: string; readonly step: ClockStep } | null;
}

function run(kind: DisclosureClass, receivedOn: string, steps: readonly Step[]): Run {
  let at: Run = { start: receivedOn, pausedDays: 0, months: 1, extended: null, stopped: null };
  for (const each of steps) {
    const { step, onDay } = each;
    if (step === 'extend') at = { ...at, months: 3, extended: each };
    else if (step !== 'restart') at = { ...at, stopped: { since: onDay, step } };
    else if (at.stopped !== null) {
      const isOnlyAPause = kind === 'subject-access' && at.stopped.step === 'stop-clarification';
      at = isOnlyAPause
        ? { ...at, stopped: null, pausedDays: at.pausedDays + daysBetween(at.stopped.since, onDay) }
        : // What was extended before a clarification was another request: FOIA counts it anew.
          { ...at, stopped: null, start: onDay, pausedDays: 0, extended: kind === 'foi' ? null : at.extended };
    }
  }
  return at;
}

/** Where the clock of a request stands; null for requests the law sets no clock for. */
export function requestClock(kind: DisclosureClass, receivedOn: string, steps: readonly Step[]): RequestClock | null {
  if (kind !== 'subject-access' && kind !== 'foi') return null;
  const now = run(kind, receivedOn, steps);
  const { stopped } = now;
  const isExtended = now.extended !== null;
  if (stopped !== null)
    return {
      dueOn: null,
      stoppedSince: stopped.since,
      isExtended,
      rule: `The clock stands since ${dayText(stopped.since)}: ${
        stopped.step === 'stop-identification' ? 'proof of identity' : 'a clarification'
      } was asked for.`,
    };
  const { dueOn, rule } = kind === 'foi' ? foiDay(now) : subjectAccessDay(now);
  const unknown = isHolidayKnown(dueOn) ? '' : ' Bank holidays so far ahead are not known here: check the day.';
  return { dueOn, stoppedSince: null, isExtended, rule: rule + unknown };
}

function subjectAccessDay({ start, pausedDays, months }: Run): { dueOn: string; rule: string } {
  const paused = pausedDays === 0 ? '' : `, and ${pausedDays} days of waiting for a clarification that do not count`;
  return {
    dueOn: sameOrNextWorkingDay(addDays(addMonths(start, months), pausedDays)),
    rule: `${months === 3 ? 'Three months' : 'One month'} from ${dayText(start)}${paused}; the next working day where that is none.`,
  };
}

function foiDay({ start, extended }: Run): { dueOn: string; rule: string } {
  const twentieth = addFoiaWorkingDays(start, FOI_DAYS);
  const counted = `The twentieth working day after ${dayText(start)}, weekends and bank holidays of any part of the United Kingdom not counted`;
  const until = extended?.until ?? null;
  return until === null
    ? { dueOn: twentieth, rule: `${counted}.` }
    : {
        dueOn: until,
        rule: `${counted}, was ${dayText(twentieth)}. Extended to ${dayText(until)} to weigh the public interest (FOIA s.10(3); ${extended?.exemption ?? 'no exemption named'}).`,
      };
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
  if (next.step !== 'extend' && (next.until ?? next.exemption) !== undefined)
    throw new AppError('invalid-input', 'Only an extension has an exemption and a day of its own.');
  if (next.step === 'extend') checkExtension(kind, { clock, start: run(kind, receivedOn, steps).start }, next);
}

function checkExtension(
  kind: DisclosureClass,
  { clock, start }: { readonly clock: RequestClock; readonly start: string },
  next: Step,
): void {
  const { isExtended, dueOn } = clock;
  if (isExtended) throw new AppError('conflict', 'This request has been extended already; there is no second time.');
  if (dueOn !== null && next.onDay > dueOn)
    throw new AppError('clause', 'The time is over: an extension must be told to the requester within it.', {
      clause: '4.9',
    });
  if (kind === 'subject-access') {
    if ((next.until ?? next.exemption) !== undefined)
      throw new AppError('invalid-input', 'A subject access request is extended by two months, for no exemption.');
    return;
  }
  if (next.exemption === undefined || next.until === undefined || next.until === null)
    throw new AppError(
      'clause',
      'A freedom of information request is extended only to weigh the public interest in an exemption. Name the exemption, and the day that the requester was told.',
      { clause: '4.9' },
    );
  const last = addFoiaWorkingDays(start, FOI_MOST_DAYS);
  if (dueOn !== null && next.until <= dueOn)
    throw new AppError('invalid-input', `That is no extension: without it the request is due on ${dayText(dueOn)}.`);
  if (next.until > last)
    throw new AppError(
      'clause',
      `That is too far off: the Information Commissioner expects an answer within forty working days in all, here by ${dayText(last)}.`,
      { clause: '4.9' },
    );
}
