import { Checkbox, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Input, Output } from '../../../shared/contract.ts';
import { WallClockInput } from '../../ui/wall-clock-input.tsx';

type Exhibit = Output<'bundles.list'>[number]['exhibits'][number];

/** What of one exhibit is to be shown; empty times mean from its beginning, or to its end. */
export interface Part {
  readonly isListed: boolean;
  readonly from: string;
  readonly to: string;
}
export type Parts = Readonly<Record<string, Part>>;

const whole: Part = { isListed: true, from: '', to: '' };
const partOf = (parts: Parts, recordingId: string): Part => parts[recordingId] ?? whole;

/** The list that goes with the request, in the order of the bundle. */
export const listedOf = (exhibits: readonly Exhibit[], parts: Parts): Input<'viewings.present'>['listed'] =>
  exhibits.flatMap(({ recordingId }) => {
    if (recordingId === null) return [];
    const { isListed, from, to } = partOf(parts, recordingId);
    return isListed ? [{ recordingId, ...(from !== '' && { from }), ...(to !== '' && { to }) }] : [];
  });

interface ListedProps {
  readonly exhibits: readonly Exhibit[];
  readonly parts: Parts;
  readonly onChange: (parts: Parts) => void;
}

/** Which exhibits, and from when to when: nothing else can be brought on the screen before the court. */
export const Listed = ({ exhibits, parts, onChange }: ListedProps): ReactNode => (
  <Stack gap="md" component="section" aria-label="What is shown">
    {exhibits.map(({ recordingId, reference, description }) => {
      if (recordingId === null) return null;
      const part = partOf(parts, recordingId);
      const change = (more: Partial<Part>): void => onChange({ ...parts, [recordingId]: { ...part, ...more } });
      return (
        <Stack key={recordingId} gap="xs">
          <Checkbox
            label={`${reference}: ${description}`}
            checked={part.isListed}
            onChange={({ currentTarget }) => change({ isListed: currentTarget.checked })}
          />
          {part.isListed && (
            <Group align="flex-start" pl={36}>
              <WallClockInput
                label={`${reference} from (recorder’s clock)`}
                value={part.from}
                onChange={(from) => change({ from })}
              />
              <WallClockInput
                label={`${reference} to (recorder’s clock)`}
                value={part.to}
                onChange={(to) => change({ to })}
              />
            </Group>
          )}
        </Stack>
      );
    })}
    <Text size="sm" c="dimmed">
      Leave the times empty to show the whole exhibit.
    </Text>
  </Stack>
);
