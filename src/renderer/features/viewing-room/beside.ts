import type { Output } from '../../../shared/contract.ts';
import { mostCameras } from '../../../shared/contract/viewings.ts';
import { viewingBar } from '../footage/recording-words.ts';
import { calendarMs } from './clocks.ts';

type Recording = Output<'recordings.list'>[number];

export const mostBeside = mostCameras - 1;

/** Corrected calendar ms of its start and end; an end that is not known is left open. Null without a known start. */
function spanOf({ recordedFrom, recordedTo, offsetSeconds }: Recording): readonly [number, number] | null {
  if (recordedFrom === null) return null;
  const corrected = (clock: string): number => calendarMs(clock) - offsetSeconds * 1000;
  return [corrected(recordedFrom), recordedTo === null ? Number.POSITIVE_INFINITY : corrected(recordedTo)];
}

/** What can be shown beside a recording in step: of its case, with pictures of the same time; of its retrieval first. */
export function besideOf(recording: Recording, all: readonly Recording[]): Recording[] {
  const own = spanOf(recording);
  if (own === null) return [];
  return all
    .filter((each) => {
      const span = spanOf(each);
      if (each.id === recording.id || each.caseId !== recording.caseId || span === null) return false;
      return viewingBar(each) === null && span[0] < own[1] && own[0] < span[1];
    })
    .toSorted(
      (a, b) =>
        Number(b.retrievalId === recording.retrievalId) - Number(a.retrievalId === recording.retrievalId) ||
        a.number.localeCompare(b.number),
    );
}
