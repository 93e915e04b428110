import { Box, Center, Text } from '@mantine/core';
import type { PointerEvent, RefCallback } from 'react';
import { type Aids, inWords, panned, styleOf, zoomed } from './viewing-aids.ts';

interface PictureProps {
  readonly video: RefCallback<HTMLVideoElement> | undefined;
  readonly covered: boolean;
  /** Said in place of a picture that was never recorded; null where there is one. */
  readonly gap: string | null;
  /** Why nothing can be shown; the picture is taken away. */
  readonly failure: string | null;
  /** Said on the picture: that it is no master, and how it was made; null for the master itself. */
  readonly mark: string | null;
  /** What must be known about the frame on the screen; null when there is nothing to say. */
  readonly notice: string | null;
  readonly label: string;
  readonly aids: Aids;
  readonly onAids: (change: (before: Aids) => Aids) => void;
}

/**
 * The footage itself. No controls, menu, picture-in-picture, casting or dragging: each would be a way out of the
 * room. No sound (CoP 5.10).
 */
export function Picture({ video, covered, gap, failure, mark, notice, label, aids, onAids }: PictureProps) {
  const hidden = covered || failure !== null || gap !== null;
  const aidWords = inWords(aids);
  const drag = (event: PointerEvent<HTMLVideoElement>): void => {
    if (event.buttons !== 1 || aids.zoom === 1) return;
    const { clientWidth, clientHeight } = event.currentTarget;
    const [right, down] = [-event.movementX / clientWidth, -event.movementY / clientHeight];
    onAids((before) => panned(before, right, down));
  };
  return (
    <Box className="player-picture">
      <video
        ref={video}
        aria-label={label}
        muted
        playsInline
        preload="auto"
        disablePictureInPicture
        disableRemotePlayback
        controlsList="nodownload noremoteplayback nofullscreen"
        draggable={false}
        onPointerMove={drag}
        onWheel={(event) => onAids((before) => zoomed(before, event.deltaY < 0 ? 1 : -1))}
        onContextMenu={(event) => event.preventDefault()}
        style={{ visibility: hidden ? 'hidden' : 'visible', ...styleOf(aids) }}
      />
      {mark !== null && !hidden && (
        <Text pos="absolute" top={8} left={8} px={8} py={2} size="sm" bg="rgba(0,0,0,.75)" c="white">
          {mark}
        </Text>
      )}
      {aidWords !== null && !hidden && (
        <Text pos="absolute" top={8} right={8} px={8} py={2} size="sm" bg="rgba(0,0,0,.75)" c="white">
          {aidWords}
        </Text>
      )}
      {notice !== null && !hidden && (
        <Text role="status" pos="absolute" bottom={8} left={8} px={8} py={2} size="sm" bg="rgba(0,0,0,.75)" c="white">
          {notice}
        </Text>
      )}
      {hidden && (
        <Center pos="absolute" inset={0} p="lg">
          <Text c="white" ta="center" size="lg" role="status">
            {failure ?? (covered ? 'Picture covered. Press Esc to come back.' : gap)}
          </Text>
        </Center>
      )}
    </Box>
  );
}
