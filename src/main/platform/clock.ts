/** An instant in UTC with milliseconds, as text: `2026-11-04T21:14:07.000Z`. Sorts as text. */
export type Instant = string;

/** The only source of "now". Handed in, so that a test can live through six weeks in a second. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
