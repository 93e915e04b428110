import { Box, Button, Stack, Text, Title } from '@mantine/core';
import { clocksAt, showPosition } from './clocks.ts';
import type { OpenViewing } from './use-frame-player.ts';

interface BookmarkListProps {
  readonly open: OpenViewing;
  readonly bookmarks: OpenViewing['bookmarks'];
  readonly onJump: (frameIndex: number) => void;
}

/** Every bookmark of the recording, also those of earlier viewings, in the order of the footage. */
export function BookmarkList({ open, bookmarks, onJump }: BookmarkListProps) {
  const inOrder = [...bookmarks].sort((a, b) => a.frameIndex - b.frameIndex);
  return (
    <Box>
      <Title order={2} size="h3" mb="xs">
        Bookmarks
      </Title>
      {inOrder.length === 0 && <Text c="dimmed">None yet. Press B at a frame to keep it.</Text>}
      <Stack gap="xs" component="ul" className="plain-list bookmarks">
        {inOrder.map((bookmark) => (
          <Box component="li" key={bookmark.id}>
            <Button
              variant="subtle"
              size="compact-sm"
              px={4}
              onClick={() => onJump(bookmark.frameIndex)}
              style={{ fontVariantNumeric: 'tabular-nums' }}
            >
              {clocksAt(open.recordedFrom, open.offsetSeconds, bookmark.positionMs)?.recorded.split(', ')[1] ??
                showPosition(bookmark.positionMs)}
            </Button>
            <Text size="sm" px={4} style={{ overflowWrap: 'anywhere' }}>
              {bookmark.note}{' '}
              <Text span c="dimmed" inherit>
                ({bookmark.by})
              </Text>
            </Text>
          </Box>
        ))}
      </Stack>
    </Box>
  );
}
