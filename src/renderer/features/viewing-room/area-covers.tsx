import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MovingArea } from '../../../shared/contract/clips.ts';
import { areaCoversText, coversAt } from '../../../shared/moving-area.ts';
import { coveredPart, coveringAll, coveringFrom, coveringUntil, within } from './moving-areas.ts';

interface AreaCoversProps {
  readonly area: MovingArea;
  readonly index: number;
  /** The picture on the screen. */
  readonly frame: number;
  readonly clip: { readonly from: number; readonly to: number };
  readonly frameCount: number;
  readonly onChange: (area: MovingArea) => void;
}

/** For which pictures the chosen area covers: all of the clip, or only while what it covers is there. */
export function AreaCovers({ area, index, frame, clip, frameCount, onChange }: AreaCoversProps): ReactNode {
  const name = `Area ${String(index + 1)}`;
  const choices = [
    ['Covers from this picture', () => coveringFrom(area, frame, { frameCount })],
    ['Covers until this picture', () => coveringUntil(area, frame)],
    ['Covers the whole clip', () => coveringAll(area)],
  ] as const;
  return (
    <Group gap="xs" role="group" aria-label={`Pictures that ${name.toLowerCase()} covers`}>
      <Text fw={700} w={64}>
        {name}
      </Text>
      {choices.map(([words, changed]) => (
        <Button key={words} variant="default" size="compact-sm" onClick={() => onChange(changed())}>
          {words}
        </Button>
      ))}
      <Text className="figures-steady" role="status">
        {coversInWords({ area, index, frame, clip })}
      </Text>
    </Group>
  );
}

type Told = Pick<AreaCoversProps, 'area' | 'index' | 'frame' | 'clip'>;

/** `Area 1 covers pictures 12 to 40 only. It covers nothing at this picture.` */
export function coversInWords({ area, index, frame, clip }: Told): string {
  if (coveredPart(area, clip) === null)
    return `Area ${index + 1} covers no picture of the clip. Let it cover some, or remove it.`;
  const words = areaCoversText(within(area, clip), index);
  return `A${words.slice(1)}.${coversAt(area, frame) ? '' : ' It covers nothing at this picture.'}`;
}
