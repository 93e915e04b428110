/** How far the work was at one moment of the screen's own clock. */
export interface Sample {
  readonly atMs: number;
  readonly done: number;
}

const leastSpanMs = 500;

/** Speed over the samples handed in, and the time left at that speed; null while too little is known to say. */
export function speedOf(
  samples: readonly Sample[],
  total: number | null,
): { readonly perSecond: number | null; readonly leftMs: number | null } {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return { perSecond: null, leftMs: null };
  const spanMs = last.atMs - first.atMs;
  const moved = last.done - first.done;
  if (spanMs < leastSpanMs || moved <= 0) return { perSecond: null, leftMs: null };
  const perSecond = (moved / spanMs) * 1000;
  const leftMs = total === null ? null : Math.max(0, ((total - last.done) / perSecond) * 1000);
  return { perSecond, leftMs };
}
