import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { bankHolidays } from '../../../src/main/calendar/bank-holidays.ts';
import {
  addMonths,
  addFoiaWorkingDays,
  isFoiaWorkingDay,
  isHolidayKnown,
  isWorkingDay,
  sameOrNextWorkingDay,
} from '../../../src/main/calendar/working-days.ts';

/** Easter Sunday by the rule of the calendar (Meeus, Jones, Butcher). */
function easter(year: number): Temporal.PlainDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(f / 31), day: (f % 31) + 1 });
}

/** The bank holidays of a year by the standing rules of the Banking and Financial Dealings Act 1971. */
function byRule(year: number): { england: string[]; elsewhere: string[] } {
  const monday = (from: Temporal.PlainDate): Temporal.PlainDate => from.add({ days: (8 - from.dayOfWeek) % 7 });
  const lastMonday = (month: number): Temporal.PlainDate =>
    monday(Temporal.PlainDate.from({ year, month, day: 1 }).add({ months: 1 }).subtract({ days: 7 }));
  const substitute = (taken: string[], day: Temporal.PlainDate): string => {
    let at = day;
    while (at.dayOfWeek > 5 || taken.includes(at.toString())) at = at.add({ days: 1 });
    return at.toString();
  };
  const fixed: string[] = [];
  for (const [month, day] of [
    [1, 1],
    [12, 25],
    [12, 26],
  ] as const)
    fixed.push(substitute(fixed, Temporal.PlainDate.from({ year, month, day })));
  const moving = [
    easter(year).subtract({ days: 2 }),
    easter(year).add({ days: 1 }),
    monday(Temporal.PlainDate.from({ year, month: 5, day: 1 })),
    lastMonday(5),
    lastMonday(8),
  ].map(String);
  const england = [...fixed, ...moving];
  // Scotland: 2 January, the first Monday of August, St Andrew's; Northern Ireland: St Patrick's, the Boyne.
  const elsewhere: string[] = [];
  for (const [month, day] of [
    [1, 2],
    [3, 17],
    [7, 12],
    [11, 30],
  ] as const)
    elsewhere.push(substitute(england, Temporal.PlainDate.from({ year, month, day })));
  elsewhere.push(monday(Temporal.PlainDate.from({ year, month: 8, day: 1 })).toString());
  return { england: england.toSorted(), elsewhere: elsewhere.toSorted() };
}

test.each([2025, 2026, 2027, 2028])('the bank holidays of %i are those of the rule', (year) => {
  const { england, elsewhere } = byRule(year);
  const ofYear = (days: readonly string[]): string[] => days.filter((day) => day.startsWith(String(year)));
  expect(ofYear(bankHolidays.days)).toEqual(england);
  // What is proclaimed follows no rule.
  expect(ofYear(bankHolidays.elsewhere).filter((day) => day !== '2026-06-15')).toEqual(elsewhere);
});

test('bank holidays are known to the end of the last year listed, and no further', () => {
  expect(bankHolidays.knownUntil).toBe(`${bankHolidays.days.at(-1)?.slice(0, 4) ?? ''}-12-31`);
  expect(isHolidayKnown('2028-12-31')).toBe(true);
  expect(isHolidayKnown('2029-01-01')).toBe(false);
});

test('a working day is neither weekend nor bank holiday', () => {
  expect(
    ['2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28', '2026-12-29'].filter(isWorkingDay),
  ).toEqual(['2026-12-24', '2026-12-29']);
  expect(sameOrNextWorkingDay('2026-12-25')).toBe('2026-12-29');
  expect(sameOrNextWorkingDay('2026-12-24')).toBe('2026-12-24');
});

test('a bank holiday of Scotland or Northern Ireland is a working day here, and none of the Freedom of Information Act', () => {
  for (const day of bankHolidays.elsewhere)
    expect([day, isWorkingDay(day), isFoiaWorkingDay(day)]).toEqual([day, true, false]);
});

test('so many working days later there lie just so many working days between', () => {
  const day = fc
    .integer({ min: 0, max: 1300 })
    .map((after) => Temporal.PlainDate.from('2025-01-01').add({ days: after }));
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 30 }), (start, count) => {
      const end = addFoiaWorkingDays(start.toString(), count);
      let found = 0;
      for (let at = start.add({ days: 1 }); at.toString() <= end; at = at.add({ days: 1 }))
        if (isFoiaWorkingDay(at.toString())) found += 1;
      expect(found).toBe(count);
      expect(isFoiaWorkingDay(end)).toBe(true);
    }),
  );
});

test('a month later is the same day of it, or its last', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28');
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
  expect(addMonths('2026-11-26', 3)).toBe('2027-02-26');
});
