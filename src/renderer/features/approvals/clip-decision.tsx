import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { MovingArea } from '../../../shared/contract/clips.ts';
import { areaCoversText, picturesText } from '../../../shared/moving-area.ts';
import type { Output } from '../../../shared/contract.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Reading } from '../../ui/page.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { ClipVideos } from './clip-videos.tsx';
import { DecisionCard, type DecisionProps } from './decision.tsx';
import { useComparison } from './use-comparison.ts';

type Choice = 'approve' | 'refuse';

/** CoP 5.15: the second person compares the masked clip with its stretch of the recording before it is used. */
export function ClipDecision(props: DecisionProps): ReactNode {
  const clips = useQuery('clips.list', {}, ['court']);
  const clip = clips.data?.find(({ id }) => id === props.id);
  if (clip === undefined) return clips.loading ? <Reading /> : <FailureAlert failure={clips.failure} />;
  return <OneClip key={clip.id} clip={clip} {...props} />;
}

interface OneClipProps extends DecisionProps {
  readonly clip: Output<'clips.list'>[number];
}

function OneClip({ clip, mayDecide, onDecided }: OneClipProps): ReactNode {
  const comparison = useComparison(clip.id);
  const decide = useCommand('clips.decide');
  const [isDeciding, setDeciding] = useState(false);
  const send = async (decision: Choice, password: string, reasons: string): Promise<void> => {
    const unreported = await comparison.report.flush();
    if (unreported !== null && decision === 'approve') return; // what was seen last counts; a refusal needs none of it
    const decided = await decide.run({ clipId: clip.id, decision, reasons, password });
    if (decided !== null) onDecided(`Masked clip ${decided.number} was ${decided.mask?.state ?? 'decided'}.`);
  };
  return (
    <DecisionCard<Choice>
      title={`Masked clip ${clip.number}`}
      yes={{
        decision: 'approve',
        label: 'Approve',
        consequence: 'The clip may go into a bundle and be given out. What it was compared with is destroyed.',
      }}
      no={{
        decision: 'refuse',
        label: 'Refuse',
        consequence: 'The clip is never used, and it is destroyed. The officer reads your reasons.',
      }}
      mayDecide={mayDecide}
      busy={decide.busy}
      failure={decide.failure ?? comparison.report.failure}
      onOpen={() => {
        decide.clear();
        setDeciding(true);
      }}
      onClose={() => setDeciding(false)}
      onDecide={(...decision) => void send(...decision)}
    >
      <ClipVideos {...{ clip, comparison }} isHeld={isDeciding} />
      <Facts
        items={[
          { label: 'What is covered, and why', value: clip.reason },
          { label: 'From recording', value: `${clip.recordingNumber}, ${picturesText(clip.shown)}` },
          { label: 'Areas', value: clip.mask?.areas.map(areaInWords).join('; ') ?? 'none' },
          { label: 'Made', value: <InstantText value={clip.madeAt} /> },
          { label: 'Made by', value: clip.madeBy },
          { label: 'SHA-256 of the clip', value: <HashText value={clip.sha256} /> },
        ]}
      />
      <Text size="sm">{clip.proof}</Text>
      <ClauseQuote clause="5.15" />
    </DecisionCard>
  );
}

const areaInWords = (area: MovingArea, index: number): string =>
  `${areaCoversText(area, index)}, put at ${area.keys.map(({ picture }) => `picture ${picture + 1}`).join(', ')}`;
