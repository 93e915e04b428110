import type { Unseen } from './contract/clips.ts';

/** More stretches than these are not read; the first are played, and then the others are told. */
const MOST_TOLD = 3;
const seconds = (ms: number): string => (ms / 1000).toFixed(2);

/** What of a clip was not on the screen yet: `picture 3 (0.20 to 0.30 s), pictures 6 to 9 (0.50 to 0.90 s)`. */
export function unseenInWords(unseen: Unseen): string {
  const told = unseen.slice(0, MOST_TOLD).map(({ from, to, fromMs, toMs }) => {
    const pictures = from === to ? `picture ${from + 1}` : `pictures ${from + 1} to ${to + 1}`;
    return `${pictures} (${seconds(fromMs)} to ${seconds(toMs)} s)`;
  });
  const others = unseen.length - told.length;
  return [...told, ...(others === 0 ? [] : [others === 1 ? '1 more stretch' : `${others} more stretches`])].join(', ');
}
