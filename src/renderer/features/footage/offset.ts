const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `3 minutes 12 seconds`; never rounds. Takes whole seconds of either sign. */
export function spanInWords(seconds: number): string {
  let left = Math.abs(seconds);
  const words: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) words.push(`${count} ${name}${count === 1 ? '' : 's'}`);
  }
  return words.length === 0 ? '0 seconds' : words.join(' ');
}

/** Recorder less reference (domain: positive = fast), as one sentence without full stop. */
export function offsetInWords(offsetSeconds: number): string {
  if (offsetSeconds === 0) return 'The recorder’s clock is right';
  return `The recorder is ${spanInWords(offsetSeconds)} ${offsetSeconds > 0 ? 'fast' : 'slow'}`;
}

/** Recorder less reference in seconds; null while one of the two is not a full date and time. */
export function offsetBetween(systemTime: string, referenceTime: string): number | null {
  const seconds = (Date.parse(`${systemTime}Z`) - Date.parse(`${referenceTime}Z`)) / 1000;
  return Number.isInteger(seconds) ? seconds : null;
}
