import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { mostRanges } from '../../../shared/contract/viewings.ts';
import { CommandFailed, invoke } from '../../bridge.ts';
import type { Camera } from './cameras.ts';
import {
  longestLeapMs,
  nothingWatched,
  presentFrame,
  type PresentedFrame,
  putBack,
  takeRanges,
  type Watched,
  type WatchedRange,
} from './watched.ts';

const reportEveryMs = 2000;

/** A stretch of one of the pictures on the screen: of a recording, or of one side of a comparison. */
export type ShownRange<Of extends string> = WatchedRange & { readonly of: Of };

/** Which recording, or which clip cut out of one. */
type Footage = Pick<Camera, 'recordingId' | 'clip'>;
const keyOf = ({ recordingId, clip }: Footage): string => (clip === null ? recordingId : `${recordingId} ${clip.id}`);
const footageOf = (key: string): { recordingId: string; clipId?: string } => {
  const [recordingId = '', clipId] = key.split(' ');
  return clipId === undefined ? { recordingId } : { recordingId, clipId };
};

/** What was really shown of each recording of a viewing, and of each clip. */
export function useWatchedReport(viewingId: string) {
  const send = useCallback(
    (ranges: readonly ShownRange<string>[]) =>
      invoke('viewings.watched', {
        viewingId,
        ranges: ranges.map(({ of, ...range }) => ({ ...footageOf(of), ...range })),
      }),
    [viewingId],
  );
  const { present: presentOf, ...report } = useShownReport(send, longestLeapMs);
  const present = useCallback(
    (footage: Footage, frame: PresentedFrame) => presentOf(keyOf(footage), frame),
    [presentOf],
  );
  return { ...report, present };
}

/**
 * Reports to the core what was really shown of each picture, every two seconds and when the screen goes. A report that
 * fails is kept for the next one and told to the screen: footage that cannot be logged must not go on playing (CoP 3.9).
 * `send` must stay the same function. `longestMs`: the longest leap while playing that still counts as shown.
 */
export function useShownReport<Of extends string>(
  send: (ranges: readonly ShownRange<Of>[]) => Promise<unknown>,
  longestMs: number,
) {
  const watched = useRef(new Map<Of, Watched>());
  const underWay = useRef<Promise<unknown>>(Promise.resolve());
  const [failure, setFailure] = useState<Failure | null>(null);

  /** Resolves to the failure of the report, or null when everything shown so far is logged. */
  const flush = useCallback((): Promise<Failure | null> => {
    const reportAll = async (): Promise<Failure | null> => {
      for (let ranges = takeAll(watched.current); ranges.length > 0; ranges = takeAll(watched.current)) {
        try {
          await send(ranges);
          setFailure(null);
        } catch (error) {
          for (const { of, ...range } of ranges)
            watched.current.set(of, putBack(watched.current.get(of) ?? nothingWatched, [range]));
          if (!(error instanceof CommandFailed)) throw error;
          setFailure(error.failure);
          return error.failure;
        }
      }
      return null;
    };
    // One after the other: what a report took that is still under way is not logged yet.
    const next = underWay.current.then(reportAll, reportAll);
    underWay.current = next;
    return next;
  }, [send]);

  const present = useCallback(
    (of: Of, frame: PresentedFrame) => {
      watched.current.set(of, presentFrame(watched.current.get(of) ?? nothingWatched, frame, longestMs));
    },
    [longestMs],
  );

  useEffect(() => {
    const timer = setInterval(() => void flush(), reportEveryMs);
    return () => {
      clearInterval(timer);
      void flush();
    };
  }, [flush]);

  return { present, flush, failure };
}

/** Takes what can be reported in one call, of all together. */
function takeAll<Of extends string>(watched: Map<Of, Watched>): ShownRange<Of>[] {
  const taken: ShownRange<Of>[] = [];
  for (const [of, shown] of watched) {
    const { ranges, rest } = takeRanges(shown, mostRanges - taken.length);
    watched.set(of, rest);
    taken.push(...ranges.map((range) => ({ of, ...range })));
  }
  return taken;
}
