import { Box, Button, Text } from '@mantine/core';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { wayWords } from '../court/court-words.ts';
import { cameraAt, type Camera, gapInWords } from '../viewing-room/cameras.ts';
import { clocksAt, showCalendarMs, showPosition } from '../viewing-room/clocks.ts';
import { Picture } from '../viewing-room/picture.tsx';
import { playerActions } from '../viewing-room/player-actions.ts';
import { usePlayerKeys } from '../viewing-room/use-player-keys.ts';
import { usePlayers } from '../viewing-room/use-players.ts';
import { type Aids, noAids } from '../viewing-room/viewing-aids.ts';
import type { PresentedFrame } from '../viewing-room/watched.ts';

/** One exhibit, or two or three side by side; each camera with the reference a court knows it by. */
export interface ShownFootage {
  readonly cameras: readonly { readonly camera: Camera; readonly reference: string }[];
}

interface ExhibitPlayerProps extends ShownFootage {
  /** Nothing plays on: what was shown could not be logged, or a question is open. */
  readonly isHeld: boolean;
  /** Told of each frame that was on the screen, and of which camera. */
  readonly present: (camera: Camera, frame: PresentedFrame) => void;
  readonly onOther: (direction: 1 | -1) => void;
  readonly onTryAgain: () => void;
  readonly children: ReactNode;
}

/** What is on the screen now. It is no more than what was listed: the address of a stretch holds nothing else. */
export function ExhibitPlayer({ cameras: shown, isHeld, present, ...props }: ExhibitPlayerProps): ReactNode {
  const open = useMemo(() => ({ cameras: shown.map(({ camera }) => camera) }), [shown]);
  const [chosen, setChosen] = useState(0);
  const { line, setVideo, player, view } = usePlayers(open, chosen, present);
  const [covered, setCovered] = useState(false);
  const [allAids, setAllAids] = useState<readonly Aids[]>(() => shown.map(() => noAids));
  const { momentMs, mode } = view;
  const aidsOf = (of: number, change: (before: Aids) => Aids): void =>
    setAllAids((before) => before.map((each, index) => (index === of ? change(each) : each)));
  useEffect(() => {
    if (isHeld) player.current?.pause();
  }, [isHeld, player]);

  const perform = playerActions({
    ...{ player, view, setCovered },
    setAids: (change) => aidsOf(chosen, change),
    toMovement: props.onOther,
    ask: () => undefined,
    choose: (camera) => setChosen(Math.min(camera, shown.length - 1)),
    setFolded: () => undefined,
  });
  usePlayerKeys(true, (action) => {
    if (isHeld) props.onTryAgain();
    else if (action === 'cover' || (!covered && view.failure === null)) perform[action]();
  });
  const camera = cameraAt(open.cameras, chosen);
  const clocks = clocksAt(camera.recordedFrom, camera.offsetSeconds, camera.startsAtMs + momentMs);
  const time =
    line.correctedFromMs === null ? (clocks?.corrected ?? null) : showCalendarMs(line.correctedFromMs + momentMs);
  const several = shown.length > 1;
  return (
    <>
      <Box className={several ? 'player-pictures' : 'presentation-picture'} data-cameras={shown.length}>
        {shown.map(({ reference, camera: each }, index) => {
          const { gap } = view.cameras[index] ?? { gap: null };
          return (
            <Box key={reference} className="player-camera" data-chosen={several && index === chosen}>
              {several ? <div className="player-caption">{reference}</div> : null}
              <Picture
                video={setVideo[index]}
                covered={covered}
                gap={gap === null ? null : gapInWords(line, reference, gap)}
                failure={view.failure}
                notice={null}
                mark={markOf(each, reference)}
                label={`Exhibit ${reference}`}
                aids={allAids[index] ?? noAids}
                onAids={(change) => aidsOf(index, change)}
              />
            </Box>
          );
        })}
      </Box>
      <div className="presentation-bar figures">
        <Text fw={700} size="xl">
          {shown.map(({ reference }) => reference).join(', ')}
        </Text>
        <Text>
          {time === null ? `${showPosition(camera.startsAtMs + momentMs)} from the start` : `${time} (UK time)`}
        </Text>
        {clocks !== null && !several && <Text size="sm">{clocks.recorded} (recorder’s clock)</Text>}
        <Button variant="white" color="dark" onClick={perform['play-or-pause']}>
          {mode === 'still' ? 'Play' : 'Pause'}
        </Button>
        <Text size="sm">Space, ← → and J K L play; N P next exhibit or the one before; Esc covers</Text>
        {props.children}
      </div>
    </>
  );
}

/** What no court may take for the recording itself is marked on the picture. */
function markOf({ clip, media }: Camera, reference: string): string | null {
  if (clip !== null) return `Clip, its pictures ${wayWords[clip.way]}`;
  return media.kind === 'derivative' ? `Derivative of ${reference}` : null;
}
