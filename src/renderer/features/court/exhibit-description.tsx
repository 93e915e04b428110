import { Text } from '@mantine/core';
import { formatWallClock } from '../../ui/time.ts';
import { type Bundle, clipWords } from './court-words.ts';

/** What an exhibit is; of a clip also what was cut, how, and when it was recorded; of a duplicate, where it is held. */
export function ExhibitDescription({ exhibit }: { readonly exhibit: Bundle['exhibits'][number] }) {
  const { description, clip, mask, heldUnder } = exhibit;
  if (heldUnder !== null)
    return (
      <>
        {description}
        <Text size="sm" c="dimmed">
          Held under {heldUnder} already and retrieved for this case as well. What was done with it there is part of its
          story and goes along.
        </Text>
      </>
    );
  if (mask !== null)
    return (
      <>
        {description}
        <Text size="sm" c="dimmed">
          {mask.number}, compared with its still and approved by {mask.decidedBy}. The still itself is not in the bundle
          unless it is an exhibit of its own.
        </Text>
      </>
    );
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
