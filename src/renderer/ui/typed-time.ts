// Chromium writes its own date and time fields in the language of its installation: month first and with AM and PM on
// many laptops. 04/11 must never become 11 April, so days and times are typed as text and read here.

const two = (value: number): string => String(value).padStart(2, '0');

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Day, month and year as a person in Britain writes them, or ISO, as `2026-11-04`; null when it is no day. */
export function parseDay(text: string): string | null {
  const trimmed = text.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(trimmed);
  if (iso !== null) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/u.exec(trimmed);
  if (figures !== null) return dayFrom(Number(figures[3]), Number(figures[2]), Number(figures[1]));
  const words = /^(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})$/iu.exec(trimmed);
  if (words === null) return null;
  return dayFrom(Number(words[3]), months.indexOf((words[2] ?? '').toLowerCase()) + 1, Number(words[1]));
}

function dayFrom(year: number, month: number, day: number): string | null {
  const text = `${year}-${two(month)}-${two(day)}`;
  const at = new Date(`${text}T00:00:00Z`);
  // A month of 13 is no date at all; 30 February would be moved to March.
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text;
}

/** A time of day on the 24-hour clock, as `21:14:07`; seconds left out are 00. Null when it is none. */
export function parseTime(text: string): string | null {
  const parts =
    /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?$/u.exec(text.trim()) ?? /^(\d{2})(\d{2})(\d{2})$/u.exec(text.trim());
  if (parts === null) return null;
  const [hours, minutes, seconds] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
  return hours > 23 || minutes > 59 || seconds > 59 ? null : `${two(hours)}:${two(minutes)}:${two(seconds)}`;
}

/** `2026-11-04` → `04/11/2026` */
export const writeDay = (day: string): string => day.split('-').toReversed().join('/');
