import { AppError } from '../../shared/failure.ts';

/** What is on the screen and where it is put away, in a sentence; null while nothing is. */
type Tells = () => string | null;

/**
 * Footage is looked at in one place at a time: the officer is in one room (CoP 3.9, 6.4). Every kind of showing tells
 * here what of it is on the screen, and asks here before it begins.
 */
export function createOneShowing() {
  const kinds: Tells[] = [];
  return {
    tells: (kind: Tells): void => void kinds.push(kind),
    requireNone(): void {
      for (const tell of kinds) {
        const shown = tell();
        if (shown !== null) throw new AppError('conflict', shown);
      }
    },
  };
}

export type OneShowing = ReturnType<typeof createOneShowing>;
