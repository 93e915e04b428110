/** An instant in UTC with milliseconds, as text: `2026-11-04T21:14:07.000Z`. Sorts as text. */
export type Instant = string;

/** The only source of "now". Handed in, so that a test can live through six weeks in a second. */
export interface Clock {
  now(): Instant;
  /** Milliseconds since some moment, whatever is done to the clock. Without it the clock is compared with nothing. */
  elapsedMs?(): number;
}

export const systemClock: Clock = { now: () => new Date().toISOString(), elapsedMs: () => performance.now() };

/** Less than this is drift and typing, not a clock that was moved. */
export const CLOCK_TOLERANCE_MS = 120_000;

/** A clock that goes on evenly while the laptop's is moved, until a person has said what a reference clock shows. */
export interface GuardedClock extends Clock {
  /** What the laptop's clock shows, believed or not. */
  shown(): Instant;
  /** By how much the laptop's clock has moved since it was last believed; 0 while that is within tolerance. */
  movedMs(): number;
  /** From now on the laptop's clock is believed. */
  accept(): void;
}

/**
 * Threat: a clock that leaps while somebody is signed in makes footage look older than it is, and everything entered
 * afterwards wrong. Until it is confirmed, time is counted on from where the clock was last believed.
 */
export function guardClock(clock: Clock): GuardedClock {
  const shownMs = (): number => Date.parse(clock.now());
  const elapsedMs = (): number => clock.elapsedMs?.() ?? 0;
  let believed = { shown: shownMs(), elapsed: elapsedMs() };
  const expectedMs = (): number => believed.shown + elapsedMs() - believed.elapsed;
  const movedBy = (shown: number): number => {
    if (clock.elapsedMs === undefined) return 0;
    const moved = Math.round(shown - expectedMs());
    return Math.abs(moved) > CLOCK_TOLERANCE_MS ? moved : 0;
  };
  return {
    now() {
      const shown = shownMs();
      return new Date(movedBy(shown) === 0 ? shown : expectedMs()).toISOString();
    },
    shown: () => clock.now(),
    movedMs: () => movedBy(shownMs()),
    accept: () => void (believed = { shown: shownMs(), elapsed: elapsedMs() }),
  };
}
