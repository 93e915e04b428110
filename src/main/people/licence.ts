import { AppError } from '../../shared/failure.ts';
import { addDays, dayText, daysBetween } from '../time.ts';

// CoP 3.1: who operates the systems is trained and holds an SIA Public Space Surveillance licence.

/** What the registers say of one person's right to operate the systems. */
export interface Qualification {
  readonly name: string;
  readonly licence: { readonly number: string; readonly expires: string } | null;
  /** The newest entry of each course. */
  readonly training: readonly { readonly course: string; readonly expires: string | null }[];
}

const DIGITS = 16;
/** A licence runs three years; a renewal up to four months early adds what was left. */
const LONGEST_DAYS = 3 * 366 + 4 * 31;

/** The number as the card groups it, however it was typed: 1012-3456-7890-1234. */
export function licenceNumber(typed: string): string {
  const digits = typed.replaceAll(/[\s-]/gu, '');
  if (!/^\d+$/u.test(digits))
    throw new AppError(
      'invalid-input',
      `An SIA licence number holds digits only. Type the ${DIGITS} digits on the front of the card; spaces and hyphens do not matter.`,
    );
  if (digits.length !== DIGITS)
    throw new AppError(
      'invalid-input',
      `An SIA licence number has ${DIGITS} digits; ${digits.length} were typed. Look at the front of the card again.`,
    );
  return digits.match(/.{4}/gu)?.join('-') ?? digits;
}

/** Refuses a licence that cannot be the one in force today. */
export function refuseUnlikelyExpiry(expires: string, today: string): void {
  if (expires < today)
    throw new AppError('clause', `This licence expired on ${dayText(expires)}. Enter the one that is in force now.`, {
      clause: '3.1',
    });
  if (expires > addDays(today, LONGEST_DAYS))
    throw new AppError(
      'invalid-input',
      'An SIA licence runs for three years. Look at the expiry date on the card again.',
    );
}

/** A licence and a course count to the end of the day they name, as days are counted in Stockport. */
const hasExpired = (expires: string | null, today: string): boolean => expires !== null && expires < today;

/** Days before an expiry at which it is announced, and those at which it becomes pressing. */
const NOTICE_DAYS = 60;

/** Whether to speak of an expiry on this day, and how loudly: at 60 days, louder at 30, loudest at 7 and after. */
export function expiryUrgency(expires: string, today: string): 'overdue' | 'today' | 'soon' | 'later' | null {
  const left = daysBetween(today, expires);
  if (left < 0) return 'overdue';
  if (left <= 7) return 'today';
  if (left <= 30) return 'soon';
  return left <= NOTICE_DAYS ? 'later' : null;
}

/** Why this person may not operate the systems today; null when they may. */
export function whatBars(
  { name, licence, training }: Qualification,
  { today, trainingBlocks }: { readonly today: string; readonly trainingBlocks: boolean },
): AppError | null {
  const bar = (why: string, remedy: string): AppError =>
    new AppError(
      'clause',
      `${why} Footage cannot be retrieved, viewed or copied until the Safer Neighbourhoods Manager has entered ${remedy} (Settings, Licences and training). Registers, incidents and disposal go on as before.`,
      { clause: '3.1' },
    );
  if (licence === null) return bar(`No SIA licence is entered for ${name}.`, 'it');
  if (hasExpired(licence.expires, today))
    return bar(`${name}’s SIA licence expired on ${dayText(licence.expires)}.`, 'the new licence');
  const lapsed = trainingBlocks ? training.find(({ expires }) => hasExpired(expires, today)) : undefined;
  if (lapsed === undefined || lapsed.expires === null) return null;
  return bar(`${name}’s training “${lapsed.course}” ran out on ${dayText(lapsed.expires)}.`, 'the new course');
}
