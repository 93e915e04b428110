import type { MovingArea } from '../../shared/contract/clips.ts';
import type { MaskBox } from '../../shared/contract/masks.ts';
import { AppError } from '../../shared/failure.ts';
import { coversAt, picturesText, type Sides, sidesAt } from '../../shared/moving-area.ts';
import type { Stretch } from '../platform/ffmpeg.ts';

// Where moving areas lie, picture by picture. What ffmpeg fills and what is read back afterwards follow the same rule.

type Size = Pick<MaskBox, 'width' | 'height'>;
type Key = MovingArea['keys'][number];
type Side = (box: MaskBox) => number;
const none: Key = { picture: 0, box: { x: 0, y: 0, width: 1, height: 1 } };

const left: Side = ({ x }) => x;
const top: Side = ({ y }) => y;
const right: Side = ({ x, width }) => x + width;
const bottom: Side = ({ y, height }) => y + height;

/** Colours are stored for four pixels together: an area begins and ends between such groups, outward. */
const GROUP = 2;
const mostKeys = 300;

/**
 * Every key lies in the clip, and where the area covers; every box lies in the picture; keys stand in order, one a
 * picture; what an area covers is a part of the clip.
 */
export function checkAreas(areas: readonly MovingArea[], { from, to }: Stretch, { width, height }: Size): void {
  for (const [index, { keys, covers }] of areas.entries()) {
    const area = `Area ${index + 1}`;
    if (covers !== undefined) checkCovers(area, { keys, covers }, { from, to });
    if (keys.some(({ picture }) => picture < from || picture > to))
      throw new AppError('invalid-input', `${area} is placed at a picture outside the clip. Place it within the clip.`);
    if (keys.some(({ picture }, at) => at > 0 && picture <= (keys[at - 1]?.picture ?? -1)))
      throw new AppError('invalid-input', `${area} is placed twice at one picture, or out of order.`);
    if (keys.some(({ box }) => right(box) > width || bottom(box) > height))
      throw new AppError(
        'invalid-input',
        `${area} reaches out of the picture, which has ${width} × ${height} pixels. Make it smaller.`,
      );
  }
  if (areas.reduce((count, { keys }) => count + keys.length, 0) > mostKeys)
    throw new AppError('invalid-input', `The areas have more than ${mostKeys} places together. Make several clips.`);
}

function checkCovers(
  area: string,
  { keys, covers }: Pick<MovingArea, 'keys'> & { readonly covers: Stretch },
  clip: Stretch,
): void {
  if (covers.from > covers.to)
    throw new AppError(
      'invalid-input',
      `${area} would cover from picture ${covers.from + 1} until picture ${covers.to + 1}, which is no picture at all. Choose a last one that is not before the first.`,
    );
  if (covers.from < clip.from || covers.to > clip.to)
    throw new AppError(
      'invalid-input',
      `${area} would cover ${picturesText(covers)}, but the clip shows ${picturesText(clip)} of the recording. Let it cover pictures of the clip only.`,
    );
  const outside = keys.find(({ picture }) => picture < covers.from || picture > covers.to);
  if (outside !== undefined)
    throw new AppError(
      'invalid-input',
      `${area} is placed at picture ${outside.picture + 1}, but it covers ${picturesText(covers)} only. Place it where it covers, or let it cover more.`,
    );
}

/** The pixels of a picture that an area covers: whole groups, so a little more than was drawn; null where it covers none. */
export function coveredAt(area: MovingArea, picture: number): Sides | null {
  if (!coversAt(area, picture)) return null;
  const at = sidesAt(area, picture);
  return { left: down(at.left), top: down(at.top), right: up(at.right), bottom: up(at.bottom) };
}

const down = (value: number): number => GROUP * Math.floor(value / GROUP);
const up = (value: number): number => GROUP * Math.ceil(value / GROUP);

/**
 * The same for ffmpeg: filters that fill the areas with black. Each is told before every picture where it lies then, by
 * the number of the picture, never by its time. `N` counts the pictures that have come, the one at hand among them: 1 at
 * the first of the clip. (The manual says 0; whichever a version does, what was filled is read back.)
 */
export function maskFilters(areas: readonly MovingArea[], { from, to }: Stretch): string {
  const lines = areas.flatMap(({ keys }, index) => {
    const [l, t, r, b] = [left, top, right, bottom].map((side) => sideText(keys, { from, to }, side)) as Four;
    const [x, y] = [`${GROUP}*floor((${l})/${GROUP})`, `${GROUP}*floor((${t})/${GROUP})`];
    const placed = { x, y, w: `${GROUP}*ceil((${r})/${GROUP})-${x}`, h: `${GROUP}*ceil((${b})/${GROUP})-${y}` };
    return Object.entries(placed).map(([name, value]) => `[expr] drawbox@area${index} ${name} ${escaped(value)}`);
  });
  const fill = 'x=0:y=0:w=1:h=1:color=black:thickness=fill';
  const boxes = areas.map(({ covers }, index) => `drawbox@area${index}=${fill}${onlyDuring(covers, from)}`);
  return ['format=yuv420p', `sendcmd=c='0 ${lines.join(',')}'`, ...boxes].join(',');
}
type Four = [string, string, string, string];

/** The number of the picture is `n` here and counts from 0 at the first of the clip, unlike `N` above. */
const onlyDuring = (covers: MovingArea['covers'], first: number): string =>
  covers === undefined ? '' : `:enable='between(n,${covers.from - first},${covers.to - first})'`;

/** A sum of which one part is not nought at each picture; ffmpeg bounds how deep an expression is nested, not how long. */
function sideText(keys: readonly Key[], { from, to }: Stretch, side: Side): string {
  const stretches = [...keys, undefined].map((after, index) => {
    const before = keys[index - 1];
    const [a, b] = [(before?.picture ?? from) - from, (after?.picture ?? to + 1) - from];
    if (before === undefined || after === undefined) return held(side((before ?? after ?? none).box), a, b);
    return `${during(a, b)}*(${side(before.box)}*(${b + 1}-N)+${side(after.box)}*(N-${a + 1}))/${b - a}`;
  });
  return stretches.filter((text) => text !== '').join('+');
}
const held = (value: number, a: number, b: number): string => (b <= a ? '' : `${during(a, b)}*${value}`);
/** From one picture of the clip to before another, as a factor. */
const during = (a: number, b: number): string => `between(N,${a + 1},${b})`;

/** Commas part one order from the next; here they part the arguments of a function. */
const escaped = (expression: string): string => expression.replaceAll(',', String.raw`\\,`);
