import { Box, Button, Stack, Text, Title } from '@mantine/core';
import type { Bookmark } from './bookmark-dialog.tsx';
import { type Camera, momentInWords, type TimeLine } from './cameras.ts';
import { clocksAt } from './clocks.ts';
import { markWords } from './mark-words.ts';

/** A bookmark on the time line of all cameras. */
export interface Mark {
  readonly bookmark: Bookmark;
  readonly camera: Camera;
  readonly momentMs: number;
}

/** Every bookmark of the recordings shown, in the order of the footage. */
export const marksOf = (line: TimeLine, cameras: readonly Camera[], bookmarks: readonly Bookmark[]): Mark[] =>
  cameras
    .flatMap((camera, index) =>
      bookmarks
        .filter(({ recordingId }) => recordingId === camera.recordingId)
        .map((bookmark) => ({ bookmark, camera, momentMs: (line.shifts[index] ?? 0) + bookmark.positionMs })),
    )
    .toSorted((a, b) => a.momentMs - b.momentMs);

interface BookmarkListProps {
  readonly line: TimeLine;
  readonly marks: readonly Mark[];
  readonly onJump: (momentMs: number) => void;
}

/** Every bookmark, also those of earlier viewings. Cameras in step share the corrected time; one has its recorder's. */
export function BookmarkList({ line, marks, onJump }: BookmarkListProps) {
  return (
    <Box>
      <Title order={2} size="h3" mb="xs">
        Bookmarks
      </Title>
      {marks.length === 0 && <Text c="dimmed">None yet. Press B at a frame to keep it.</Text>}
      <Stack gap="xs" component="ul" className="plain-list bookmarks">
        {marks.map((mark) => (
          <Box component="li" key={mark.bookmark.id}>
            <Button
              variant="subtle"
              size="compact-sm"
              px={4}
              onClick={() => onJump(mark.momentMs)}
              style={{ fontVariantNumeric: 'tabular-nums' }}
            >
              {timeOf(line, mark)}
            </Button>
            <Text size="sm" px={4} style={{ overflowWrap: 'anywhere' }}>
              {mark.bookmark.mark !== null && `${markWords[mark.bookmark.mark]}: `}
              {mark.bookmark.note}{' '}
              <Text span c="dimmed" inherit>
                ({mark.bookmark.by})
              </Text>
            </Text>
          </Box>
        ))}
      </Stack>
    </Box>
  );
}

function timeOf(line: TimeLine, { bookmark, camera, momentMs }: Mark): string {
  const together = momentInWords(line, momentMs);
  if (line.correctedFromMs !== null) return `${together} · ${camera.recordingNumber}`;
  return clocksAt(camera.recordedFrom, 0, bookmark.positionMs)?.recorded.split(', ')[1] ?? together;
}
