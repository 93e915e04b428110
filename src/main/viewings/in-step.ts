import { AppError } from '../../shared/failure.ts';
import { correctedTime, secondsBetween } from '../time.ts';

// Cameras side by side are held together by corrected time alone: what one recorder's clock says means nothing to another.

/** What must be known of a recording to hold it in step: when it begins by its recorder's clock, and how long it is. */
interface Timed {
  readonly row: {
    readonly id: string;
    readonly number: string;
    readonly caseId: string;
    readonly recordedFrom: string | null;
    readonly offsetSeconds: number;
  };
  readonly facts: { readonly durationMs: number };
}

const beginsAt = ({ row }: Timed): string => {
  if (row.recordedFrom === null)
    throw new AppError(
      'conflict',
      `It is not known when ${row.number} was recorded, so it cannot be shown in step with others. View it by itself.`,
    );
  return correctedTime(row.recordedFrom, row.offsetSeconds);
};

/**
 * Refuses recordings that cannot be shown side by side: the same one twice, another case's (it would be seen under a
 * reason that is not its own, CoP 6.1), one without a known time, or one that shares no moment with the first.
 */
export function refuseOutOfStep([first, ...beside]: readonly [Timed, ...Timed[]]): void {
  if (beside.length === 0) return;
  const from = beginsAt(first);
  const seen = new Set([first.row.id]);
  for (const each of beside) {
    const { number, id, caseId } = each.row;
    if (seen.has(id)) throw new AppError('invalid-input', `${number} was chosen twice. Choose each recording once.`);
    seen.add(id);
    if (caseId !== first.row.caseId)
      throw new AppError(
        'clause',
        `${number} belongs to another case. A viewing has one reason; open a viewing of its own for that case.`,
        { clause: '6.1' },
      );
    const laterMs = secondsBetween(from, beginsAt(each)) * 1000;
    if (laterMs >= first.facts.durationMs || -laterMs >= each.facts.durationMs)
      throw new AppError(
        'conflict',
        `${number} and ${first.row.number} share no moment by their corrected times. View one after the other.`,
      );
  }
}
