import { Button, Group, SimpleGrid, Slider, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { AskedBesideOfficer } from '../stills/asked-beside-officer.tsx';
import { useShown } from '../stills/use-shown.ts';

type Clip = Output<'clips.list'>[number];

/** A masked clip and the same stretch unmasked, side by side and in step, shown only beside the officer (CoP 6.4). */
export function ClipVideos({ clip }: { readonly clip: Clip }): ReactNode {
  const [shown, setShown] = useShown<Output<'clips.compare'>, 'clips.putAway'>('clips.putAway', { clipId: clip.id });
  const alone = useCommand('clips.compare');
  const beside = useCommand('clips.compareWithOfficer');
  const { person } = useSession();
  if (person.role === 'auditor') return <Text c="dimmed">An auditor sees the register, not the pictures.</Text>;
  if (shown === null)
    return (
      <AskedBesideOfficer
        label={`Show ${clip.number} beside its stretch of the recording`}
        busy={alone.busy || beside.busy}
        failure={alone.failure ?? beside.failure}
        onOfficer={() => void alone.run({ clipId: clip.id, officerPresent: true }).then(setShown)}
        onManager={async (officer) => {
          const videos = await beside.run({ clipId: clip.id, officer });
          setShown(videos);
          return videos !== null;
        }}
      />
    );
  return <BothVideos {...{ clip, shown }} onAway={() => setShown(null)} />;
}

interface BothVideosProps {
  readonly clip: Clip;
  readonly shown: Output<'clips.compare'>;
  readonly onAway: () => void;
}

function BothVideos({ clip, shown, onAway }: BothVideosProps): ReactNode {
  const [masked, plain] = [useRef<HTMLVideoElement>(null), useRef<HTMLVideoElement>(null)];
  const [seconds, setSeconds] = useState({ at: 0, whole: 0 });
  const [isPlaying, setPlaying] = useState(false);
  const both = (): HTMLVideoElement[] => [masked, plain].flatMap(({ current }) => (current === null ? [] : [current]));
  const pictures = clip.shown.to - clip.shown.from + 1;
  const goTo = (at: number): void => {
    for (const video of both()) {
      video.pause();
      video.currentTime = Math.min(seconds.whole, Math.max(0, at));
    }
  };
  const playOrPause = (): void => {
    if (isPlaying) return goTo(masked.current?.currentTime ?? 0);
    for (const video of both()) void video.play().catch(() => undefined); // what cannot be read is said below it
  };
  const step = (by: number): void => goTo((masked.current?.currentTime ?? 0) + (by * seconds.whole) / pictures);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <OneVideo
          title="Masked clip"
          url={shown.maskedUrl}
          video={masked}
          onTime={(video) => {
            setSeconds({ at: video.currentTime, whole: Number.isFinite(video.duration) ? video.duration : 0 });
            setPlaying(!video.paused && !video.ended);
          }}
        />
        <OneVideo title="The recording, unmasked" url={shown.plainUrl} video={plain} onTime={() => undefined} />
      </SimpleGrid>
      <Slider
        thumbLabel="Place in the clip"
        min={0}
        max={Math.max(0.001, seconds.whole)}
        step={Math.max(0.001, seconds.whole / pictures)}
        value={seconds.at}
        label={null}
        onChange={goTo}
      />
      <Group gap="xs">
        <Button variant="default" onClick={() => step(-1)}>
          One picture back
        </Button>
        <Button w={120} onClick={playOrPause}>
          {isPlaying ? 'Pause both' : 'Play both'}
        </Button>
        <Button variant="default" onClick={() => step(1)}>
          One picture on
        </Button>
        <Text size="sm" className="figures-steady">
          {seconds.at.toFixed(2)} of {seconds.whole.toFixed(2)} s, {pictures} pictures
        </Text>
        <Button variant="default" ml="auto" onClick={onAway}>
          Put both away
        </Button>
      </Group>
    </Stack>
  );
}

interface OneVideoProps {
  readonly title: string;
  readonly url: string;
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onTime: (video: HTMLVideoElement) => void;
}

function OneVideo({ title, url, video, onTime }: OneVideoProps): ReactNode {
  const [isBroken, setBroken] = useState(false);
  const tell = (event: { currentTarget: HTMLVideoElement }): void => onTime(event.currentTarget);
  return (
    <div>
      <Title order={4}>{title}</Title>
      {isBroken ? (
        <Text role="alert">It could not be shown. Put both away and ask for them again.</Text>
      ) : (
        <video
          ref={video}
          src={url}
          aria-label={title}
          className="compared-video"
          muted
          playsInline
          preload="auto"
          disablePictureInPicture
          disableRemotePlayback
          controlsList="nodownload noremoteplayback nofullscreen"
          draggable={false}
          onContextMenu={(event) => event.preventDefault()}
          onError={() => setBroken(true)}
          onLoadedMetadata={tell}
          onTimeUpdate={tell}
          onPlay={tell}
          onPause={tell}
          onEnded={tell}
        />
      )}
    </div>
  );
}
