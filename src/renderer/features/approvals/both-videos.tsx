import { Box, Button, Group, SimpleGrid, Slider, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useMemo } from 'react';
import type { Output } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { SpeedSelect } from '../viewing-room/controls.tsx';
import { Picture } from '../viewing-room/picture.tsx';
import { usePlayers } from '../viewing-room/use-players.ts';
import { noAids } from '../viewing-room/viewing-aids.ts';
import type { PresentedFrame } from '../viewing-room/watched.ts';
import { AreaPictures } from './area-pictures.tsx';
import type { Comparison, Side } from './use-comparison.ts';
import '../viewing-room/player.css';

interface BothVideosProps {
  readonly clip: Output<'clips.list'>[number];
  readonly shown: Output<'clips.compare'>;
  readonly report: Comparison['report'];
  /** Nothing plays on: something lies over both, and what nobody sees must not count. */
  readonly isHeld: boolean;
  readonly onAway: () => void;
}

/** Faster than this, a screen cannot paint each picture, and what was not painted does not count. */
const FASTEST = 2;

const titles: Readonly<Record<Side, string>> = { masked: 'Masked clip', plain: 'The recording, unmasked' };

/** Both in step, as cameras of a viewing are: one clock, and only what was really on the screen counts as shown. */
export function BothVideos({
  clip: { number, recordingNumber, mask, shown: part },
  shown,
  report,
  isHeld,
  onAway,
}: BothVideosProps): ReactNode {
  const cameras = useMemo(() => {
    const { timesMs, durationMs } = shown;
    const frameCount = timesMs.length;
    const pictures = { frameCount, durationMs, frameTimesMs: timesMs, frameStepMs: durationMs / frameCount };
    const begins = { startsAtMs: 0, recordedFrom: null, offsetSeconds: 0 };
    const one = (side: Side, item: string, url: string) => ({
      ...{ side, recordingNumber: item, clip: null, media: { url }, ...pictures, ...begins },
    });
    return [one('masked', number, shown.maskedUrl), one('plain', recordingNumber, shown.plainUrl)];
  }, [shown, number, recordingNumber]);
  const open = useMemo(() => ({ cameras }), [cameras]);
  const { failure, flush, present } = report;
  const presentSide = useCallback(
    ({ side }: { readonly side: Side }, frame: PresentedFrame) => present(side, frame),
    [present],
  );
  const { setVideo, player, view } = usePlayers(open, 0, presentSide);
  useEffect(() => {
    if (failure !== null) player.current?.pause(); // what cannot be logged must not go on playing (CoP 3.9)
  }, [failure, player]);
  useEffect(() => {
    if (!isHeld) return;
    player.current?.pause();
    void flush(); // up to the picture on which both stand
  }, [isHeld, player, flush]);
  const act = (action: () => void): void => {
    if (isHeld) return;
    if (failure === null) action();
    else void flush();
  };
  const isStill = view.mode === 'still';
  const at = view.cameras[0]?.frame ?? 0;
  const missed = view.cameras.map((camera) => camera.missed).find((picture) => picture !== null);
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  return (
    <Stack gap="sm">
      <FailureAlert failure={failure} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {cameras.map(({ side }, index) => (
          <div key={side}>
            <Title order={3} size="h4">
              {titles[side]}
            </Title>
            <Box display="flex" style={{ aspectRatio: `${mask?.width ?? 16} / ${mask?.height ?? 9}` }}>
              <Picture
                video={setVideo[index]}
                covered={false}
                gap={null}
                failure={view.failure}
                notice={null}
                mark={null}
                label={titles[side]}
                aids={noAids}
                onAids={() => undefined}
              />
            </Box>
          </div>
        ))}
      </SimpleGrid>
      <Slider
        thumbLabel="Place in the clip"
        min={0}
        max={Math.max(1, shown.durationMs)}
        step={Math.max(1, shown.durationMs / shown.timesMs.length)}
        value={view.momentMs}
        label={null}
        onChange={(ms) => act(() => player.current?.seekTo(ms))}
      />
      <Group gap="xs">
        <Button variant="default" onClick={() => act(() => player.current?.stepBy(-1))}>
          One picture back
        </Button>
        <Button w={120} onClick={() => act(() => (isStill ? player.current?.play() : player.current?.pause()))}>
          {isStill ? 'Play both' : 'Pause both'}
        </Button>
        <Button variant="default" onClick={() => act(() => player.current?.stepBy(1))}>
          One picture on
        </Button>
        <SpeedSelect speed={view.speed} fastest={FASTEST} onSpeed={(speed) => player.current?.setSpeed(speed)} />
        <Text size="sm" className="figures-steady">
          Picture {part.from + at + 1} of the recording, {at + 1} of {shown.timesMs.length} of the clip;{' '}
          {seconds(view.momentMs)} of {seconds(shown.durationMs)} s
        </Text>
        <Button variant="default" ml="auto" onClick={onAway}>
          Put both away
        </Button>
      </Group>
      {/* Below the buttons, so that they stay under the pointer. */}
      <FailureAlert failure={missed === undefined ? null : lost(part.from + missed)} />
      <AreaPictures
        areas={mask?.areas ?? []}
        shown={part}
        picture={part.from + at}
        onGo={(picture) => act(() => player.current?.seekTo(shown.timesMs[picture - part.from] ?? 0))}
      />
    </Stack>
  );
}

/** Another picture is on the screen than was asked for: it must not be taken for it. */
const lost = (picture: number): Failure => ({
  code: 'unavailable',
  message: `Picture ${picture + 1} cannot be shown by this player. Do not judge by what is on the screen now.`,
});
