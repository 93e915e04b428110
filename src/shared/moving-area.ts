import type { MovingArea } from './contract/clips.ts';
import type { MaskBox } from './contract/masks.ts';

/** The sides of an area at one picture, not rounded; right and bottom are not included. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const sidesOf = ({ x, y, width, height }: MaskBox): Sides => ({
  ...{ left: x, top: y },
  ...{ right: x + width, bottom: y + height },
});

/** Whether an area covers anything at a picture. One that states no stretch does in every picture of its clip. */
export const coversAt = ({ covers }: MovingArea, picture: number): boolean =>
  covers === undefined || (picture >= covers.from && picture <= covers.to);

/** `pictures 12 to 40`, `picture 12`; people count from one. */
export const picturesText = ({ from, to }: NonNullable<MovingArea['covers']>): string =>
  from === to ? `picture ${from + 1}` : `pictures ${from + 1} to ${to + 1}`;

/** `area 2 covers pictures 12 to 40 only` */
export const areaCoversText = ({ covers }: MovingArea, index: number): string =>
  `area ${index + 1} covers ${covers === undefined ? 'every picture of the clip' : `${picturesText(covers)} only`}`;

/** The same of all areas of a clip, shortly where none is there for a part of it only. */
export const coversText = (areas: readonly MovingArea[]): string =>
  areas.every(({ covers }) => covers === undefined)
    ? 'each area covers every picture of the clip'
    : areas.map(areaCoversText).join('; ');

/** Where an area lies at a picture: evenly between two of its places, and still before the first and after the last. */
export function sidesAt({ keys }: MovingArea, picture: number): Sides {
  const next = keys.findIndex((key) => key.picture > picture);
  const after = next === -1 ? undefined : keys[next];
  const before = next === -1 ? keys.at(-1) : keys[next - 1];
  const [one, other] = [before ?? after, after ?? before];
  if (one === undefined || other === undefined) throw new Error('an area without a place');
  const [from, to] = [sidesOf(one.box), sidesOf(other.box)];
  const span = other.picture - one.picture;
  if (span <= 0) return from;
  const at = (side: keyof Sides): number =>
    (from[side] * (other.picture - picture) + to[side] * (picture - one.picture)) / span;
  return { left: at('left'), top: at('top'), right: at('right'), bottom: at('bottom') };
}
