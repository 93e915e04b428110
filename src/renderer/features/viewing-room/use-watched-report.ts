import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import type { Input } from '../../../shared/contract.ts';
import { CommandFailed, invoke } from '../../bridge.ts';
import type { Present } from './use-players.ts';
import { mostRanges, nothingWatched, presentFrame, putBack, takeRanges, type Watched } from './watched.ts';

type Range = Input<'viewings.watched'>['ranges'][number];
/** Which recording, or which clip of one. */
type Footage = Pick<Range, 'recordingId' | 'clipId'>;
type AllWatched = Map<string, { readonly footage: Footage; readonly watched: Watched }>;

const reportEveryMs = 2000;

/**
 * Reports to the core what was really shown of each recording and clip, every two seconds and when the screen goes. A report
 * that fails is kept for the next one and told to the screen: footage that cannot be logged must not go on playing
 * (CoP 3.9).
 */
export function useWatchedReport(viewingId: string) {
  const watched = useRef<AllWatched>(new Map());
  const [failure, setFailure] = useState<Failure | null>(null);

  /** Resolves to the failure of the report, or null when everything shown so far is logged. */
  const flush = useCallback(async (): Promise<Failure | null> => {
    for (let ranges = takeAll(watched.current); ranges.length > 0; ranges = takeAll(watched.current)) {
      try {
        await invoke('viewings.watched', { viewingId, ranges });
        setFailure(null);
      } catch (error) {
        for (const { recordingId, clipId, ...range } of ranges)
          change(watched.current, { recordingId, clipId }, (before) => putBack(before, [range]));
        if (!(error instanceof CommandFailed)) throw error;
        setFailure(error.failure);
        return error.failure;
      }
    }
    return null;
  }, [viewingId]);

  const present: Present = useCallback(({ recordingId, clip }, frame) => {
    const footage = clip === null ? { recordingId } : { recordingId, clipId: clip.id };
    change(watched.current, footage, (before) => presentFrame(before, frame));
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

function change(all: AllWatched, footage: Footage, how: (before: Watched) => Watched): void {
  const key = footage.clipId ?? footage.recordingId ?? '';
  all.set(key, { footage, watched: how(all.get(key)?.watched ?? nothingWatched) });
}

/** Takes what can be reported in one call, of all recordings and clips together. */
function takeAll(all: AllWatched): Range[] {
  const taken: Range[] = [];
  for (const { footage, watched } of all.values()) {
    const { ranges, rest } = takeRanges(watched, mostRanges - taken.length);
    change(all, footage, () => rest);
    taken.push(...ranges.map((range) => ({ ...footage, ...range })));
  }
  return taken;
}
