/**
 * When each picture is shown, in the order they are shown, without loss and small enough to store: the steps between
 * neighbours as runs. A second is `timescale` ticks; the first picture is at `firstTick`.
 */
export interface FrameTimes {
  readonly timescale: number;
  readonly firstTick: number;
  readonly frameCount: number;
  /** `[ticks to the next picture, how many times in a row]`, in order; the counts add up to frameCount - 1. */
  readonly steps: readonly (readonly [ticks: number, count: number])[];
}

/** Collects ticks one by one into {@link FrameTimes}; flat memory for a steady frame rate. */
export function createFrameTimes(): { add(tick: number): void; finish(timescale: number): FrameTimes } {
  const steps: [number, number][] = [];
  let firstTick = 0;
  let lastTick = 0;
  let frameCount = 0;
  return {
    add(tick) {
      if (frameCount === 0) firstTick = tick;
      else {
        const run = steps.at(-1);
        if (run !== undefined && run[0] === tick - lastTick) run[1] += 1;
        else steps.push([tick - lastTick, 1]);
      }
      lastTick = tick;
      frameCount += 1;
    },
    finish: (timescale) => ({ timescale, firstTick, frameCount, steps }),
  };
}

/** Time of every picture in milliseconds after the first one. */
export function frameTimesMs(times: FrameTimes): Float64Array {
  const out = new Float64Array(times.frameCount);
  let index = 0;
  let ticks = 0;
  for (const [step, count] of times.steps) {
    for (let repeat = 0; repeat < count; repeat += 1) {
      ticks += step;
      index += 1;
      out[index] = (ticks * 1000) / times.timescale;
    }
  }
  return out;
}

/** A stretch by itself: where its first picture stands, and the time of each in milliseconds after that one. */
export interface StretchTimes {
  readonly startsAtMs: number;
  readonly timesMs: readonly number[];
  readonly durationMs: number;
}

/** The times of pictures `from` to `to`, both included; the last stands until the next one of the recording. */
export function stretchTimes(
  { frames, durationMs }: { readonly frames: FrameTimes; readonly durationMs: number },
  { from, to }: { readonly from: number; readonly to: number },
): StretchTimes {
  const times = frameTimesMs(frames);
  const startsAtMs = times[from] ?? 0;
  return {
    startsAtMs,
    timesMs: [...times.slice(from, to + 1)].map((time) => time - startsAtMs),
    durationMs: (times[to + 1] ?? durationMs) - startsAtMs,
  };
}

/** Milliseconds of picture `index` after the first one. */
export function frameTimeMs(times: FrameTimes, index: number): number {
  let left = index;
  let ticks = 0;
  for (const [step, count] of times.steps) {
    const taken = Math.min(left, count);
    ticks += step * taken;
    left -= taken;
    if (left === 0) break;
  }
  return (ticks * 1000) / times.timescale;
}

/** What the times say about the rate: the usual step, and whether they keep to it. */
export interface FramePace {
  /** First picture to last plus one usual step. */
  readonly durationMs: number;
  /** Pictures per second between first and last; null for a single picture. */
  readonly measuredFps: number | null;
  /** True when a step differs from the usual one by more than a clock tick of the container (at least 1.5 ms). */
  readonly variable: boolean;
  /** True when a picture is at or before the time of the one shown before it: the device's clock went back. */
  readonly goesBack: boolean;
}

/** Reads the pace off the times. `claimedFps` only serves a recording of a single picture. */
export function measurePace(times: FrameTimes, claimedFps: number | null): FramePace {
  const spanTicks = times.steps.reduce((sum, [step, count]) => sum + step * count, 0);
  const usual = usualStep(times);
  const toleranceTicks = Math.max(1, (1.5 * times.timescale) / 1000);
  const spanMs = (spanTicks * 1000) / times.timescale;
  const lastMs = usual === null ? (claimedFps === null ? 0 : 1000 / claimedFps) : (usual * 1000) / times.timescale;
  return {
    durationMs: spanMs + lastMs,
    measuredFps: spanTicks > 0 ? ((times.frameCount - 1) * times.timescale) / spanTicks : null,
    variable: usual !== null && times.steps.some(([step]) => Math.abs(step - usual) > toleranceTicks),
    goesBack: times.steps.some(([step]) => step <= 0),
  };
}

/** The median step. */
function usualStep(times: FrameTimes): number | null {
  const sorted = [...times.steps].sort((a, b) => a[0] - b[0]);
  let left = (times.frameCount - 1) / 2;
  for (const [step, count] of sorted) {
    left -= count;
    if (left <= 0) return step;
  }
  return null;
}

/**
 * The largest difference in milliseconds between two recordings' times of the same picture, both counted from their
 * first picture; infinite when they do not hold the same number.
 */
export function largestShiftMs(one: FrameTimes, other: FrameTimes): number {
  if (one.frameCount !== other.frameCount) return Infinity;
  const left = frameTimesMs(one);
  const right = frameTimesMs(other);
  return left.reduce((worst, time, index) => Math.max(worst, Math.abs(time - (right[index] ?? Infinity))), 0);
}
