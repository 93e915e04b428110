/** A stretch of media time that was really shown, in milliseconds from the first frame. */
export interface WatchedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The union of ranges, in order; ranges that touch are one. Backward ranges are refused by turning them round. */
export function unionOf(ranges: readonly WatchedRange[]): WatchedRange[] {
  const ordered = ranges
    .map(({ fromMs, toMs }) => ({ fromMs: Math.min(fromMs, toMs), toMs: Math.max(fromMs, toMs) }))
    .toSorted((a, b) => a.fromMs - b.fromMs);
  const union: { fromMs: number; toMs: number }[] = [];
  for (const range of ordered) {
    const last = union.at(-1);
    if (last !== undefined && range.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, range.toMs);
    else union.push({ ...range });
  }
  return union;
}
