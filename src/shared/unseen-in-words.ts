import type { Unseen } from './contract/clips.ts';
import { picturesText } from './moving-area.ts';

/** More stretches than these are not read; the first are played, and then the others are told. */
const MOST_TOLD = 3;
const seconds = (ms: number): string => (ms / 1000).toFixed(2);

/**
 * What of a clip was not on the screen yet: `picture 3 of the clip (0.20 to 0.30 s), pictures 6 to 9 of the clip (0.50 to
 * 0.90 s)`. Areas are told by the pictures of the recording, so it is said of what these are.
 */
export function unseenInWords(unseen: Unseen): string {
  const told = unseen
    .slice(0, MOST_TOLD)
    .map((some) => `${picturesText(some)} of the clip (${seconds(some.fromMs)} to ${seconds(some.toMs)} s)`);
  const others = unseen.length - told.length;
  return [...told, ...(others === 0 ? [] : [others === 1 ? '1 more stretch' : `${others} more stretches`])].join(', ');
}
