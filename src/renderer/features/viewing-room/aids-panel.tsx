import { Button, Slider, Stack, Text } from '@mantine/core';
import { type Aids, brightened, contrasted, noAids } from './viewing-aids.ts';

interface AidsPanelProps {
  readonly aids: Aids;
  readonly onChange: (change: (before: Aids) => Aids) => void;
}

const range = { min: 0.5, max: 4, step: 0.1, label: (value: number) => `${Math.round(value * 100)} %` };

/** Brightness and contrast of the picture on this screen; nearer and further are keys and the wheel. */
export const AidsPanel = ({ aids, onChange }: AidsPanelProps) => (
  <Stack gap="xs">
    <Text size="sm" id="aid-brightness">
      Brightness
    </Text>
    <Slider
      {...range}
      value={aids.brightness}
      thumbProps={{ 'aria-labelledby': 'aid-brightness' }}
      onChange={(value) => onChange((before) => brightened(before, value))}
    />
    <Text size="sm" id="aid-contrast">
      Contrast
    </Text>
    <Slider
      {...range}
      value={aids.contrast}
      thumbProps={{ 'aria-labelledby': 'aid-contrast' }}
      onChange={(value) => onChange((before) => contrasted(before, value))}
    />
    <Button variant="default" size="compact-sm" onClick={() => onChange(() => noAids)}>
      Show it as it is (0)
    </Button>
  </Stack>
);
