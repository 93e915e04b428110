// Reading an activity index: where to look. A score says that the picture changed, not what happened.

/** A score of this value: no picture was recorded in that second. */
const NOTHING_RECORDED = 255;
/** About one part in eighty of the picture: a person at the far end of a street, above a camera's noise. */
const BUSY = 12;
/** Movement that pauses for less is one period. */
const PAUSE_SECONDS = 5;

export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

const isBusy = (score: number): boolean => score >= BUSY && score !== NOTHING_RECORDED;

/** The periods in which something moves, in order. */
export function busyPeriods(scores: readonly number[]): Period[] {
  const periods: { fromMs: number; toMs: number }[] = [];
  for (const [second, score] of scores.entries()) {
    if (!isBusy(score)) continue;
    const last = periods.at(-1);
    if (last !== undefined && second * 1000 - last.toMs <= PAUSE_SECONDS * 1000) last.toMs = (second + 1) * 1000;
    else periods.push({ fromMs: second * 1000, toMs: (second + 1) * 1000 });
  }
  return periods;
}

/** Where the next period begins after a position; null when nothing moves any more. */
export const nextMovement = (periods: readonly Period[], positionMs: number): number | null =>
  periods.find(({ fromMs }) => fromMs > positionMs)?.fromMs ?? null;

/** Where the period before begins; pressed inside one, a second after its start, it goes back to that start first. */
export const movementBefore = (periods: readonly Period[], positionMs: number): number | null =>
  periods.findLast(({ fromMs }) => fromMs < positionMs - 1000)?.fromMs ?? null;

export interface Bar {
  /** 0 to 1; the highest score under it, spread so that a small movement can be seen. */
  readonly height: number;
  /** Nothing was recorded under any part of it. */
  readonly isEmpty: boolean;
}

/** As many bars as fit: a second that stands out in a day is never averaged away. */
export function barsOf(scores: readonly number[], most: number): Bar[] {
  const count = Math.min(most, scores.length);
  return Array.from({ length: count }, (_, bar) => {
    const under = scores.slice(
      Math.floor((bar * scores.length) / count),
      Math.max(Math.floor(((bar + 1) * scores.length) / count), Math.floor((bar * scores.length) / count) + 1),
    );
    const recorded = under.filter((score) => score !== NOTHING_RECORDED);
    if (recorded.length === 0) return { height: 0, isEmpty: true };
    return { height: Math.sqrt(Math.max(...recorded) / 254), isEmpty: false };
  });
}
