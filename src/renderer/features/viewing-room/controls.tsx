import { ActionIcon, Button, Group, NativeSelect, Tooltip } from '@mantine/core';
import {
  IconBookmarkPlus,
  IconCamera,
  IconChartBar,
  IconClock,
  IconEyeOff,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackPrev,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { speeds, type PlayingMode } from './frame-player.ts';
import type { PlayerAction } from './keys.ts';

interface ControlsProps {
  readonly mode: PlayingMode;
  readonly speed: number;
  /** Null when there is no activity strip to fold. */
  readonly strip: { readonly folded: boolean } | null;
  readonly onSpeed: (speed: number) => void;
  readonly onAction: (action: PlayerAction) => void;
}

interface IconActionProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

const IconAction = ({ label, onClick, children }: IconActionProps) => (
  <Tooltip label={label}>
    <ActionIcon variant="default" size={36} aria-label={label} onClick={onClick}>
      {children}
    </ActionIcon>
  </Tooltip>
);

interface SpeedSelectProps extends Pick<ControlsProps, 'speed' | 'onSpeed'> {
  /** The highest speed offered; left out, all are. */
  readonly fastest?: number;
}

/** How fast it plays. */
export const SpeedSelect = ({ speed, fastest = Number.POSITIVE_INFINITY, onSpeed }: SpeedSelectProps): ReactNode => (
  <NativeSelect
    aria-label="Speed"
    w={92}
    value={String(speed)}
    onChange={(event) => onSpeed(Number(event.currentTarget.value))}
    data={speeds.filter((value) => value <= fastest).map((value) => ({ value: String(value), label: `${value} ×` }))}
  />
);

/** The player's own buttons; each has a key that does the same. */
export function Controls({ mode, speed, strip, onSpeed, onAction }: ControlsProps) {
  const act = (action: PlayerAction) => () => onAction(action);
  return (
    <Group gap="xs" role="group" aria-label="Player">
      <IconAction label="One frame back (←)" onClick={act('frame-back')}>
        <IconPlayerSkipBack size={18} />
      </IconAction>
      <IconAction label="Play backward (J)" onClick={act('backward')}>
        <IconPlayerTrackPrev size={18} />
      </IconAction>
      <Button
        w={104}
        leftSection={mode === 'still' ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />}
        onClick={act('play-or-pause')}
      >
        {mode === 'still' ? 'Play' : 'Pause'}
      </Button>
      <IconAction label="One frame on (→)" onClick={act('frame-on')}>
        <IconPlayerSkipForward size={18} />
      </IconAction>
      <SpeedSelect {...{ speed, onSpeed }} />
      <IconAction label="Go to a time of day (G)" onClick={act('go-to')}>
        <IconClock size={18} />
      </IconAction>
      <IconAction label="Cover the picture (Esc)" onClick={act('cover')}>
        <IconEyeOff size={18} />
      </IconAction>
      {strip !== null && (
        <IconAction label={`${strip.folded ? 'Unfold' : 'Fold'} the activity strip (A)`} onClick={act('fold')}>
          <IconChartBar size={18} />
        </IconAction>
      )}
      <Button variant="default" leftSection={<IconBookmarkPlus size={18} />} onClick={act('bookmark')}>
        Bookmark
      </Button>
      <Button variant="default" leftSection={<IconCamera size={18} />} onClick={act('still')}>
        Request still
      </Button>
    </Group>
  );
}
