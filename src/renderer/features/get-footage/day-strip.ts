/** A stretch on a recorder's clock, without zone. */
export interface WallPeriod {
  readonly from: string;
  readonly to: string;
}

export interface StripBar {
  readonly kind: 'covered' | 'gap';
  /** Seconds from midnight, 0 to 86,400. */
  readonly fromSecond: number;
  readonly toSecond: number;
}

export interface DayStrip {
  /** 2026-11-04 */
  readonly day: string;
  readonly bars: readonly StripBar[];
  /** The asked period on this day. */
  readonly asked: { readonly fromSecond: number; readonly toSecond: number };
}

export const daySeconds = 86_400;
const seconds = (wallClock: string): number => Date.parse(`${wallClock}Z`) / 1000;
const dayOf = (second: number): string => new Date(second * 1000).toISOString().slice(0, 10);

/** The days that a period touches, in order. A period that ends at midnight does not touch the day that begins then. */
export function daysOf(period: WallPeriod): string[] {
  const first = Math.floor(seconds(period.from) / daySeconds);
  const last = Math.max(first, Math.ceil(seconds(period.to) / daySeconds) - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => dayOf((first + index) * daySeconds));
}

/** The part of a stretch that lies on a day, in seconds from midnight; null when there is none. */
function onDay(period: WallPeriod, day: string): { fromSecond: number; toSecond: number } | null {
  const midnight = seconds(`${day}T00:00:00`);
  const fromSecond = Math.max(0, seconds(period.from) - midnight);
  const toSecond = Math.min(daySeconds, seconds(period.to) - midnight);
  return fromSecond < toSecond ? { fromSecond, toSecond } : null;
}

/** What one channel holds of the asked period, one strip of 24 hours a day. */
export function dayStrips(
  asked: WallPeriod,
  found: { readonly covered: readonly WallPeriod[]; readonly gaps: readonly WallPeriod[] },
): DayStrip[] {
  return daysOf(asked).map((day) => {
    const bars = (kind: StripBar['kind'], periods: readonly WallPeriod[]): StripBar[] =>
      periods.flatMap((period) => {
        const part = onDay(period, day);
        return part === null ? [] : [{ kind, ...part }];
      });
    return {
      day,
      bars: [...bars('covered', found.covered), ...bars('gap', found.gaps)],
      asked: onDay(asked, day) ?? { fromSecond: 0, toSecond: 0 },
    };
  });
}

const clock = (second: number): string =>
  second === daySeconds ? '24:00:00' : new Date(second * 1000).toISOString().slice(11, 19);

/** The strip in words, for those who do not see it: `Recorded 20:00:00–21:00:00. Nothing recorded 21:00:00–21:20:00.` */
export function stripInWords(strip: DayStrip): string {
  const list = (kind: StripBar['kind']): string =>
    strip.bars
      .filter((bar) => bar.kind === kind)
      .map((bar) => `${clock(bar.fromSecond)}–${clock(bar.toSecond)}`)
      .join(', ');
  const [covered, gaps] = [list('covered'), list('gap')];
  return [covered && `Recorded ${covered}.`, gaps && `Nothing recorded ${gaps}.`].filter(Boolean).join(' ');
}
