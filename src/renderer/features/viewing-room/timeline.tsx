import { Box } from '@mantine/core';
import type { KeyboardEvent, PointerEvent } from 'react';
import { clocksAt, showPosition } from './clocks.ts';
import { frameCovering, frameStartMs } from './frames.ts';
import type { OpenViewing } from './use-frame-player.ts';

interface TimelineProps {
  readonly open: OpenViewing;
  readonly bookmarks: OpenViewing['bookmarks'];
  readonly frame: number;
  readonly onSeek: (frame: number) => void;
  /** One frame on (1) or back (-1), counted from the frame asked for last: quick presses add up. */
  readonly onStep: (frames: 1 | -1) => void;
}

const width = 1000;
const arrows: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1 };
const stepsMs: Record<string, number> = { PageUp: 10_000, PageDown: -10_000, ArrowUp: 1000, ArrowDown: -1000 };

/** The whole recording as a slider: the place shown, and a mark for every bookmark. */
export function Timeline({ open, bookmarks, frame, onSeek, onStep }: TimelineProps) {
  const duration = Math.max(open.durationMs, 1);
  const position = frameStartMs(open, frame);
  const x = (ms: number): number => Math.min(width, (ms / duration) * width);
  const clocks = clocksAt(open.recordedFrom, open.offsetSeconds, position);

  const onKey = (event: KeyboardEvent): void => {
    const step = arrows[event.key];
    const target = keyTarget(event.key, open, frame);
    if (step === undefined && target === null) return;
    event.preventDefault();
    if (step !== undefined) onStep(step);
    else if (target !== null) onSeek(target);
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    event.currentTarget.setPointerCapture(event.pointerId);
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / Math.max(1, box.width)));
    onSeek(frameCovering(open, share * duration));
  };

  return (
    <Box
      role="slider"
      tabIndex={0}
      className="mantine-focus-auto"
      aria-label="Place in the recording"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, open.frameCount - 1)}
      aria-valuenow={frame}
      aria-valuetext={clocks === null ? `${showPosition(position)} from the start` : `recorded ${clocks.recorded}`}
      onKeyDown={onKey}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      style={{ cursor: 'pointer', touchAction: 'none', borderRadius: 4 }}
    >
      <svg viewBox={`0 0 ${width} 28`} width="100%" height="28" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="10" width={width} height="8" fill="var(--app-input-border)" opacity="0.45" />
        <rect x="0" y="10" width={x(position)} height="8" fill="var(--mantine-primary-color-filled)" />
        {bookmarks.map((bookmark) => (
          <rect key={bookmark.id} x={x(bookmark.positionMs) - 1.5} y="1" width="3" height="8" fill="currentColor" />
        ))}
        <rect x={Math.min(width - 4, Math.max(0, x(position) - 2))} y="4" width="4" height="20" fill="currentColor" />
      </svg>
    </Box>
  );
}

function keyTarget(key: string, open: OpenViewing, frame: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return open.frameCount - 1;
  const step = stepsMs[key];
  return step === undefined ? null : frameCovering(open, frameStartMs(open, frame) + step);
}
