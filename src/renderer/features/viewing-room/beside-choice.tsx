import { Checkbox, Stack, Text, Title } from '@mantine/core';
import type { Output } from '../../../shared/contract.ts';
import { formatWallClock } from '../../ui/time.ts';
import { mostBeside } from './beside.ts';

interface BesideChoiceProps {
  readonly candidates: readonly Output<'recordings.list'>[number][];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** Other cameras of the same time, to be shown side by side in step. Nothing is asked where there are none. */
export function BesideChoice({ candidates, chosen, onChange }: BesideChoiceProps) {
  if (candidates.length === 0) return null;
  const isFull = chosen.length >= mostBeside;
  return (
    <Stack gap="xs" component="section" aria-label="Beside it">
      <Title order={2} size="h3">
        Beside it, in step
      </Title>
      <Text size="sm" c="dimmed">
        Up to {mostBeside} other recordings of this case with pictures of the same time. They play together by corrected
        time, and it is logged what was shown of each.
      </Text>
      {candidates.map(({ id, number, channel, recordedFrom, fileName }) => (
        <Checkbox
          key={id}
          label={`${number}${channel === null ? '' : `, camera ${channel}`}, from ${formatWallClock(recordedFrom ?? '')} recorded`}
          description={fileName}
          checked={chosen.includes(id)}
          disabled={isFull && !chosen.includes(id)}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
          }
        />
      ))}
    </Stack>
  );
}
