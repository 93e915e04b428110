import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { CommandFailed, invoke } from '../../bridge.ts';
import {
  mostRanges,
  nothingWatched,
  presentFrame,
  type PresentedFrame,
  putBack,
  takeRanges,
  type Watched,
  type WatchedRange,
} from './watched.ts';

const reportEveryMs = 2000;

/**
 * Reports to the core what was really shown of each recording, every two seconds and when the screen goes. A report
 * that fails is kept for the next one and told to the screen: footage that cannot be logged must not go on playing
 * (CoP 3.9).
 */
export function useWatchedReport(viewingId: string) {
  const watched = useRef(new Map<string, Watched>());
  const [failure, setFailure] = useState<Failure | null>(null);

  /** Resolves to the failure of the report, or null when everything shown so far is logged. */
  const flush = useCallback(async (): Promise<Failure | null> => {
    for (let ranges = takeAll(watched.current); ranges.length > 0; ranges = takeAll(watched.current)) {
      try {
        await invoke('viewings.watched', { viewingId, ranges });
        setFailure(null);
      } catch (error) {
        for (const { recordingId, ...range } of ranges)
          watched.current.set(recordingId, putBack(watched.current.get(recordingId) ?? nothingWatched, [range]));
        if (!(error instanceof CommandFailed)) throw error;
        setFailure(error.failure);
        return error.failure;
      }
    }
    return null;
  }, [viewingId]);

  const present = useCallback((recordingId: string, frame: PresentedFrame) => {
    watched.current.set(recordingId, presentFrame(watched.current.get(recordingId) ?? nothingWatched, frame));
  }, []);

  useEffect(() => {
    const timer = setInterval(() => void flush(), reportEveryMs);
    return () => {
      clearInterval(timer);
      void flush();
    };
  }, [flush]);

  return { present, flush, failure };
}

/** Takes what can be reported in one call, of all recordings together. */
function takeAll(watched: Map<string, Watched>): ({ readonly recordingId: string } & WatchedRange)[] {
  const taken: ({ readonly recordingId: string } & WatchedRange)[] = [];
  for (const [recordingId, of] of watched) {
    const { ranges, rest } = takeRanges(of, mostRanges - taken.length);
    watched.set(recordingId, rest);
    taken.push(...ranges.map((range) => ({ recordingId, ...range })));
  }
  return taken;
}
