import { notifications } from '@mantine/notifications';
import type { Output } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { BookmarkDialog, type Bookmark } from './bookmark-dialog.tsx';
import { frameCovering, frameStartMs } from './frames.ts';
import { GoToDialog } from './go-to-dialog.tsx';
import { OutcomeDialog } from './outcome-dialog.tsx';
import { StillDialog } from './still-dialog.tsx';
import type { OpenViewing } from './use-frame-player.ts';

export type PlayerDialog = 'bookmark' | 'still' | 'go-to' | 'outcome' | 'outcome-leaving';

interface PlayerDialogsProps {
  readonly open: OpenViewing;
  readonly dialog: PlayerDialog | null;
  readonly frame: number;
  readonly bookmarks: readonly Bookmark[];
  readonly onBookmark: (bookmark: Bookmark) => void;
  readonly onSeek: (frame: number) => void;
  readonly beforeClose: () => Promise<Failure | null>;
  readonly onClosed: (closed: Output<'viewings.close'>) => void;
  readonly onDone: () => void;
}

/** The question that is open, if any. All of them are about the frame on the screen. */
export function PlayerDialogs(props: PlayerDialogsProps) {
  const { open, dialog, frame, onDone } = props;
  const viewingId = open.viewing.id;
  const place = { frameIndex: frame, positionMs: frameStartMs(open, frame) };

  if (dialog === 'bookmark') {
    const made = (bookmark: Bookmark): void => {
      props.onBookmark(bookmark);
      onDone();
    };
    return <BookmarkDialog viewingId={viewingId} place={place} onMade={made} onClose={onDone} />;
  }
  if (dialog === 'still') {
    const bookmark = props.bookmarks.find(({ frameIndex }) => frameIndex === frame) ?? null;
    const requested = ({ number }: Output<'stills.request'>): void => {
      notifications.show({
        message: `Still ${number} is requested. The manager decides next; a police request is attached to it first.`,
      });
      onDone();
    };
    const { onBookmark } = props;
    const { viewer, officerPresent } = open.viewing;
    const isManagers = viewer !== officerPresent;
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
      props.onSeek(frameCovering(open, positionMs));
      onDone();
    };
    const { recordedFrom, durationMs } = open;
    return <GoToDialog {...{ recordedFrom, durationMs }} positionMs={place.positionMs} onGo={go} onClose={onDone} />;
  }
  if (dialog === null) return null;
  const { beforeClose, onClosed } = props;
  return (
    <OutcomeDialog {...{ viewingId, beforeClose, onClosed }} leaving={dialog === 'outcome-leaving'} onBack={onDone} />
  );
}
