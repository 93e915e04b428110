import { NativeSelect, NumberInput, Stack } from '@mantine/core';
import type { Output } from '../../../shared/contract.ts';
import { formatWallClock } from '../../ui/time.ts';
import { markWords } from '../viewing-room/mark-words.ts';

type Place = Output<'clips.places'>[number];

/** The ends of a clip as the player counts them, from 1; empty while there is none. */
export interface Pictures {
  readonly first: number | '';
  readonly last: number | '';
}

const numberOf = ({ frameIndex }: Pick<Place, 'frameIndex'>): number => frameIndex + 1;

/** The stretch marked last in the viewing room: its end, and the nearest beginning before it. Null where none is whole. */
export function markedStretch(places: readonly Pick<Place, 'frameIndex' | 'mark' | 'at'>[]): Pictures | null {
  const newest = places.filter(({ mark }) => mark === 'clip-to').toSorted((a, b) => b.at.localeCompare(a.at));
  for (const end of newest) {
    const begins = places.findLast(({ mark, frameIndex }) => mark === 'clip-from' && frameIndex <= end.frameIndex);
    if (begins !== undefined) return { first: numberOf(begins), last: numberOf(end) };
  }
  return null;
}

const placeWords = (place: Place): string => {
  const at = place.recordedAt === null ? '' : `${formatWallClock(place.recordedAt)}, `;
  const mark = place.mark === null ? '' : `${markWords[place.mark]}: `;
  return `${at}picture ${numberOf(place)}. ${mark}${place.note}`;
};

interface PictureChoiceProps {
  readonly label: string;
  readonly value: number | '';
  readonly places: readonly Place[];
  readonly onChange: (value: number | '') => void;
}

/** One end of a clip: a bookmark of a viewing, or the number the player showed. */
export function PictureChoice({ label, value, places, onChange }: PictureChoiceProps) {
  const chosen = places.find((place) => numberOf(place) === value);
  return (
    <Stack gap={6}>
      {places.length > 0 && (
        <NativeSelect
          label={`${label}, from a bookmark`}
          value={chosen?.id ?? ''}
          onChange={({ currentTarget }) => {
            const place = places.find(({ id }) => id === currentTarget.value);
            if (place !== undefined) onChange(numberOf(place));
          }}
          data={[
            { value: '', label: 'None; by its number' },
            ...places.map((place) => ({ value: place.id, label: placeWords(place) })),
          ]}
        />
      )}
      <NumberInput
        label={`${label}, as the player counts`}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        value={value}
        onChange={(next) => onChange(typeof next === 'number' ? next : '')}
      />
    </Stack>
  );
}
