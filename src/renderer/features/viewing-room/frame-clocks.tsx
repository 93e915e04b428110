import { Box, Group, Text } from '@mantine/core';
import { offsetInWords } from '../footage/offset.ts';
import { clocksAt, showPosition } from './clocks.ts';
import { frameStartMs } from './frames.ts';
import type { OpenViewing } from './use-frame-player.ts';

const Clock = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <Box>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    <Text fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
      {value}
    </Text>
  </Box>
);

/** The three clocks of the frame on the screen: recorded, offset, corrected. Always in sight. */
export function FrameClocks({ open, frame }: { readonly open: OpenViewing; readonly frame: number }) {
  const position = frameStartMs(open, frame);
  const clocks = clocksAt(open.recordedFrom, open.offsetSeconds, position);
  return (
    <Group justify="space-between" gap="md" align="flex-start">
      <Clock label="Recorded (recorder’s clock)" value={clocks?.recorded ?? 'not known'} />
      <Clock label="Offset" value={offsetInWords(open.offsetSeconds).replace('The recorder is ', '')} />
      <Clock label="Corrected (UK time)" value={clocks?.corrected ?? 'not known'} />
      <Clock label={`Frame ${frame + 1} of ${open.frameCount}`} value={showPosition(position)} />
    </Group>
  );
}
