const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as printed on sticks and discs: `1.4 GB`, `812 bytes`. */
export function formatBytes(sizeBytes: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const figure = unit === 0 || size >= 99.95 ? String(Math.round(size)) : size.toFixed(1);
  return `${figure} ${unit === 0 && sizeBytes === 1 ? 'byte' : units[unit]}`;
}

/** `1 h 02 min`, `3 min 20 s`, `45 s`. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`;
}

/** `1 recording`, `2 recordings`. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
