import type { Coverage } from '../../shared/contract/footage.ts';
import { together } from '../../shared/together.ts';
import { wallClockText } from '../time.ts';
import { missingOf } from './not-whole.ts';

export interface CompletenessFacts {
  readonly period: { readonly from: string; readonly to: string };
  readonly coverage: Coverage;
  /** Who was asked for the period over the air; null where an export was taken as it came. */
  readonly askedOf: 'recorder' | 'portal' | null;
  /** Whether the recorder's list tells where nothing was recorded; without it, it does. */
  readonly tellsGaps?: boolean | null;
  readonly files: readonly {
    readonly path: string;
    readonly role: string;
    readonly outcome: string;
    readonly reason: string | null;
  }[];
}

/** What was asked for and taken; a portal's record of the access is kept beside it and is none of it. */
export const withoutAccessRecord = <F extends { readonly role: string }>(files: readonly F[]): F[] =>
  files.filter(({ role }) => role !== 'access-record');

/**
 * What was asked for, obtained and missing, one plain sentence each. Absence ("the recorder held nothing") and failure
 * ("it could not be read") never share a sentence: a failure must not read as if nothing had happened.
 */
export function completenessSentences(facts: CompletenessFacts): string[] {
  const { period, coverage, files: all, askedOf, tellsGaps } = facts;
  const files = withoutAccessRecord(all);
  const count = (outcome: string): number => files.filter((file) => file.outcome === outcome).length;
  const kept = count('master') + count('duplicate');
  const incomplete = files.flatMap((file) => {
    const missing = missingOf(file);
    return missing === null ? [] : [`“${file.path}” is kept as it came. ${missing}`];
  });
  const asked = `Footage was asked for from ${wallClockText(period.from)} to ${wallClockText(period.to)} on the recorder’s clock.`;
  const obtained = `${kept} of ${files.length} ${askedOf === null ? 'files of the export' : `recordings the ${askedOf} lists for it`} were obtained, ${wholeness(kept, incomplete.length)}${heldAlready(count('duplicate'))}.`;
  const gaps = coverage.flatMap(({ channel, gaps: missing }) =>
    missing.map(({ from, to }) =>
      askedOf === null
        ? `Camera ${channel}: by the times its files state, the export holds nothing from ${wallClockText(from)} to ${wallClockText(to)}; why is not known.`
        : `Camera ${channel}: the ${askedOf} lists nothing from ${wallClockText(from)} to ${wallClockText(to)}; why is not known.`,
    ),
  );
  const untimed = coverage
    .filter(({ untimedFiles }) => untimedFiles > 0)
    .map(
      ({ channel, untimedFiles }) =>
        `Camera ${channel}: ${untimedFiles} file${untimedFiles === 1 ? '' : 's'} without a time that can be believed may lie in or outside the period.`,
    );
  const failed = files
    .filter(({ outcome }) => outcome === 'failed' || outcome === 'refused' || outcome === 'waiting')
    .map(({ path, reason }) => `Not obtained: “${path}”. ${reason ?? 'It was not reached.'}`);
  const whole = gaps.length + untimed.length + failed.length + incomplete.length === 0;
  const verdict = files.every(({ role }) => role !== 'footage')
    ? [askedOf === null ? 'The export holds no footage.' : `The ${askedOf} lists no recording for the period.`]
    : tellsGaps === false
      ? [tellsNoGaps]
      : whole
        ? [
            askedOf === null
              ? 'Nothing of the period is missing from the export.'
              : `Nothing that the ${askedOf} lists for the period is missing.`,
          ]
        : [];
  const shownAtOnce = tellsGaps === false ? [] : atOnce(coverage, period);
  return [asked, obtained, ...shownAtOnce, ...gaps, ...untimed, ...incomplete, ...failed, ...verdict];
}

/** Said in the place of what such a list cannot show. */
export const tellsNoGaps = 'The recorder does not say where nothing was recorded; gaps may lie within.';

const wholeness = (kept: number, incomplete: number): string =>
  incomplete === 0
    ? 'each kept whole as it came'
    : `${kept - incomplete} of them kept whole as they came and ${incomplete} not whole`;

const heldAlready = (files: number): string =>
  files === 0 ? '' : files === 1 ? '; 1 was held already and is linked' : `; ${files} were held already and are linked`;

/** When all cameras of one recorder or bridge show something: only then can what one shows be held against another. */
function atOnce(coverage: Coverage, period: CompletenessFacts['period']): string[] {
  const known = coverage.filter(({ covered }) => covered.length > 0);
  if (known.length < 2) return [];
  const stretches = together([[period], ...known.map(({ covered }) => covered)]);
  const said = stretches.map(({ from, to }) => `${wallClockText(from)} to ${wallClockText(to)}`).join('; ');
  return [`All ${known.length} cameras, on one clock: ${said === '' ? 'never at once in the period' : said}.`];
}
