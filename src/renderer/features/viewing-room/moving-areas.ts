import type { MovingArea } from '../../../shared/contract/clips.ts';
import type { MaskBox } from '../../../shared/contract/masks.ts';
import { sidesAt } from '../../../shared/moving-area.ts';

/** The box of an area at a picture, in whole pixels that hold all of it. */
export function boxAt(area: MovingArea, picture: number): MaskBox {
  const { left, top, right, bottom } = sidesAt(area, picture);
  const [x, y] = [Math.floor(left), Math.floor(top)];
  return { x, y, width: Math.ceil(right) - x, height: Math.ceil(bottom) - y };
}

/** The area with a place at this picture: a new one, or another in place of the one it had there. */
export const placedAt = (area: MovingArea, picture: number, box: MaskBox): MovingArea => ({
  keys: [...area.keys.filter((key) => key.picture !== picture), { picture, box }].toSorted(
    (a, b) => a.picture - b.picture,
  ),
});

/** The area as far as a clip goes: what was placed outside of it is felt at its ends. */
export function within(area: MovingArea, from: number, to: number): MovingArea {
  const ends = [from, to].map((picture) => ({ picture, box: boxAt(area, picture) }));
  const inside = area.keys.filter(({ picture }) => picture >= from && picture <= to);
  const isOutside = inside.length < area.keys.length;
  const added = isOutside ? ends.filter(({ picture }) => !inside.some((key) => key.picture === picture)) : [];
  const keys = [...inside, ...added].toSorted((a, b) => a.picture - b.picture);
  return { keys: keys.filter(({ picture }, at) => picture !== keys[at - 1]?.picture) };
}
