import { Button, Group, Slider, Stack, Text } from '@mantine/core';
import { type Aids, brightened, contrasted, noAids } from './viewing-aids.ts';

interface AidsPanelProps {
  readonly aids: Aids;
  readonly onChange: (change: (before: Aids) => Aids) => void;
}

const range = { min: 0.5, max: 4, step: 0.1, label: (value: number) => `${Math.round(value * 100)} %` };

/** Brightness and contrast of the picture on this screen; nearer and further are keys and the wheel. */
export const AidsPanel = ({ aids, onChange }: AidsPanelProps) => (
  <Stack gap="xs">
    <Aid
      name="Brightness"
      value={aids.brightness}
      onValue={(value) => onChange((before) => brightened(before, value))}
    />
    <Aid name="Contrast" value={aids.contrast} onValue={(value) => onChange((before) => contrasted(before, value))} />
    <Button variant="default" size="compact-sm" onClick={() => onChange(() => noAids)}>
      Show it as it is (0)
    </Button>
  </Stack>
);

interface AidProps {
  readonly name: string;
  readonly value: number;
  readonly onValue: (value: number) => void;
}

const Aid = ({ name, value, onValue }: AidProps) => (
  <Group gap="xs" wrap="nowrap">
    <Text size="sm" id={`aid-${name}`} w={80} flex="none">
      {name}
    </Text>
    <Slider {...range} flex={1} value={value} thumbProps={{ 'aria-labelledby': `aid-${name}` }} onChange={onValue} />
  </Group>
);
