import { addDays, dayText } from '../time.ts';

/** A date a rule computes, and the rule in words: every such date shows how it came about (design: court.md). */
export interface RuledDate {
  readonly day: string;
  readonly rule: string;
}

/** CPR 33.6(4): not later than the latest date for witness statements, or 21 days before the hearing without them. */
const NOTICE_DAYS = 21;

/**
 * The last day for serving a CPR 33.6 notice where no witness statements are served. CPR 2.8(2)–(3): clear days, so
 * neither the day of service nor the day of the hearing counts (3 days before Friday the 20th is Monday the 16th).
 */
export function latestNoticeDay(hearingOn: string): RuledDate {
  const day = addDays(hearingOn, -(NOTICE_DAYS + 1));
  return {
    day,
    rule: `${NOTICE_DAYS} clear days before ${dayText(hearingOn)} (CPR 33.6(4)(b), 2.8(3)): neither the day of service nor the day of the hearing is counted. Where witness statements are served in these proceedings, the notice goes with them, by their date (CPR 33.6(4)(a)).`,
  };
}
