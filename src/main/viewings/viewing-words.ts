import type { Viewing } from '../../shared/contract/viewings.ts';

/** The manager never saw it alone. */
export const whoSaw = ({ viewer, officerPresent }: Viewing): string =>
  viewer === officerPresent ? viewer : `${viewer}, with ${officerPresent} present`;

export const outcomeWords: Record<NonNullable<Viewing['outcome']>, string> = {
  relevant: 'something relevant seen',
  'nothing-relevant': 'nothing relevant seen',
  'still-wanted': 'a still is wanted',
  'copy-for-court': 'a copy for court is wanted',
  'hold-wanted': 'a hold is wanted',
};
