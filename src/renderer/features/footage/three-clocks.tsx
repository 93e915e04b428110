import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { Facts } from '../../ui/facts.tsx';
import { correctedWallClock, formatWallClock } from '../../ui/time.ts';
import { WallClockText } from '../../ui/time-text.tsx';
import { offsetInWords } from './offset.ts';
import { referenceWords, type Recording } from './recording-words.ts';

const unknown = 'not known';

/** From when to when, on the recorder's clock and corrected, with the offset between them and where it comes from. */
export function ThreeClocks(props: {
  readonly recording: Recording;
  readonly timeCheck: Output<'recordings.read'>['timeCheck'];
}): ReactNode {
  const { recordedFrom, recordedTo, offsetSeconds } = props.recording;
  const { systemTime, referenceTime, source, seenBy } = props.timeCheck;
  const corrected = (wallClock: string | null): string =>
    wallClock === null ? unknown : `${formatWallClock(correctedWallClock(wallClock, offsetSeconds))} (UK time)`;
  return (
    <Facts
      items={[
        { label: 'Recorded from', value: recordedFrom === null ? unknown : <WallClockText value={recordedFrom} /> },
        { label: 'Recorded to', value: recordedTo === null ? unknown : <WallClockText value={recordedTo} /> },
        { label: 'Offset', value: `${offsetInWords(offsetSeconds)}.` },
        { label: 'Corrected from', value: corrected(recordedFrom) },
        { label: 'Corrected to', value: corrected(recordedTo) },
        {
          label: 'Time check',
          value: `Recorder ${formatWallClock(systemTime)}; ${referenceWords[source]} ${formatWallClock(referenceTime)}; seen by ${seenBy}.`,
        },
      ]}
    />
  );
}
