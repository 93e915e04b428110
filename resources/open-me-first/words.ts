// Times and sizes as they are said to a reader.

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Wed 4 Nov 2026`; written out, because browsers do not agree on it. */
export function dayText(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${days[date.getUTCDay()] ?? ''} ${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}

/** `Wed 4 Nov 2026, 21:14:07`: what a recorder's clock showed; it has no zone. */
export const wallClockText = (wallClock: string): string =>
  `${dayText(wallClock.slice(0, 10))}, ${wallClock.slice(11, 19)}`;

const london = new Intl.DateTimeFormat('en-GB', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZone: 'Europe/London',
  timeZoneName: 'short',
});

/** `Wed 4 Nov 2026, 21:14:07 GMT` */
export function instantText(instant: string): string {
  const parts = new Map(london.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const day = dayText(`${of('year')}-${of('month')}-${of('day')}`);
  return `${day}, ${of('hour')}:${of('minute')}:${of('second')} ${of('timeZoneName')}`;
}

export const periodText = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `${wallClockText(from)} to ${wallClockText(to)}`;

/** `3 minutes 12 seconds fast` */
export function offsetText(seconds: number): string {
  if (seconds === 0) return 'right to the second';
  const total = Math.abs(seconds);
  const units = [
    [Math.floor(total / 86_400), 'day'],
    [Math.floor(total / 3600) % 24, 'hour'],
    [Math.floor(total / 60) % 60, 'minute'],
    [total % 60, 'second'],
  ] as const;
  const said = units.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return `${said.join(' ')} ${seconds > 0 ? 'fast' : 'slow'}`;
}

export function sizeText(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${step === 0 ? bytes : (bytes / 1000 ** step).toFixed(1)} ${units[step] ?? ''}`;
}

/** A long fingerprint in groups of four, as it is printed. */
export const inGroups = (hex: string): string => (hex.match(/.{1,4}/g) ?? []).join(' ');
