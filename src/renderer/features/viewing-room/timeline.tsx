import { Box } from '@mantine/core';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Mark } from './bookmark-list.tsx';
import type { Camera, TimeLine } from './cameras.ts';

interface TimelineProps {
  readonly line: TimeLine;
  readonly cameras: readonly Camera[];
  readonly marks: readonly Mark[];
  readonly momentMs: number;
  /** How the place is read out. */
  readonly words: string;
  readonly onSeek: (momentMs: number) => void;
  /** One frame on (1) or back (-1), counted from the frame asked for last: quick presses add up. */
  readonly onStep: (frames: 1 | -1) => void;
}

const width = 1000;
const arrows: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1 };
const stepsMs: Record<string, number> = { PageUp: 10_000, PageDown: -10_000, ArrowUp: 1000, ArrowDown: -1000 };

/** All that is shown as a slider: the place, a mark for every bookmark, and for several cameras when each recorded. */
export function Timeline({ line, cameras, marks, momentMs, words, onSeek, onStep }: TimelineProps) {
  const duration = Math.max(line.durationMs, 1);
  const x = (ms: number): number => Math.min(width, (ms / duration) * width);
  const bar = cameras.length > 1 ? 18 / cameras.length : 8;

  const onKey = (event: KeyboardEvent): void => {
    const step = arrows[event.key];
    const target = keyTarget(event.key, duration, momentMs);
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
    onSeek(share * duration);
  };

  return (
    <Box
      role="slider"
      tabIndex={0}
      className="mantine-focus-auto"
      aria-label={cameras.length > 1 ? 'Place in the recordings' : 'Place in the recording'}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(momentMs)}
      aria-valuetext={words}
      onKeyDown={onKey}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      style={{ cursor: 'pointer', touchAction: 'none', borderRadius: 4 }}
    >
      <svg viewBox={`0 0 ${width} 28`} width="100%" height="28" preserveAspectRatio="none" aria-hidden="true">
        {cameras.map((camera, index) => {
          const [from, to] = [line.shifts[index] ?? 0, (line.shifts[index] ?? 0) + camera.durationMs];
          const at = cameras.length > 1 ? { y: 8 + index * bar, height: bar - 1 } : { y: 10, height: bar };
          return (
            <g key={camera.recordingId}>
              <rect x={x(from)} width={x(to) - x(from)} fill="var(--app-input-border)" opacity="0.45" {...at} />
              <rect
                x={x(from)}
                width={Math.max(0, x(Math.min(momentMs, to)) - x(from))}
                fill="var(--mantine-primary-color-filled)"
                {...at}
              />
            </g>
          );
        })}
        {marks.map(({ bookmark, momentMs: at }) => (
          <rect key={bookmark.id} x={x(at) - 1.5} y="1" width="3" height="8" fill="currentColor" />
        ))}
        <rect x={Math.min(width - 4, Math.max(0, x(momentMs) - 2))} y="4" width="4" height="20" fill="currentColor" />
      </svg>
    </Box>
  );
}

function keyTarget(key: string, durationMs: number, momentMs: number): number | null {
  if (key === 'Home') return 0;
  if (key === 'End') return durationMs;
  const step = stepsMs[key];
  return step === undefined ? null : momentMs + step;
}
