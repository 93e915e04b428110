// Times and sizes as they are said to a reader.

const dayOf = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const london = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'Europe/London',
  timeZoneName: 'short',
});

/** `Wed, 4 Nov 2026, 21:14:07`: what a recorder's clock showed; it has no zone. */
export const wallClockText = (wallClock: string): string =>
  `${dayOf.format(new Date(`${wallClock.slice(0, 10)}T00:00:00Z`))}, ${wallClock.slice(11, 19)}`;

/** `Wed, 4 Nov 2026, 21:14:07 GMT` */
export const instantText = (instant: string): string => london.format(new Date(instant));

export const dayText = (day: string): string => dayOf.format(new Date(`${day}T00:00:00Z`));

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
