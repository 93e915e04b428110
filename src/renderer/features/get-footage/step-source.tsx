import { Card, Group, Radio, Stack } from '@mantine/core';
import type { SourceProps } from './source-parts.tsx';
import { StepRecorder } from './step-recorder.tsx';
import { StepStick } from './step-stick.tsx';

/** Second step: where the footage is fetched from. */
export function StepSource(props: SourceProps) {
  const { draft, onChange } = props;
  const choose = (value: string): void => {
    const kind = value === 'recorder' ? 'recorder' : 'stick';
    onChange({ kind, survey: null, connection: null });
  };
  return (
    <Stack>
      <Card withBorder component="section" maw={880}>
        <Radio.Group label="Where is the footage?" value={draft.kind} onChange={choose}>
          <Group mt="xs" gap="xl">
            <Radio value="stick" label="On a memory stick" />
            <Radio value="recorder" label="On the recorder, over the VPN" />
          </Group>
        </Radio.Group>
      </Card>
      {draft.kind === 'stick' ? <StepStick {...props} /> : <StepRecorder {...props} />}
    </Stack>
  );
}
