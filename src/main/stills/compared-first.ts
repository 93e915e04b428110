import { AppError } from '../../shared/failure.ts';
import type { Act } from '../acts.ts';

/** Whoever approves a masked copy looked at it beside the still first: the entries about it hold that they did (CoP 5.15). */
export function requireCompared(
  entries: readonly { readonly action: string; readonly actorId: string }[],
  number: string,
  { actor }: Act,
): void {
  const isSeen = entries.some(({ action, actorId }) => action === 'masks.showWithOfficer' && actorId === actor.id);
  if (!isSeen)
    throw new AppError(
      'clause',
      `You have not compared ${number} yet. Look at it beside what it was made of, with the officer present, then approve it.`,
      { clause: '5.15' },
    );
}
