import { AppError } from '../../shared/failure.ts';
import { addYears, dayText } from '../time.ts';

// CoP 7 and section 8: a version rules from its effective date on; it is reviewed lightly every year, fully every three.

interface Effective {
  readonly effectiveOn: string;
}

/** The version that rules on a day: the newest whose day has come; before the first one's day, the first. */
export function inForceOn<V extends Effective>(versions: readonly [V, ...V[]], today: string): V {
  return versions.findLast(({ effectiveOn }) => effectiveOn <= today) ?? versions[0];
}

/** A year after the last light-touch review of this version, or after its effective date. */
export const lightReviewDueOn = (effectiveOn: string, reviews: readonly string[]): string =>
  addYears(
    [effectiveOn, ...reviews].reduce((last, day) => (day > last ? day : last)),
    1,
  );

/** Refuses days of a new version that contradict the one before it. */
export function refuseUnlikelyVersion(
  wanted: { readonly effectiveOn: string; readonly nextReviewOn: string },
  last: Effective,
): void {
  const { effectiveOn, nextReviewOn } = wanted;
  if (effectiveOn <= last.effectiveOn)
    throw new AppError(
      'invalid-input',
      `The version before it took effect on ${dayText(last.effectiveOn)}. A new one takes effect later.`,
    );
  if (nextReviewOn <= effectiveOn || nextReviewOn > addYears(effectiveOn, 3))
    throw new AppError('clause', 'The next full review is due within three years of the effective date.', {
      clause: '7.2',
    });
}

/** What a person reads who wants to act before having acknowledged the version in force. */
export const notAcknowledged = (version: number): AppError =>
  new AppError(
    'clause',
    `Read and acknowledge version ${version} of the code of practice first (Settings, Code of practice). You can do it yourself, now; until then you can read and lock.`,
    { clause: '7.2' },
  );
