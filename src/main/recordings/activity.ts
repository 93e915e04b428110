import { type FrameTimes, frameTimesMs } from './frame-times.ts';

// How much moves in a recording, second by second, so that an officer finds the minutes that matter. A score says
// where to look and nothing else: it is no evidence that something happened, or that nothing did.

/** A score of this value: no picture was recorded in that second. */
export const NOTHING_RECORDED = 255;
const MOST = 254;
/** Differences of brightness up to this are the camera's noise. */
const NOISE = 16;
/** A quarter of the picture in motion is as much as a score tells apart. */
const SCALE = 1000;
/** A week; longer recordings keep the index of their first week. */
const MOST_SECONDS = 7 * 86_400;

/** Share of the picture that changed, as a score of 0 to 254. Both are brightness alone, of one size. */
export function changeScore(before: Uint8Array, now: Uint8Array): number {
  let changed = 0;
  for (let index = 0; index < now.length; index += 1) {
    if (Math.abs((now[index] ?? 0) - (before[index] ?? 0)) > NOISE) changed += 1;
  }
  return Math.min(MOST, Math.round((changed / Math.max(1, now.length)) * SCALE));
}

/**
 * Collects samples in order into one score a second. A change lies somewhere between two samples, so it counts for
 * every second between them; a second without a picture in the recording is `NOTHING_RECORDED`.
 */
export function createActivityTrack(times: FrameTimes, durationMs: number) {
  const seconds = Math.max(1, Math.min(MOST_SECONDS, Math.ceil(durationMs / 1000)));
  const scores = new Uint8Array(seconds).fill(NOTHING_RECORDED);
  for (const timeMs of frameTimesMs(times)) {
    const second = Math.floor(timeMs / 1000);
    if (second >= 0 && second < seconds) scores[second] = 0;
  }
  let before: { readonly second: number; readonly luma: Uint8Array } | null = null;
  return {
    scores,
    /** `timeMs` counts from the first picture. */
    add(timeMs: number, luma: Uint8Array): void {
      const second = Math.min(seconds - 1, Math.max(0, Math.floor(timeMs / 1000)));
      if (before !== null) {
        const score = changeScore(before.luma, luma);
        for (let at = Math.min(before.second + 1, second); at <= second; at += 1) {
          const known = scores[at] ?? NOTHING_RECORDED;
          if (known !== NOTHING_RECORDED) scores[at] = Math.max(known, score);
        }
      }
      before = { second, luma: luma.slice() };
    },
  };
}

/** Where the small pictures of a recording lie on the one picture that holds them all. */
export interface StripPlan {
  readonly count: number;
  readonly everyMs: number;
  readonly columns: number;
  readonly rows: number;
  /** Of one small picture, in pixels. */
  readonly width: number;
  readonly height: number;
}

const MOST_PICTURES = 240;
const STRIP_WIDTH = 96;
const COLUMNS = 20;

/** At most 240 small pictures over the whole length, none nearer than a second to the next. */
export function planStrip(facts: { durationMs: number; width: number; height: number }): StripPlan {
  const everyMs = Math.max(1000, Math.ceil(facts.durationMs / MOST_PICTURES));
  const count = Math.max(1, Math.min(MOST_PICTURES, Math.ceil(facts.durationMs / everyMs)));
  const columns = Math.min(COLUMNS, count);
  const height = 2 * Math.round((STRIP_WIDTH * facts.height) / Math.max(1, facts.width) / 2);
  return {
    count,
    everyMs,
    columns,
    rows: Math.ceil(count / columns),
    width: STRIP_WIDTH,
    height: Math.min(192, Math.max(24, height)),
  };
}
