import { Button, Text } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { Camera } from '../viewing-room/cameras.ts';
import { clocksAt, showPosition } from '../viewing-room/clocks.ts';
import { frameEndMs } from '../viewing-room/frames.ts';
import { Picture } from '../viewing-room/picture.tsx';
import { playerActions } from '../viewing-room/player-actions.ts';
import { usePlayerKeys } from '../viewing-room/use-player-keys.ts';
import { usePlayers } from '../viewing-room/use-players.ts';
import { noAids } from '../viewing-room/viewing-aids.ts';
import type { PresentedFrame } from '../viewing-room/watched.ts';

type Viewing = Output<'viewings.present'>['viewing'];

interface ExhibitPlayerProps {
  readonly viewing: Viewing;
  readonly camera: Camera;
  readonly exhibit: NonNullable<Viewing['showing']>['exhibits'][number];
  /** Nothing plays on: what was shown could not be logged, or a question is open. */
  readonly isHeld: boolean;
  readonly present: (recordingId: string, frame: PresentedFrame) => void;
  readonly onOther: (direction: 1 | -1) => void;
  readonly onTryAgain: () => void;
  readonly children: ReactNode;
}

/** One exhibit, and of it no more than what is listed: outside of that there is no picture. */
export function ExhibitPlayer({ viewing, camera, exhibit, isHeld, present, ...props }: ExhibitPlayerProps): ReactNode {
  const { fromMs, toMs, reference } = exhibit;
  /** Frames before the first listed one come from the loading of the file; they are never on the screen. */
  const hasBegun = useRef(fromMs === 0);
  const presentListed = useCallback(
    (recordingId: string, frame: PresentedFrame) => {
      if (frame.toMs > fromMs && frame.fromMs < toMs) hasBegun.current = true;
      if (hasBegun.current) present(recordingId, frame);
    },
    [present, fromMs, toMs],
  );
  const open = useMemo(() => ({ viewing, cameras: [camera] }), [viewing, camera]);
  const { setVideo, player, view } = usePlayers(open, 0, presentListed);
  const [covered, setCovered] = useState(false);
  const [aids, setAids] = useState(noAids);
  const { momentMs, mode } = view;
  const frame = view.cameras[0]?.frame ?? null;
  const isListed = frame !== null && frameEndMs(camera, frame) > fromMs && momentMs < toMs;

  useEffect(() => {
    if (frame === null || isListed) return;
    player.current?.pause();
    player.current?.seekTo(momentMs < fromMs ? fromMs : Math.max(fromMs, toMs - 1));
  }, [frame, isListed, momentMs, fromMs, toMs, player]);
  useEffect(() => {
    if (isHeld) player.current?.pause();
  }, [isHeld, player]);

  const perform = playerActions({
    ...{ player, view, setAids, setCovered },
    toMovement: props.onOther,
    ask: () => undefined,
    choose: () => undefined,
    setFolded: () => undefined,
  });
  usePlayerKeys(true, (action) => {
    if (isHeld) props.onTryAgain();
    else if (action === 'cover' || (!covered && view.failure === null)) perform[action]();
  });
  const clocks = clocksAt(camera.recordedFrom, camera.offsetSeconds, momentMs);
  return (
    <>
      <Picture
        video={setVideo[0]}
        covered={covered}
        gap={isListed ? null : ''}
        failure={view.failure}
        notice={null}
        derivativeOf={camera.media.kind === 'derivative' ? reference : null}
        label={`Exhibit ${reference}`}
        aids={aids}
        onAids={setAids}
      />
      <div className="presentation-bar figures">
        <Text fw={700} size="xl">
          {reference}
        </Text>
        <Text>{clocks === null ? `${showPosition(momentMs)} from the start` : `${clocks.corrected} (UK time)`}</Text>
        <Button variant="white" color="dark" onClick={perform['play-or-pause']}>
          {mode === 'still' ? 'Play' : 'Pause'}
        </Button>
        <Text size="sm">Space, ← → and J K L play; N P next exhibit or the one before; Esc covers</Text>
        {props.children}
      </div>
    </>
  );
}
