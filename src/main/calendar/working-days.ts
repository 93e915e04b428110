import { Temporal } from 'temporal-polyfill';
import { bankHolidays } from './bank-holidays.ts';

// Working days of England and Wales, and those of the Freedom of Information Act. Every day is a calendar day in Europe/London.

const HOLIDAYS: ReadonlySet<string> = new Set(bankHolidays.days);
const ELSEWHERE: ReadonlySet<string> = new Set(bankHolidays.elsewhere);
const SATURDAY = 6;

/** Neither a weekend nor a bank holiday. */
export const isWorkingDay = (day: string): boolean =>
  Temporal.PlainDate.from(day).dayOfWeek < SATURDAY && !HOLIDAYS.has(day);

/** FOIA s.10(6): a bank holiday in any part of the United Kingdom is no working day. */
export const isFoiaWorkingDay = (day: string): boolean => isWorkingDay(day) && !ELSEWHERE.has(day);

/** The day itself when it is a working day, otherwise the next one. */
export function sameOrNextWorkingDay(day: string): string {
  let at = Temporal.PlainDate.from(day);
  while (!isWorkingDay(at.toString())) at = at.add({ days: 1 });
  return at.toString();
}

/** The so-manieth working day of FOIA after a day; the day itself does not count. */
export function addFoiaWorkingDays(day: string, count: number): string {
  let at = Temporal.PlainDate.from(day);
  for (let left = count; left > 0; ) {
    at = at.add({ days: 1 });
    if (isFoiaWorkingDay(at.toString())) left -= 1;
  }
  return at.toString();
}

/** The corresponding day so many months later; the last day of that month when it has no such day. */
export const addMonths = (day: string, months: number): string =>
  Temporal.PlainDate.from(day).add({ months }, { overflow: 'constrain' }).toString();

/** Whether bank holidays are known for a day: after that a date is only as good as a calendar without them. */
export const isHolidayKnown = (day: string): boolean => day <= bankHolidays.knownUntil;
