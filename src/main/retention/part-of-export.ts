import { correctedTime, londonDay } from '../time.ts';
import type { Footage } from './keeping.ts';
import { retentionDeadline, type RetentionRule } from './retention.ts';

interface Part {
  readonly caseId: string;
  readonly places: readonly string[];
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly offsetSeconds: number;
  readonly startedAt: string;
}

/**
 * A part of an export holds no time of its own: its day follows from the period asked for. It goes with the last footage of
 * its export, so that the earlier of the days that can be set is right for it.
 */
export function footageOfPart(part: Part, rule: RetentionRule): Footage {
  const from = correctedTime(part.periodFrom, part.offsetSeconds);
  const to = correctedTime(part.periodTo, part.offsetSeconds);
  const when = { correctedFrom: null, periodFrom: from, retrievedOn: londonDay(part.startedAt) };
  const { caseId, places } = part;
  return {
    recordingId: null,
    caseId,
    places,
    from,
    to,
    deadline: retentionDeadline(when, { ...rule, retentionFrom: 'recorded' }),
  };
}
