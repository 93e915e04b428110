import type { Clock, Instant } from './platform/clock.ts';

export interface SessionEndPorts {
  readonly clock: Clock;
  /** Locks the screen; called once for each session that is over. */
  readonly end: () => Promise<void>;
  readonly report: (name: string, error: unknown) => string;
}

/** A timer does not run while the laptop sleeps: the end is looked for again and again. */
const LONGEST_LOOK_AHEAD_MS = 30_000;

/** An auditor's session is over at the moment the audit is, whatever is on the screen and whether it asks or not. */
export function createSessionEnd({ clock, end, report }: SessionEndPorts) {
  let endsAt: Instant | null = null;

  const isOver = (): boolean => endsAt !== null && clock.now() >= endsAt;

  const endWhatIsOver = async (): Promise<void> => {
    if (!isOver()) return;
    endsAt = null;
    await end();
  };

  const watch = (watched: Instant): void => {
    if (endsAt !== watched) return; // another session, or none
    const left = Math.max(1000, Date.parse(watched) - Date.parse(clock.now()));
    setTimeout(
      () =>
        void endWhatIsOver().then(
          () => watch(watched),
          (error: unknown) => report('end of the audit', error),
        ),
      Math.min(left, LONGEST_LOOK_AHEAD_MS),
    ).unref();
  };

  return {
    isOver,
    endWhatIsOver,
    /** Null for a session that ends only when somebody ends it. */
    set(next: Instant | null): void {
      endsAt = next;
      if (next !== null) watch(next);
    },
  };
}
