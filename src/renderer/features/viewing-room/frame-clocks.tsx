import { Box, Text } from '@mantine/core';
import { offsetInWords } from '../footage/offset.ts';
import { clocksAt, showPosition } from './clocks.ts';
import { frameStartMs } from './frames.ts';
import type { OpenViewing } from './use-frame-player.ts';

const Clock = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <Box>
    <Text size="sm" c="dimmed">
      {label}
    </Text>
    <Text size="sm" fw={600}>
      {value}
    </Text>
  </Box>
);

/**
 * The three clocks of the frame on the screen: recorded, offset, corrected. Always in sight. The columns do not depend
 * on the digits: a row that grows and wraps while footage plays moves the buttons away under the mouse.
 */
export function FrameClocks({ open, frame }: { readonly open: OpenViewing; readonly frame: number }) {
  const position = frameStartMs(open, frame);
  const clocks = clocksAt(open.recordedFrom, open.offsetSeconds, position);
  const offset = offsetInWords(open.offsetSeconds).replace('The recorder is ', '');
  return (
    <Box
      className="figures"
      style={{
        display: 'grid',
        gap: 12,
        gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2.4fr) minmax(0, 3fr) minmax(0, 2fr)',
      }}
    >
      <Clock label="Recorded (recorder’s clock)" value={clocks?.recorded ?? 'not known'} />
      <Clock label="Offset" value={offset} />
      <Clock label="Corrected (UK time)" value={clocks?.corrected ?? 'not known'} />
      <Clock label={`Frame ${frame + 1} of ${open.frameCount}`} value={showPosition(position)} />
    </Box>
  );
}
