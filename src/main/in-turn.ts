/** Runs what it is given one after the other, in the order it was asked for. */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    async inTurn(work: () => Promise<void>): Promise<void> {
      const ended = last.then(work);
      last = ended.catch(() => undefined); // told to whoever asked for it; the next one waits all the same
      await ended;
    },
    /** When everything asked for until now has ended. */
    ended: async (): Promise<void> => void (await last),
  };
}
