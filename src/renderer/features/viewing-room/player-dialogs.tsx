import { notifications } from '@mantine/notifications';
import type { Output } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { BookmarkDialog, type Bookmark } from './bookmark-dialog.tsx';
import { wallClockAt } from './clocks.ts';
import { type Camera, type TimeLine } from './cameras.ts';
import { frameStartMs } from './frames.ts';
import { GoToDialog } from './go-to-dialog.tsx';
import { MaskDialog } from './mask-dialog.tsx';
import { OutcomeDialog } from './outcome-dialog.tsx';
import { RecognitionDialog } from './recognition-dialog.tsx';
import { StillDialog } from './still-dialog.tsx';
import type { OpenViewing } from './use-players.ts';

export type PlayerDialog =
  | 'bookmark'
  | 'mark-first'
  | 'mark-last'
  | 'still'
  | 'mask'
  | 'go-to'
  | 'recognition'
  | 'outcome'
  | 'outcome-leaving';

const markOf = { bookmark: null, 'mark-first': 'clip-from', 'mark-last': 'clip-to' } as const;

interface PlayerDialogsProps {
  readonly viewing: OpenViewing['viewing'];
  readonly line: TimeLine;
  /** The camera that was chosen, and its frame on the screen. */
  readonly camera: Camera;
  readonly frame: number;
  readonly momentMs: number;
  readonly dialog: PlayerDialog | null;
  readonly bookmarks: readonly Bookmark[];
  readonly onBookmark: (bookmark: Bookmark) => void;
  readonly onSeek: (momentMs: number) => void;
  readonly beforeClose: () => Promise<Failure | null>;
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
  /** The picture may not be seen now. */
  readonly hidden: boolean;
  readonly videoOf: () => HTMLVideoElement | null;
  readonly onStep: (frames: number) => void;
  readonly onDone: () => void;
}

/** The question that is open, if any. All of them are about the frame on the screen. */
export function PlayerDialogs(props: PlayerDialogsProps) {
  const { viewing, line, camera, dialog, frame, momentMs, onDone } = props;
  const viewingId = viewing.id;
  const { recordingId } = camera;
  const place = { recordingId, frameIndex: frame, positionMs: frameStartMs(camera, frame) };

  if (dialog === 'bookmark' || dialog === 'mark-first' || dialog === 'mark-last') {
    const made = (bookmark: Bookmark): void => {
      props.onBookmark(bookmark);
      onDone();
    };
    const mark = markOf[dialog];
    return <BookmarkDialog {...{ viewingId, place, mark }} onMade={made} onClose={onDone} />;
  }
  if (dialog === 'still') {
    const bookmark =
      props.bookmarks.find((each) => each.recordingId === recordingId && each.frameIndex === frame) ?? null;
    const requested = ({ number }: Output<'stills.request'>): void => {
      notifications.show({
        message: `Still ${number} is requested. The manager decides next; a police request is attached to it first.`,
      });
      onDone();
    };
    const { onBookmark } = props;
    const isManagers = viewing.viewer !== viewing.officerPresent;
    return (
      <StillDialog
        {...{ viewingId, place, bookmark, isManagers, onBookmark }}
        onRequested={requested}
        onClose={onDone}
      />
    );
  }
  if (dialog === 'go-to') {
    const go = (positionMs: number): void => {
      props.onSeek(positionMs);
      onDone();
    };
    const { correctedFromMs, durationMs } = line;
    const startsAt = correctedFromMs === null ? camera.recordedFrom : wallClockAt(correctedFromMs);
    const isCorrected = correctedFromMs !== null;
    return <GoToDialog {...{ startsAt, isCorrected, durationMs }} positionMs={momentMs} onGo={go} onClose={onDone} />;
  }
  if (dialog === 'mask') {
    const made = (): void => {
      notifications.show({ message: 'The masked clip is being made. Once it is proved it waits for the manager.' });
      onDone();
    };
    const { hidden, videoOf, onStep } = props;
    return <MaskDialog {...{ camera, frame, hidden, videoOf, onStep }} onMade={made} onClose={onDone} />;
  }
  if (dialog === 'recognition') return <RecognitionDialog viewing={viewing} onClose={onDone} />;
  if (dialog === null) return null;
  const { beforeClose, onClosed } = props;
  return (
    <OutcomeDialog {...{ viewingId, beforeClose, onClosed }} leaving={dialog === 'outcome-leaving'} onBack={onDone} />
  );
}
