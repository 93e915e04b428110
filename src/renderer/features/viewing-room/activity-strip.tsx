import { Box, Text } from '@mantine/core';
import { useMemo } from 'react';
import { showPosition } from './clocks.ts';
import { barsOf } from './movement.ts';
import type { Camera } from './cameras.ts';
import './activity-strip.css';

type Activity = NonNullable<Camera['activity']>;

interface ActivityStripProps {
  readonly activity: Activity;
  readonly durationMs: number;
  readonly onSeekTo: (positionMs: number) => void;
}

const BARS = 500;
const HEIGHT = 22;
const PICTURES = 10;

/** How much moves along the recording, and small pictures below; a click leads there. Keys N and P do the same. */
export function ActivityStrip({ activity, durationMs, onSeekTo }: ActivityStripProps) {
  const bars = useMemo(() => barsOf(activity.scores, BARS), [activity.scores]);
  const width = bars.length;
  return (
    <Box aria-hidden>
      <button
        type="button"
        tabIndex={-1}
        className="activity"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onSeekTo(((event.clientX - box.left) / Math.max(1, box.width)) * durationMs);
        }}
      >
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} width="100%" height={HEIGHT} preserveAspectRatio="none">
          {bars.map(({ height, isEmpty }, bar) => {
            const drawn = isEmpty ? HEIGHT : Math.max(1, height * HEIGHT);
            return (
              <rect
                key={`${bar}`}
                x={bar}
                y={HEIGHT - drawn}
                width={1.05}
                height={drawn}
                className={isEmpty ? 'activity-empty' : 'activity-bar'}
              />
            );
          })}
        </svg>
      </button>
      <SmallPictures strip={activity.strip} durationMs={durationMs} onSeekTo={onSeekTo} />
    </Box>
  );
}

interface SmallPicturesProps {
  readonly strip: Activity['strip'];
  readonly durationMs: number;
  readonly onSeekTo: (positionMs: number) => void;
}

/** Evenly spaced over the recording; each is cut out of the one picture that holds them all. */
function SmallPictures({ strip, durationMs, onSeekTo }: SmallPicturesProps) {
  const count = Math.min(PICTURES, strip.count);
  const places = Array.from({ length: count }, (_, index) => {
    const positionMs = (durationMs * index) / count;
    return { positionMs, place: Math.min(strip.count - 1, Math.floor(positionMs / strip.everyMs)) };
  });
  return (
    <Box className="activity-pictures">
      {places.map(({ positionMs, place }, index) => (
        <Box
          key={`${index}`}
          component="button"
          type="button"
          tabIndex={-1}
          className="activity-picture"
          onClick={() => onSeekTo(positionMs)}
          style={{
            aspectRatio: `${strip.width} / ${strip.height}`,
            backgroundImage: `url("${strip.url}")`,
            backgroundSize: `${strip.columns * 100}% ${strip.rows * 100}%`,
            backgroundPosition: `${share(place % strip.columns, strip.columns)}% ${share(Math.floor(place / strip.columns), strip.rows)}%`,
          }}
        >
          <Text span size="xs">
            {showPosition(positionMs).slice(0, 8)}
          </Text>
        </Box>
      ))}
    </Box>
  );
}

/** Where a background stands so that its n-th cell shows, in per cent of the room it can move. */
const share = (index: number, count: number): number => (count <= 1 ? 0 : (index / (count - 1)) * 100);
