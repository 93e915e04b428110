import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

export type Hold = Output<'holds.list'>[number];
export type Freeze = Output<'freezes.list'>[number];

export const authorityWords: Readonly<Record<Hold['authority'], string>> = {
  proceedings: 'Legal proceedings',
  request: 'A request under way',
  police: 'The police',
};

export const holdStateWords: Readonly<Record<Hold['state'], { tone: Tone; words: string }>> = {
  asked: { tone: 'warning', words: 'Waits for the manager; keeps nothing yet' },
  'in-force': { tone: 'good', words: 'In force' },
  refused: { tone: 'bad', words: 'Refused by the manager' },
  ended: { tone: 'neutral', words: 'Ended' },
};

/** What a hold is on. */
export const scopeOfHold = ({ recordingNumber, reactRef }: Hold): string =>
  recordingNumber ?? `Everything of case ${reactRef}`;

/** What a freeze is on. */
export const scopeOfFreeze = ({ recordingNumber, reactRef, place }: Freeze): string =>
  recordingNumber ?? (reactRef === null ? `A period at ${place ?? 'a place'}` : `Everything of case ${reactRef}`);
