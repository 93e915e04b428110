const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Europe/London, whatever zone the laptop thinks it is in. */
const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});

/** `2026-11-04T21:14:07.000Z` (UTC) → `Wed 4 Nov 2026, 21:14:07 GMT`; BST in summer. */
export function formatInstant(instant: string): string {
  const parts = Object.fromEntries(london.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const day = formatDay(`${parts['year']}-${parts['month']}-${parts['day']}`);
  return `${day}, ${parts['hour']}:${parts['minute']}:${parts['second']} ${parts['timeZoneName']}`;
}

/** `2026-11-04T21:14:07` (a recorder's clock) → `Wed 4 Nov 2026, 21:14:07`. No zone: the recorder names none. */
export const formatWallClock = (wallClock: string): string =>
  `${formatDay(wallClock.slice(0, 10))}, ${wallClock.slice(11)}`;

/** `2026-11-04` → `Wed 4 Nov 2026` */
export function formatDay(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return `${days[at.getUTCDay()]} ${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

/** What the time really was when the recorder showed `wallClock`: offset = recorder − reference, fast is positive. */
export const correctedWallClock = (wallClock: string, offsetSeconds: number): string =>
  new Date(Date.parse(`${wallClock}Z`) - offsetSeconds * 1000).toISOString().slice(0, 19);

/** The day in Europe/London of an instant: `2026-11-04`. */
export function dayOfInstant(instant: string): string {
  const parts = Object.fromEntries(london.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}

/** `today`, `tomorrow`, `in 3 days`, `2 days ago`. */
export function daysInWords(daysLeft: number): string {
  if (daysLeft === 0) return 'today';
  if (daysLeft === 1) return 'tomorrow';
  if (daysLeft === -1) return 'yesterday';
  return daysLeft > 0 ? `in ${daysLeft} days` : `${-daysLeft} days ago`;
}
