import type { Viewing } from '../../shared/contract/viewings.ts';
import { picturesText } from '../../shared/moving-area.ts';
import { recordedTimeAt } from '../recordings/recorded-time.ts';
import { correctedTime, wallClockText } from '../time.ts';
import type { WatchedRange } from './watched.ts';

/** What the three statements come to in an entry; a request without one of them gets as far as no service (CoP 3.9). */
export const roomCheckInWords = 'nobody behind, door shut, screen not overlooked';

/** The manager never saw it alone. */
export const whoSaw = ({ viewer, officerPresent }: Viewing): string =>
  viewer === officerPresent ? viewer : `${viewer}, with ${officerPresent} present`;

/** The numbers of what was to be seen in it: recordings, and clips cut out of recordings. */
export const numbersShown = ({ recordings, clips }: Pick<Viewing, 'recordings' | 'clips'>): string[] => [
  ...recordings.map(({ recordingNumber }) => recordingNumber),
  ...clips.map(({ clipNumber }) => clipNumber),
];

export const outcomeWords: Record<NonNullable<Viewing['outcome']>, string> = {
  relevant: 'something relevant seen',
  'nothing-relevant': 'nothing relevant seen',
  'still-wanted': 'a still is wanted',
  'copy-for-court': 'a copy for court is wanted',
  'hold-wanted': 'a hold is wanted',
  'shown-in-court': 'shown to the court',
  'not-shown-in-court': 'nothing was shown to the court',
};

/** A stretch that was really shown, by both clocks; by its position where no clock is known. */
export function watchedInWords(
  what: string,
  { fromMs, toMs }: WatchedRange,
  { recordedFrom, offsetSeconds }: { readonly recordedFrom: string | null; readonly offsetSeconds: number },
): string {
  const [from, to] = [recordedTimeAt(recordedFrom, fromMs), recordedTimeAt(recordedFrom, toMs)];
  if (from === null || to === null)
    return `${what}: ${(fromMs / 1000).toFixed(1)}–${(toMs / 1000).toFixed(1)} s from the first picture`;
  return `${what}: ${wallClockText(from)} to ${to.slice(11)} recorded; ${wallClockText(correctedTime(from, offsetSeconds))} to ${correctedTime(to, offsetSeconds).slice(11)} corrected`;
}

/** People count from one, as the player does. */
export const picturesInWords = (stretch: { readonly from: number; readonly to: number }): string =>
  `${picturesText(stretch)} of the clip`;
