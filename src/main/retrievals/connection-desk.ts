import { AppError } from '../../shared/failure.ts';
import type { SurveyId } from '../../shared/model.ts';

interface Connection {
  readonly id: SurveyId;
  readonly session: { close(): Promise<void> };
}

/**
 * One connection at a time, until it is used or replaced. Whoever leaves while one is being made, or asks for another,
 * leaves none behind: it is broken off, and one that came about all the same is closed (a session is a person's).
 */
export function createConnectionDesk<C extends Connection>() {
  let current: C | null = null;
  let asked = 0;
  const opening = new Map<AbortController, Promise<unknown>>();

  const closeIdle = async (): Promise<void> => {
    asked += 1;
    const leaving = current;
    current = null;
    for (const stop of opening.keys()) stop.abort();
    await Promise.allSettled(opening.values());
    await leaving?.session.close();
  };

  return {
    closeIdle,

    /** `stop` ends with the connection; whoever opens one breaks off when it is aborted. */
    async make(open: (stop: AbortController) => Promise<C>): Promise<C> {
      const leaving = closeIdle();
      const own = asked; // before anything waits: a second request must not take itself for this one
      await leaving;
      if (own !== asked) throw givenUp();
      const stop = new AbortController();
      const made = (async () => {
        const opened = await open(stop);
        if (own === asked) return (current = opened);
        await opened.session.close();
        throw givenUp();
      })();
      opening.set(stop, made);
      try {
        return await made;
      } finally {
        opening.delete(stop);
      }
    },

    find: (id: SurveyId): C | null => (current?.id === id ? current : null),

    /** From now on somebody else closes it. */
    hand(session: object): void {
      if (current?.session === session) current = null;
    },
  };
}

const givenUp = (): AppError =>
  new AppError('cancelled', 'This connection was given up before it was made: another was asked for, or you left.');
