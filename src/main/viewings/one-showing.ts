import { AppError } from '../../shared/failure.ts';

/** What is on the screen and where it is put away, in a sentence; null while nothing is. */
type Tells = () => string | null;

/**
 * Footage is looked at in one place at a time: the officer is in one room (CoP 3.9, 6.4). Every kind of showing tells
 * here what of it is on the screen, and asks here before it begins.
 */
export function createOneShowing() {
  const kinds: Tells[] = [];
  let timesLeft = 0;
  return {
    tells: (kind: Tells): void => void kinds.push(kind),
    requireNone(): void {
      for (const tell of kinds) {
        const shown = tell();
        if (shown !== null) throw new AppError('conflict', shown);
      }
    },

    /** Nobody is before the screen any more: what was asked for until now comes onto it no more. */
    leave: (): void => void (timesLeft += 1),
    /**
     * Taken before anything is proved or opened. What it answers refuses, once the screen was left meanwhile: also when
     * work behind the lock kept the vault open, and when somebody else has the screen by now.
     */
    forThisScreen(): () => void {
      const before = timesLeft;
      return () => {
        if (timesLeft !== before)
          throw new AppError('signed-out', 'The screen was locked before this was shown. Sign in and show it again.');
      };
    },
  };
}

export type OneShowing = ReturnType<typeof createOneShowing>;
