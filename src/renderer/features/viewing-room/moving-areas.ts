import type { MovingArea } from '../../../shared/contract/clips.ts';
import type { MaskBox } from '../../../shared/contract/masks.ts';
import { sidesAt } from '../../../shared/moving-area.ts';

type Stretch = NonNullable<MovingArea['covers']>;

/** The box of an area at a picture, in whole pixels that hold all of it. */
export function boxAt(area: MovingArea, picture: number): MaskBox {
  const { left, top, right, bottom } = sidesAt(area, picture);
  const [x, y] = [Math.floor(left), Math.floor(top)];
  return { x, y, width: Math.ceil(right) - x, height: Math.ceil(bottom) - y };
}

/** The area with a place at this picture: a new one, or another in place of the one it had there. */
export const placedAt = (area: MovingArea, picture: number, box: MaskBox): MovingArea => ({
  ...area,
  keys: [...area.keys.filter((key) => key.picture !== picture), { picture, box }].toSorted(
    (a, b) => a.picture - b.picture,
  ),
});

/** The area covering from this picture on. An end that lay before it is given up: rather covered than not. */
export const coveringFrom = (area: MovingArea, picture: number, { frameCount }: { frameCount: number }): MovingArea => {
  const to = area.covers?.to ?? -1;
  return { ...area, covers: { from: picture, to: to < picture ? frameCount - 1 : to } };
};

/** The area covering until this picture; a beginning that lay after it is given up. */
export const coveringUntil = (area: MovingArea, picture: number): MovingArea => {
  const from = area.covers?.from ?? 0;
  return { ...area, covers: { from: from > picture ? 0 : from, to: picture } };
};

export const coveringAll = ({ keys }: MovingArea): MovingArea => ({ keys });

/** The pictures of a clip that an area covers; null where there are none. */
export function coveredPart({ covers }: MovingArea, clip: Stretch): Stretch | null {
  if (covers === undefined) return clip;
  const part = { from: Math.max(covers.from, clip.from), to: Math.min(covers.to, clip.to) };
  return part.from > part.to ? null : part;
}

/**
 * The area as far as a clip goes: what was placed outside of it, or where the area covers nothing, is felt at the ends.
 * One that covers no picture of the clip is left as it is; it is refused by name.
 */
export function within(area: MovingArea, clip: Stretch): MovingArea {
  const part = coveredPart(area, clip);
  if (part === null) return area;
  const ends = [part.from, part.to].map((picture) => ({ picture, box: boxAt(area, picture) }));
  const inside = area.keys.filter(({ picture }) => picture >= part.from && picture <= part.to);
  const isOutside = inside.length < area.keys.length;
  const added = isOutside ? ends.filter(({ picture }) => !inside.some((key) => key.picture === picture)) : [];
  const keys = [...inside, ...added].toSorted((a, b) => a.picture - b.picture);
  const isWhole = part.from === clip.from && part.to === clip.to;
  return {
    keys: keys.filter(({ picture }, at) => picture !== keys[at - 1]?.picture),
    ...(isWhole ? {} : { covers: part }),
  };
}
