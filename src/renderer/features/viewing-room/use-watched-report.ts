import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { CommandFailed, invoke } from '../../bridge.ts';
import { nothingWatched, presentFrame, putBack, takeRanges, type PresentedFrame } from './watched.ts';

const reportEveryMs = 2000;

/**
 * Reports to the core what was really shown, every two seconds and when the screen goes. A report that fails is kept
 * for the next one and told to the screen: footage that cannot be logged must not go on playing (CoP 3.9).
 */
export function useWatchedReport(viewingId: string) {
  const watched = useRef(nothingWatched);
  const [failure, setFailure] = useState<Failure | null>(null);

  /** Resolves to the failure of the report, or null when everything shown so far is logged. */
  const flush = useCallback(async (): Promise<Failure | null> => {
    while (watched.current.ranges.length > 0) {
      const { ranges, rest } = takeRanges(watched.current);
      watched.current = rest;
      try {
        await invoke('viewings.watched', { viewingId, ranges: [...ranges] });
        setFailure(null);
      } catch (error) {
        watched.current = putBack(watched.current, ranges);
        if (!(error instanceof CommandFailed)) throw error;
        setFailure(error.failure);
        return error.failure;
      }
    }
    return null;
  }, [viewingId]);

  const present = useCallback((frame: PresentedFrame) => {
    watched.current = presentFrame(watched.current, frame);
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
