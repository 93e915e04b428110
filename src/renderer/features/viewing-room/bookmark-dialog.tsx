import { Button, Group, Modal, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { FailureAlert } from '../../ui/failure-alert.tsx';
import { useCommand } from '../../ui/use-command.ts';
import { showPosition } from './clocks.ts';
import type { Camera } from './cameras.ts';
import { markWords } from './mark-words.ts';

export type Bookmark = Camera['bookmarks'][number];
/** The frame a dialog is about: it was on the screen when the dialog was opened. */
export interface FramePlace {
  readonly recordingId: string;
  readonly frameIndex: number;
  readonly positionMs: number;
}

const marks = ['clip-from', 'clip-to'] as const;

interface BookmarkDialogProps {
  readonly viewingId: string;
  readonly place: FramePlace;
  /** What was asked for: a place to find again, or an end of a clip. */
  readonly mark: Bookmark['mark'];
  readonly onMade: (bookmark: Bookmark) => void;
  readonly onClose: () => void;
}

/** Asks for the note of a bookmark. Esc covers the picture and leaves the dialog, so no note is lost. */
export function BookmarkDialog({ viewingId, place, mark: asked, onMade, onClose }: BookmarkDialogProps) {
  const [note, setNote] = useState('');
  const [mark, setMark] = useState(asked);
  const [error, setError] = useState<string | null>(null);
  const bookmark = useCommand('viewings.bookmark');

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (note.trim() === '') return setError('Say what is to be seen here.');
    const made = await bookmark.run({ viewingId, ...place, note, ...(mark !== null && { mark }) });
    if (made !== null) onMade(made);
  };

  return (
    <Modal opened onClose={onClose} closeOnEscape={false} title={`Bookmark at ${showPosition(place.positionMs)}`}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack>
          <FailureAlert failure={bookmark.failure} />
          <NativeSelect
            label="For"
            value={mark ?? ''}
            onChange={({ currentTarget: { value } }) => setMark(marks.find((known) => known === value) ?? null)}
            data={[
              { value: '', label: 'Finding this frame again' },
              ...marks.map((value) => ({ value, label: markWords[value] })),
            ]}
          />
          <Textarea
            label="Note"
            description="What is to be seen in this frame. It is kept with the recording."
            autosize
            minRows={2}
            data-autofocus
            value={note}
            error={error}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={bookmark.busy}>
              Keep bookmark
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
