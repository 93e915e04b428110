import { Box, Button, Card, Grid, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useMemo, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useSession } from '../../ui/role.tsx';
import { ActivityStrip } from './activity-strip.tsx';
import { AidsPanel } from './aids-panel.tsx';
import { BookmarkList, marksOf } from './bookmark-list.tsx';
import { cameraAt, placeInWords } from './cameras.ts';
import { showCalendarMs } from './clocks.ts';
import { Controls } from './controls.tsx';
import { FrameClocks } from './frame-clocks.tsx';
import { frameStartMs } from './frames.ts';
import { KeyHelp } from './key-help.tsx';
import type { PlayerAction } from './keys.ts';
import { busyPeriods, movementBefore, nextMovement } from './movement.ts';
import { Pictures } from './pictures.tsx';
import { PlayerDialogs, type PlayerDialog } from './player-dialogs.tsx';
import { playerActions } from './player-actions.ts';
import { Timeline } from './timeline.tsx';
import { usePlayers, type OpenViewing } from './use-players.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { usePlayerKeys } from './use-player-keys.ts';
import { type Aids, noAids } from './viewing-aids.ts';
import { useWatchedReport } from './use-watched-report.ts';
import './player.css';

interface PlayerProps {
  readonly open: OpenViewing;
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
}

/** These are of the frame of the chosen camera. */
const ofFrame: readonly PlayerDialog[] = ['bookmark', 'mark-first', 'mark-last', 'still', 'mask'];

/** The open viewing: pictures, clocks, time line, bookmarks; it ends with an outcome and in no other way. */
export function Player({ open, onClosed }: PlayerProps) {
  const { viewing, cameras } = open;
  const { person } = useSession();
  const [chosen, setChosen] = useState(0);
  const report = useWatchedReport(viewing.id);
  const { line, setVideo, videoOf, player, view } = usePlayers(open, chosen, report.present);
  const [bookmarks, setBookmarks] = useState(() => cameras.flatMap((each) => each.bookmarks));
  const [dialog, setDialog] = useState<PlayerDialog | null>(null);
  const [covered, setCovered] = useState(false);
  const [keysOn, setKeysOn] = useState(true);
  const [allAids, setAllAids] = useState<readonly Aids[]>(() => cameras.map(() => noAids));
  const [folded, setFolded] = useState(false);
  const camera = cameraAt(cameras, chosen);
  const shiftMs = line.shifts[chosen] ?? 0;
  const { momentMs } = view;
  const shown = view.cameras[chosen] ?? { frame: null, missed: null, gap: null };
  const marks = marksOf(line, cameras, bookmarks);
  const periods = useMemo(() => busyPeriods(camera.activity?.scores ?? []), [camera.activity]);

  const seek = (to: number): void => {
    if (!covered) player.current?.seekTo(to);
  };
  const step = (frames: 1 | -1): void => {
    if (!covered) player.current?.stepBy(frames);
  };
  const toMovement = (direction: 1 | -1): void => {
    const at = momentMs - shiftMs;
    const target = direction === 1 ? nextMovement(periods, at) : movementBefore(periods, at);
    if (target !== null) seek(target + shiftMs);
  };
  const choose = (to: number): void => {
    if (to < cameras.length) setChosen(to);
  };
  const aidsOf = (of: number, change: (before: Aids) => Aids): void =>
    setAllAids((before) => before.map((each, index) => (index === of ? change(each) : each)));
  const setAids = (change: (before: Aids) => Aids): void => aidsOf(chosen, change);
  /** A bookmark and a still are of a frame: where the chosen camera recorded none there is nothing to keep. */
  const ask = (next: PlayerDialog): void => {
    if (next === 'mask' && person.role !== 'officer') return; // the manager judges what the officer covered
    if (shown.gap === null || !ofFrame.includes(next)) return setDialog(next);
    notifications.show({ message: `${camera.recordingNumber} has no picture at this moment. Choose another camera.` });
  };
  const perform = playerActions({ player, view, ask, setAids, toMovement, choose, setFolded, setCovered });
  const act = (action: PlayerAction): void => {
    if (report.failure !== null) void report.flush();
    else if (action === 'cover' || (!covered && view.failure === null)) perform[action]();
  };
  usePlayerKeys(keysOn, act);
  useLeaveGuard(() => {
    player.current?.pause();
    setDialog('outcome-leaving');
  });
  useEffect(() => {
    if (report.failure !== null) player.current?.pause();
  }, [report.failure, player]);

  const strip = camera.activity;
  /** A camera's strip stands over its own part of the time line. */
  const percent = (ms: number): string => `${(Math.max(0, ms) / Math.max(1, line.durationMs)) * 100}%`;
  return (
    <Grid gap="md" align="flex-start">
      <Grid.Col span={{ base: 12, lg: 9 }}>
        <Stack gap="xs" className="player">
          <FailureAlert failure={report.failure} />
          <FrameClocks
            camera={camera}
            frame={shown.gap === null ? (shown.frame ?? 0) : null}
            shared={line.correctedFromMs === null ? null : showCalendarMs(line.correctedFromMs + momentMs)}
          />
          <Pictures
            {...{ cameras, line, view, chosen, covered, setVideo }}
            aids={allAids}
            onChoose={choose}
            onAids={aidsOf}
          />
          {strip !== null && !folded && (
            <Box pl={percent(shiftMs)} pr={percent(line.durationMs - shiftMs - camera.durationMs)}>
              <ActivityStrip
                activity={strip}
                durationMs={camera.durationMs}
                onSeekTo={(positionMs) => seek(positionMs + shiftMs)}
              />
            </Box>
          )}
          <Timeline
            {...{ line, cameras, marks, momentMs }}
            words={placeInWords(line, camera, momentMs)}
            onSeek={seek}
            onStep={step}
          />
          <Controls
            mode={view.mode}
            speed={view.speed}
            strip={strip === null ? null : { folded }}
            onSpeed={(speed) => player.current?.setSpeed(speed)}
            onAction={act}
          />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 3 }}>
        <Stack gap="sm">
          <Button onClick={() => setDialog('outcome')}>End viewing</Button>
          {person.role === 'officer' && (
            <Button variant="default" onClick={() => act('mask')}>
              Cover moving areas
            </Button>
          )}
          {person.role === 'officer' && (
            <Button
              variant="default"
              onClick={() => {
                player.current?.pause();
                setDialog('recognition');
              }}
            >
              Write down a recognition
            </Button>
          )}
          <Card padding="sm">
            <BookmarkList line={line} marks={marks} onJump={seek} />
          </Card>
          <Card padding="sm" component="section" aria-label="Viewing aids">
            <AidsPanel aids={allAids[chosen] ?? noAids} onChange={setAids} />
          </Card>
          <KeyHelp isOn={keysOn} cameras={cameras.length} onChange={setKeysOn} />
        </Stack>
      </Grid.Col>
      <PlayerDialogs
        {...{ viewing, line, camera, dialog, momentMs, bookmarks }}
        frame={shown.frame ?? 0}
        onBookmark={(made) => setBookmarks((before) => [...before, made])}
        onSeek={seek}
        hidden={covered || view.failure !== null || shown.gap !== null}
        videoOf={() => videoOf(chosen)}
        onStep={(frames) => seek(shiftMs + frameStartMs(camera, (shown.frame ?? 0) + frames))}
        beforeClose={report.flush}
        onClosed={onClosed}
        onDone={() => setDialog(null)}
      />
    </Grid>
  );
}
