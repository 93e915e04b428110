import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { MovingArea } from '../../../shared/contract/clips.ts';
import { areaCoversText, coversAt } from '../../../shared/moving-area.ts';

type Clip = Output<'clips.list'>[number];

interface AreaPicturesProps {
  readonly areas: readonly MovingArea[];
  readonly shown: Clip['shown'];
  /** The picture of the recording on the screen. */
  readonly picture: number;
  readonly onGo: (picture: number) => void;
}

/**
 * For which pictures each area covers, with the way to the first and the last of them, where it must cover, and to the
 * picture just before and just after, where it must not hide anything and nothing may need hiding (CoP 5.15).
 */
export const AreaPictures = ({ areas, shown, picture, onGo }: AreaPicturesProps): ReactNode => (
  <section aria-label="Pictures that the areas cover">
    <Title order={4}>Pictures that the areas cover</Title>
    <Text size="sm">Look at the first and the last picture of each area, and at those just before and just after.</Text>
    <Stack component="ul" className="plain-list" gap="xs">
      {areas.map((area, index) => (
        <li key={String(index)}>
          <Text>
            A{areaCoversText(area, index).slice(1)}. It covers {coversAt(area, picture) ? 'a part of' : 'nothing at'}{' '}
            this picture.
          </Text>
          <Group gap="xs">
            {placesOf(area, shown).map(([place, at]) => (
              <Button key={place} variant="default" size="compact-sm" onClick={() => onGo(at)}>
                <span className="hidden-words">Area {index + 1}:</span> {place}: picture {at + 1}
              </Button>
            ))}
          </Group>
        </li>
      ))}
    </Stack>
  </section>
);

function placesOf({ covers }: MovingArea, shown: Clip['shown']): (readonly [string, number])[] {
  const { from, to } = covers ?? shown;
  const own =
    from === to
      ? [['The one', from] as const]
      : ([
          ['First', from],
          ['Last', to],
        ] as const);
  const all = [['Just before', from - 1] as const, ...own, ['Just after', to + 1] as const];
  return all.filter(([, at]) => at >= shown.from && at <= shown.to);
}
