import { Button, Group, SimpleGrid, Slider, Stack, Text, Title } from '@mantine/core';
import type { ReactNode, RefObject } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { useSession } from '../../ui/role.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { AskedBesideOfficer } from '../stills/asked-beside-officer.tsx';
import { useShown } from '../stills/use-shown.ts';
import { AreaPictures } from './area-pictures.tsx';
import { useBothPlayers } from './use-both-players.ts';

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
  const { masked, plain, view, goTo, stepBy, playOrPause } = useBothPlayers(shown);
  const { from, to } = clip.shown;
  const at = view.at ?? 0;
  const missed = view.missed.masked ?? view.missed.plain;
  const count = to - from + 1;
  return (
    <Stack gap="sm">
      {view.isBroken ? <Text role="alert">They could not be shown. Put both away and ask for them again.</Text> : null}
      {missed === null ? null : (
        <Text role="alert">
          Picture {from + missed + 1} cannot be shown by this player. Do not judge by what is on the screen now.
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <OneVideo title="Masked clip" video={masked} />
        <OneVideo title="The recording, unmasked" video={plain} />
      </SimpleGrid>
      <Slider
        thumbLabel="Picture of the clip"
        disabled={count === 1}
        min={1}
        max={Math.max(2, count)}
        value={at + 1}
        label={null}
        onChange={(value) => goTo(value - 1)}
      />
      <Group gap="xs">
        <Button variant="default" onClick={() => stepBy(-1)}>
          One picture back
        </Button>
        <Button w={120} onClick={playOrPause}>
          {view.isPlaying ? 'Pause both' : 'Play both'}
        </Button>
        <Button variant="default" onClick={() => stepBy(1)}>
          One picture on
        </Button>
        <Text size="sm" className="figures-steady">
          {view.at === null
            ? 'Reading…'
            : `Picture ${from + at + 1} of the recording, ${at + 1} of ${count} of the clip`}
        </Text>
        <Button variant="default" ml="auto" onClick={onAway}>
          Put both away
        </Button>
      </Group>
      <AreaPictures
        areas={clip.mask?.areas ?? []}
        shown={clip.shown}
        picture={from + at}
        onGo={(picture) => goTo(picture - from)}
      />
    </Stack>
  );
}

interface OneVideoProps {
  readonly title: string;
  readonly video: RefObject<HTMLVideoElement | null>;
}

const OneVideo = ({ title, video }: OneVideoProps): ReactNode => (
  <div>
    <Title order={4}>{title}</Title>
    <video
      ref={video}
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
    />
  </div>
);
