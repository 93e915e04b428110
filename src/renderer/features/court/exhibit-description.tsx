import { Text } from '@mantine/core';
import { formatWallClock } from '../../ui/time.ts';
import { type Bundle, clipWords } from './court-words.ts';

/** What an exhibit is; of a clip also what was cut, how, and when it was recorded. */
export function ExhibitDescription({ exhibit }: { readonly exhibit: Bundle['exhibits'][number] }) {
  const { description, clip } = exhibit;
  if (clip === null) return description;
  return (
    <>
      {description}
      <Text size="sm" c="dimmed">
        {clipWords(clip)}.
        {clip.recorded !== null &&
          ` Recorder’s clock ${formatWallClock(clip.recorded.from)} to ${formatWallClock(clip.recorded.to)}.`}{' '}
        The recording itself stays as it is.
      </Text>
    </>
  );
}
