import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatDay, formatInstant, formatWallClock } from './time.ts';

interface TimeTextProps {
  readonly value: string | null;
}

const nothing = (
  <Text span inherit c="dimmed">
    not recorded
  </Text>
);

/** A moment of the laptop's clock: `Wed 4 Nov 2026, 21:14:07 GMT`. */
export function InstantText({ value }: TimeTextProps): ReactNode {
  if (value === null) return nothing;
  return (
    <time className="figures" dateTime={value}>
      {formatInstant(value)}
    </time>
  );
}

/** What a recorder's clock showed. It names no zone, so it says whose clock it is. */
export function WallClockText({ value }: TimeTextProps): ReactNode {
  if (value === null) return nothing;
  return (
    <span className="figures">
      {formatWallClock(value)}{' '}
      <Text span inherit c="dimmed">
        (recorder’s clock)
      </Text>
    </span>
  );
}

/** A calendar day. */
export function DayText({ value }: TimeTextProps): ReactNode {
  if (value === null) return nothing;
  return (
    <time className="figures" dateTime={value}>
      {formatDay(value)}
    </time>
  );
}
