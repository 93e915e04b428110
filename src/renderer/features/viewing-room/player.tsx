import { Button, Card, Grid, Stack } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { ActivityStrip } from './activity-strip.tsx';
import { AidsPanel } from './aids-panel.tsx';
import { BookmarkList } from './bookmark-list.tsx';
import { Controls } from './controls.tsx';
import { FrameClocks } from './frame-clocks.tsx';
import { frameCovering, frameStartMs } from './frames.ts';
import { KeyHelp } from './key-help.tsx';
import type { PlayerAction } from './keys.ts';
import { busyPeriods, movementBefore, nextMovement } from './movement.ts';
import { Picture } from './picture.tsx';
import { PlayerDialogs, type PlayerDialog } from './player-dialogs.tsx';
import { playerActions } from './player-actions.ts';
import { Timeline } from './timeline.tsx';
import { useFramePlayer, type OpenViewing } from './use-frame-player.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { usePlayerKeys } from './use-player-keys.ts';
import { noAids } from './viewing-aids.ts';
import { useWatchedReport } from './use-watched-report.ts';
import './player.css';

interface PlayerProps {
  readonly open: OpenViewing;
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
}

/** The open viewing: picture, clocks, time line, bookmarks; it ends with an outcome and in no other way. */
export function Player({ open, onClosed }: PlayerProps) {
  const report = useWatchedReport(open.viewing.id);
  const { video, player, view } = useFramePlayer(open, report.present);
  const [bookmarks, setBookmarks] = useState(open.bookmarks);
  const [dialog, setDialog] = useState<PlayerDialog | null>(null);
  const [covered, setCovered] = useState(false);
  const [keysOn, setKeysOn] = useState(true);
  const [aids, setAids] = useState(noAids);
  const [folded, setFolded] = useState(false);
  const frame = view.frame ?? 0;
  const periods = useMemo(() => busyPeriods(open.activity?.scores ?? []), [open.activity]);

  const seekTo = (positionMs: number): void => {
    if (!covered) player.current?.seekToFrame(frameCovering(open, positionMs));
  };
  const toMovement = (direction: 1 | -1): void => {
    const at = frameStartMs(open, frame);
    const target = direction === 1 ? nextMovement(periods, at) : movementBefore(periods, at);
    if (target !== null) seekTo(target);
  };
  const perform = playerActions({ player, view, ask: setDialog, setAids, toMovement, setFolded, setCovered });
  const act = (action: PlayerAction): void => {
    if (report.failure !== null) void report.flush();
    else if (action === 'cover' || (!covered && view.failure === null)) perform[action]();
  };
  const seek = (to: number): void => {
    if (!covered) player.current?.seekToFrame(to);
  };
  const step = (frames: 1 | -1): void => {
    if (!covered) player.current?.stepBy(frames);
  };
  usePlayerKeys(keysOn, act);
  useLeaveGuard(() => {
    player.current?.pause();
    setDialog('outcome-leaving');
  });
  useEffect(() => {
    if (report.failure !== null) player.current?.pause();
  }, [report.failure, player]);

  return (
    <Grid gap="md" align="flex-start">
      <Grid.Col span={{ base: 12, lg: 9 }}>
        <Stack gap="xs" className="player">
          <FailureAlert failure={report.failure} />
          <FrameClocks open={open} frame={frame} />
          <Picture
            video={video}
            covered={covered}
            failure={view.failure}
            notice={missedInWords(view.missed, frame)}
            derivativeOf={open.media.kind === 'derivative' ? open.viewing.recordingNumber : null}
            label={`Footage ${open.viewing.recordingNumber}`}
            aids={aids}
            onAids={setAids}
          />
          {open.activity !== null && !folded && (
            <ActivityStrip activity={open.activity} durationMs={open.durationMs} onSeekTo={seekTo} />
          )}
          <Timeline open={open} bookmarks={bookmarks} frame={frame} onSeek={seek} onStep={step} />
          <Controls
            mode={view.mode}
            speed={view.speed}
            strip={open.activity === null ? null : { folded }}
            onSpeed={(speed) => player.current?.setSpeed(speed)}
            onAction={act}
          />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 3 }}>
        <Stack gap="sm">
          <Button onClick={() => setDialog('outcome')}>End viewing</Button>
          <Card padding="sm">
            <BookmarkList open={open} bookmarks={bookmarks} onJump={seek} />
          </Card>
          <Card padding="sm" component="section" aria-label="Viewing aids">
            <AidsPanel aids={aids} onChange={setAids} />
          </Card>
          <KeyHelp isOn={keysOn} onChange={setKeysOn} />
        </Stack>
      </Grid.Col>
      <PlayerDialogs
        open={open}
        dialog={dialog}
        frame={frame}
        bookmarks={bookmarks}
        onBookmark={(made) => setBookmarks((before) => [...before, made])}
        onSeek={seek}
        beforeClose={report.flush}
        onClosed={onClosed}
        onDone={() => setDialog(null)}
      />
    </Grid>
  );
}

/** Said on the picture itself: a line of its own would push the time line away under the mouse. */
const missedInWords = (missed: number | null, frame: number): string | null =>
  missed === null ? null : `Frame ${missed + 1} cannot be shown by this player; frame ${frame + 1} is shown instead.`;
