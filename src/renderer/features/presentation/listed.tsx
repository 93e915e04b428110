import { Checkbox, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Input, Output } from '../../../shared/contract.ts';
import { clipWords } from '../court/court-words.ts';
import { WallClockInput } from '../../ui/wall-clock-input.tsx';

type Exhibit = Output<'bundles.list'>[number]['exhibits'][number];

/** What of one exhibit is to be shown; empty times mean from its beginning, or to its end. */
export interface Part {
  readonly isListed: boolean;
  readonly from: string;
  readonly to: string;
}
/** By the exhibit reference: a still and its masked copy are two exhibits of one still. */
export type Parts = Readonly<Record<string, Part>>;

const whole: Part = { isListed: true, from: '', to: '' };
const partOf = (parts: Parts, reference: string): Part => parts[reference] ?? whole;

/** The list that goes with the request, in the order of the bundle. */
export const listedOf = (exhibits: readonly Exhibit[], parts: Parts): Input<'viewings.present'>['listed'] =>
  exhibits.flatMap(({ recordingId, reference }) => {
    if (recordingId === null) return [];
    const { isListed, from, to } = partOf(parts, reference);
    return isListed ? [{ recordingId, ...(from !== '' && { from }), ...(to !== '' && { to }) }] : [];
  });

/** The references of the stills that are to be shown. */
export const listedStillsOf = (exhibits: readonly Exhibit[], parts: Parts): string[] =>
  exhibits.flatMap(({ stillId, reference }) =>
    stillId !== null && partOf(parts, reference).isListed ? [reference] : [],
  );

/** The references of the clips that are to be shown. */
export const listedClipsOf = (exhibits: readonly Exhibit[], parts: Parts): string[] =>
  exhibits.flatMap(({ clip, reference }) => (clip !== null && partOf(parts, reference).isListed ? [reference] : []));

/** Recordings and clips are films: as many as are listed may go side by side. */
export const mayBeInStep = (exhibits: readonly Exhibit[], parts: Parts): boolean =>
  listedOf(exhibits, parts).length + listedClipsOf(exhibits, parts).length > 1;

interface ListedProps {
  readonly inStep: boolean;
  readonly onInStep: (inStep: boolean) => void;
  readonly exhibits: readonly Exhibit[];
  readonly parts: Parts;
  readonly onChange: (parts: Parts) => void;
}

/** Which exhibits, and from when to when: nothing else can be brought on the screen before the court. */
export const Listed = ({ exhibits, parts, inStep, onInStep, onChange }: ListedProps): ReactNode => (
  <Stack gap="md" component="section" aria-label="What is shown">
    {exhibits.map(({ recordingId, clip, reference, description }) => {
      const part = partOf(parts, reference);
      const change = (more: Partial<Part>): void => onChange({ ...parts, [reference]: { ...part, ...more } });
      return (
        <Stack key={reference} gap="xs">
          <Checkbox
            label={`${reference}: ${description}`}
            description={clip === null ? undefined : clipWords(clip)}
            checked={part.isListed}
            onChange={({ currentTarget }) => change({ isListed: currentTarget.checked })}
          />
          {part.isListed && recordingId !== null && (
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
      Leave the times empty to show the whole exhibit. A stretch is cut out before the showing begins, which takes about
      as long as it plays and can be stopped; nothing else of the recording can be reached then. A clip is shown whole,
      and nothing of its recording with it.
    </Text>
    {mayBeInStep(exhibits, parts) && (
      <Checkbox
        label="Show recordings and clips side by side, in step by their corrected times"
        description="Two of them, or three."
        checked={inStep}
        onChange={({ currentTarget }) => onInStep(currentTarget.checked)}
      />
    )}
  </Stack>
);
