import type { RecordingId } from '../../src/shared/model.ts';

/** One thing that keeps a recording: through the day before `until`. */
export interface Right {
  until: string;
}
/** What keeps which recording, noted by whoever asked for it: it knows nothing of the application's rule. */
export interface Kept {
  hold(recordingId: RecordingId, until: string): Right;
  isKept(recordingId: RecordingId, day: string): boolean;
}

export function whatKeeps(): Kept {
  const rights: { readonly recordingId: RecordingId; readonly right: Right }[] = [];
  return {
    hold(recordingId, until) {
      const right = { until };
      rights.push({ recordingId, right });
      return right;
    },
    isKept: (recordingId, day) => rights.some((each) => each.recordingId === recordingId && day < each.right.until),
  };
}
