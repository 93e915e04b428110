import type { Period, TimeClaim } from '../driver.ts';
import type { SurveyFile } from './export-survey.ts';
import { clockSeconds, clockText } from '../protocols/wall-clock.ts';

/** What one camera's files claim to hold, on the recorder's clock. */
export interface ChannelCoverage {
  /** As its source counts it, or `unknownChannel`. */
  readonly channel: string;
  /** Everything claimed, inside the asked period or not; touching files are one stretch. */
  readonly covered: readonly Period[];
  /** The parts of the asked period that no timed file claims. A file without times may lie in them. */
  readonly gaps: readonly Period[];
  readonly untimedFiles: number;
}

const unknownChannel = 'unknown';

/** Clocks in names and streams count whole seconds: a step of one is no gap. */
const toleranceSeconds = 1;

type Claimed = Pick<SurveyFile, 'role' | 'channel' | 'timeClaims' | 'contradictions'>;

/** Per camera: what is covered, what is missing from the asked period, and how many files have no usable time. */
export function coverage(period: Period, files: readonly Claimed[]): ChannelCoverage[] {
  const byChannel = Map.groupBy(
    files.filter(({ role }) => role === 'footage'),
    ({ channel }) => channel?.value ?? unknownChannel,
  );
  return [...byChannel]
    .map(([channel, own]) => {
      const covered = merged(own.map(claimedPeriod).filter((found) => found !== null));
      const untimedFiles = own.filter((file) => claimedPeriod(file) === null).length;
      return { channel, covered, gaps: gaps(period, covered), untimedFiles };
    })
    .sort((a, b) => a.channel.localeCompare(b.channel, 'en', { numeric: true }));
}

/**
 * The stretch a file claims on the recorder's clock, or null. The stream is believed before the recorder's index and the name; a file's own time
 * never counts, for a copy changes it; nor does a claim in UTC, for the recorder's zone is not known.
 */
export function claimedPeriod({
  timeClaims,
  contradictions,
}: Pick<Claimed, 'timeClaims' | 'contradictions'>): Period | null {
  const pick = (kind: TimeClaim['kind'], source: TimeClaim['source']): string | null =>
    timeClaims.find((claim) => claim.kind === kind && claim.source === source && claim.zone !== 'utc')?.wallClock ??
    null;
  const stream = { from: pick('start', 'stream'), to: pick('end', 'stream') };
  const device = { from: pick('start', 'device'), to: pick('end', 'device') };
  const name = { from: pick('start', 'file-name'), to: pick('end', 'file-name') };
  const agree = !contradictions.some((it) => it.startsWith('stream-and-name-'));
  const mixed = { from: stream.from ?? name.from, to: stream.to ?? name.to };
  const candidates = agree ? [stream, device, name, mixed] : [stream, device, name];
  return candidates.find(isPeriod) ?? null;
}

/** Whether two stretches share a moment. */
export const overlaps = (a: Period, b: Period): boolean => a.from < b.to && b.from < a.to;

const isPeriod = (it: { from: string | null; to: string | null }): it is Period =>
  it.from !== null && it.to !== null && it.from < it.to;

function merged(periods: readonly Period[]): Period[] {
  const result: Period[] = [];
  for (const next of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = result.at(-1);
    if (last === undefined || next.from > later(last.to, toleranceSeconds)) result.push(next);
    else if (next.to > last.to) result[result.length - 1] = { from: last.from, to: next.to };
  }
  return result;
}

/** `covered` in order and apart, as `merged` gives it. */
function gaps(period: Period, covered: readonly Period[]): Period[] {
  const found: Period[] = [];
  let from = period.from;
  for (const stretch of covered.filter((it) => overlaps(it, period))) {
    if (stretch.from > later(from, toleranceSeconds)) found.push({ from, to: stretch.from });
    from = stretch.to;
  }
  if (period.to > later(from, toleranceSeconds)) found.push({ from, to: period.to });
  return found;
}

const later = (text: string, seconds: number): string => clockText(clockSeconds(text) + seconds);
