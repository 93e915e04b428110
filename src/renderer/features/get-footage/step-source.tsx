import { Card, Group, Radio, Stack } from '@mantine/core';
import { useSession } from '../../ui/role.tsx';
import { type Incident, type SourceKind, sourceKinds } from './draft.ts';
import type { SourceProps } from './source-parts.tsx';
import { StepPortal } from './step-portal.tsx';
import { StepRecorder } from './step-recorder.tsx';
import { StepSimulated } from './step-simulated.tsx';
import { StepStick } from './step-stick.tsx';

const words: Readonly<Record<SourceKind, string>> = {
  stick: 'On a memory stick',
  recorder: 'On the recorder, over the VPN',
  'portal-stick': 'Downloaded from the portal onto a memory stick',
  portal: 'On the portal itself',
  simulated: 'On the simulated recorder of this training vault',
};

interface StepSourceProps extends SourceProps {
  /** The camera system of the incident. */
  readonly system: Incident['system'] | undefined;
}

/** Second step: where the footage is fetched from. */
export function StepSource({ system, ...props }: StepSourceProps) {
  const { draft, onChange } = props;
  const { state } = useSession();
  const kinds = sourceKinds(system, state.training);
  const choose = (value: string): void => {
    const kind = kinds.find((known) => known === value);
    if (kind !== undefined) onChange({ kind, survey: null, connection: null });
  };
  return (
    <Stack>
      <Card withBorder component="section" maw={880}>
        <Radio.Group label="Where is the footage?" value={draft.kind} onChange={choose}>
          <Group mt="xs" gap="xl">
            {kinds.map((kind) => (
              <Radio key={kind} value={kind} label={words[kind]} />
            ))}
          </Group>
        </Radio.Group>
      </Card>
      {draft.kind === 'recorder' && <StepRecorder {...props} />}
      {draft.kind === 'portal' && <StepPortal {...props} />}
      {draft.kind === 'simulated' && <StepSimulated {...props} />}
      {(draft.kind === 'stick' || draft.kind === 'portal-stick') && <StepStick {...props} />}
    </Stack>
  );
}
