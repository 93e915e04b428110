import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MovingArea } from '../../../shared/contract/clips.ts';
import { areaCoversText, picturesText } from '../../../shared/moving-area.ts';
import { ClauseQuote } from '../../ui/clause.tsx';
import { Facts } from '../../ui/facts.tsx';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { HashText } from '../../ui/hash-text.tsx';
import { Reading } from '../../ui/page.tsx';
import { InstantText } from '../../ui/time-text.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { useQuery } from '../../ui/use-query.ts';
import { ClipVideos } from './clip-videos.tsx';
import '../stills/mask.css';
import { DecisionCard, type DecisionProps } from './decision.tsx';

type Choice = 'approve' | 'refuse';

/** CoP 5.15: the second person compares the masked clip with its stretch of the recording before it is used. */
export function ClipDecision({ id, mayDecide, onDecided }: DecisionProps): ReactNode {
  const clips = useQuery('clips.list', {}, ['court']);
  const decide = useCommand('clips.decide');
  const clip = clips.data?.find((one) => one.id === id);
  if (clip === undefined) return clips.loading ? <Reading /> : <FailureAlert failure={clips.failure} />;
  const send = async (decision: Choice, password: string, reasons: string): Promise<void> => {
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
      failure={decide.failure}
      onOpen={decide.clear}
      onDecide={(...decision) => void send(...decision)}
    >
      <ClipVideos clip={clip} />
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
