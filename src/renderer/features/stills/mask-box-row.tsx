import { Button, Group, NumberInput, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MaskBox } from '../../../shared/contract/masks.ts';

interface BoxRowProps {
  readonly box: MaskBox;
  readonly index: number;
  readonly isChosen: boolean;
  readonly onChange: (box: MaskBox) => void;
  readonly onRemove: () => void;
}

const sides = { x: 'from the left', y: 'from the top', width: 'wide', height: 'high' } as const;

/** The same area in numbers, to the pixel. */
export const BoxRow = ({ box, index, isChosen, onChange, onRemove }: BoxRowProps): ReactNode => (
  <Group gap="xs" align="flex-end" role="group" aria-label={`Area ${String(index + 1)} in pixels`}>
    <Text fw={isChosen ? 700 : 400} w={64}>
      Area {index + 1}
    </Text>
    {(Object.keys(sides) as (keyof typeof sides)[]).map((side) => (
      <NumberInput
        key={side}
        label={`Area ${String(index + 1)}, ${sides[side]}`}
        w={150}
        allowDecimal={false}
        allowNegative={false}
        value={box[side]}
        onChange={(value) => onChange({ ...box, [side]: Number(value) })}
      />
    ))}
    <Button variant="default" onClick={onRemove}>
      Remove <span className="hidden-words">area {index + 1}</span>
    </Button>
  </Group>
);
