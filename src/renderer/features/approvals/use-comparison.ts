import { useCallback, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { invoke } from '../../bridge.ts';
import { useShown } from '../stills/use-shown.ts';
import { type ShownRange, useShownReport } from '../viewing-room/use-watched-report.ts';
import { longestComparedLeapMs } from '../viewing-room/watched.ts';

type Compared = Output<'clips.compare'>;

/** Which of the two pictures. */
export type Side = 'masked' | 'plain';

/**
 * A masked clip beside its stretch, until both are put away; what was shown of them is reported first. `unseen`: what of
 * the clip was not on this person's screen yet, null before it was ever shown here.
 */
export function useComparison(clipId: string) {
  const [unseen, setUnseen] = useState<Compared['unseen'] | null>(null);
  const send = useCallback(
    async (ranges: readonly ShownRange<Side>[]): Promise<void> =>
      setUnseen((await invoke('clips.watched', { clipId, ranges: [...ranges] })).unseen),
    [clipId],
  );
  const report = useShownReport(send, longestComparedLeapMs);
  const [shown, setShown] = useShown<Compared, 'clips.putAway'>('clips.putAway', { clipId }, report.flush);
  const show = (compared: Compared | null): boolean => {
    setShown(compared);
    if (compared !== null) setUnseen(compared.unseen);
    return compared !== null;
  };
  return { shown, show, putAway: () => setShown(null), unseen, report };
}

export type Comparison = ReturnType<typeof useComparison>;
