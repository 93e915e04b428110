import { Box, UnstyledButton } from '@mantine/core';
import type { RefCallback } from 'react';
import { type Camera, gapInWords, type TimeLine } from './cameras.ts';
import { Picture } from './picture.tsx';
import type { PlayerView } from './use-players.ts';
import { type Aids, noAids } from './viewing-aids.ts';

interface PicturesProps {
  readonly cameras: readonly Camera[];
  readonly line: TimeLine;
  readonly view: PlayerView;
  readonly chosen: number;
  readonly covered: boolean;
  readonly aids: readonly Aids[];
  readonly setVideo: readonly RefCallback<HTMLVideoElement>[];
  readonly onChoose: (camera: number) => void;
  readonly onAids: (camera: number, change: (before: Aids) => Aids) => void;
}

/** One picture, or up to three side by side: the chosen one is the largest, and the keys work on it. */
export function Pictures({ cameras, line, view, chosen, covered, aids, setVideo, ...on }: PicturesProps) {
  const several = cameras.length > 1;
  return (
    <Box className="player-pictures" data-cameras={cameras.length}>
      {cameras.map((camera, index) => {
        const { frame, missed, gap } = view.cameras[index] ?? { frame: null, missed: null, gap: null };
        const { recordingNumber: number, channel } = camera;
        return (
          <Box key={camera.recordingId} className="player-camera" data-chosen={several && index === chosen}>
            {several && (
              <UnstyledButton
                className="player-caption"
                aria-pressed={index === chosen}
                onClick={() => on.onChoose(index)}
              >
                {index + 1} · {number}
                {channel === null ? '' : `, camera ${channel}`}
                {index === chosen ? ' (chosen)' : ''}
              </UnstyledButton>
            )}
            <Picture
              video={setVideo[index]}
              covered={covered}
              gap={gap === null ? null : gapInWords(line, number, gap)}
              failure={view.failure}
              notice={missedInWords(missed, frame ?? 0)}
              mark={camera.media.kind === 'derivative' ? `Derivative of ${number}` : null}
              label={`Footage ${number}`}
              aids={aids[index] ?? noAids}
              onAids={(change) => on.onAids(index, change)}
            />
          </Box>
        );
      })}
    </Box>
  );
}

/** Said on the picture itself: a line of its own would push the time line away under the mouse. */
const missedInWords = (missed: number | null, frame: number): string | null =>
  missed === null ? null : `Frame ${missed + 1} cannot be shown by this player; frame ${frame + 1} is shown instead.`;
