import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';

export interface Comparison {
  readonly number: string;
  /** The act by which the two are looked at. */
  readonly by: 'masks.showWithOfficer' | 'clips.compareWithOfficer';
}

/** Whoever approves what covers something looked at both first: the entries about it hold that they did (CoP 5.15). */
export function requireCompared(
  entries: readonly { readonly action: string; readonly actorId: string }[],
  { number, by }: Comparison,
  { actor }: Act,
): void {
  const isSeen = entries.some(({ action, actorId }) => action === by && actorId === actor.id);
  if (!isSeen)
    throw new AppError(
      'clause',
      `You have not compared ${number} yet. Look at it beside what it was made of, with the officer present, then approve it.`,
      { clause: '5.15' },
    );
}
