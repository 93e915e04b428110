import type { AuditTerms } from '../../shared/contract/people.ts';
import { AppError } from '../../shared/failure.ts';
import { addDays, dayText, daysBetween, londonDayStart } from '../time.ts';

/** The longest time an auditor's account may be open; a longer audit gets a new account under terms written anew. */
const LONGEST_AUDIT_DAYS = 31;

/** Refuses days that are the wrong way round, over already, or more than a month. */
export function refuseUnfitTerms({ from, until }: AuditTerms, today: string): void {
  const days = daysBetween(from, until) + 1;
  if (days < 1) throw new AppError('invalid-input', 'The last day of the audit is before its first. Check both.');
  if (days > LONGEST_AUDIT_DAYS)
    throw new AppError(
      'clause',
      `An auditor’s account is open for ${LONGEST_AUDIT_DAYS} days at most. Choose an earlier last day; for a longer audit the manager opens another account under new terms.`,
      { clause: '6.5' },
    );
  if (until < today) throw new AppError('invalid-input', 'The last day of the audit has passed already. Check it.');
}

/** Refuses an auditor before the first and after the last day of the terms (Europe/London). */
export function refuseOutsideTerms({ from, until }: AuditTerms, today: string): void {
  if (today < from)
    throw new AppError('clause', `This audit begins on ${dayText(from)}. Sign in on that day.`, { clause: '6.5' });
  if (today > until)
    throw new AppError(
      'clause',
      `This audit ended on ${dayText(until)}, and the account with it. The Safer Neighbourhoods Manager can open a new one under new terms of reference.`,
      { clause: '6.5' },
    );
}

/** The moment at which the last day is over. */
export const endOfTerms = ({ until }: AuditTerms): string => londonDayStart(addDays(until, 1));
