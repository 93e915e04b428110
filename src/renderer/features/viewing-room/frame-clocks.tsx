import { Box, Text } from '@mantine/core';
import { offsetInWords } from '../footage/offset.ts';
import { clocksAt, showPosition } from './clocks.ts';
import { frameStartMs } from './frames.ts';
import type { Camera } from './cameras.ts';

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

interface FrameClocksProps {
  readonly camera: Camera;
  /** Null while this camera has no picture: its own clocks then say nothing. */
  readonly frame: number | null;
  /** The corrected time that all cameras share, in words; null where there is one camera. */
  readonly shared: string | null;
}

/**
 * The three clocks of the frame on the screen: recorded, offset, corrected. Always in sight. The columns do not depend
 * on the digits: a row that grows and wraps while footage plays moves the buttons away under the mouse.
 */
export function FrameClocks({ camera, frame, shared }: FrameClocksProps) {
  const position = frameStartMs(camera, frame ?? 0);
  const clocks = frame === null ? null : clocksAt(camera.recordedFrom, camera.offsetSeconds, position);
  const offset = offsetInWords(camera.offsetSeconds).replace('The recorder is ', '');
  const none = frame === null ? 'no picture' : 'not known';
  return (
    <Box
      className="figures"
      style={{
        display: 'grid',
        gap: 12,
        gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2.4fr) minmax(0, 3fr) minmax(0, 2fr)',
      }}
    >
      <Clock label="Recorded (recorder’s clock)" value={clocks?.recorded ?? none} />
      <Clock label="Offset" value={offset} />
      <Clock
        label={shared === null ? 'Corrected (UK time)' : 'All in step, corrected (UK time)'}
        value={shared ?? clocks?.corrected ?? none}
      />
      <Clock
        label={frame === null ? 'No frame' : `Frame ${frame + 1} of ${camera.frameCount}`}
        value={frame === null ? 'no picture' : showPosition(position)}
      />
    </Box>
  );
}
