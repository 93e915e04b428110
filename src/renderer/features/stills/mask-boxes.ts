import type { MaskBox } from '../../../shared/contract/masks.ts';

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}
interface Point {
  readonly x: number;
  readonly y: number;
}

const between = (value: number, least: number, most: number): number =>
  Math.min(Math.max(Math.round(value), least), most);

/** The box nearest to this one that lies in the picture, in whole pixels and at least one of them. */
export function within(box: MaskBox, { width, height }: PictureSize): MaskBox {
  const x = between(box.x, 0, width - 1);
  const y = between(box.y, 0, height - 1);
  return { x, y, width: between(box.width, 1, width - x), height: between(box.height, 1, height - y) };
}

/** The pixels touched by a pointer that was dragged from one point to another, in picture coordinates. */
export function boxBetween(from: Point, to: Point, size: PictureSize): MaskBox {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)].map(Math.floor) as [number, number];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)].map(Math.floor) as [number, number];
  return within({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 }, size);
}

const STEP: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * An arrow moves a box by a pixel, ten with Shift; with Alt it moves the right and lower edge instead. Null for any
 * other key. A box that is moved keeps its size at the picture's edge.
 */
export function nudged(
  box: MaskBox,
  key: { readonly key: string; readonly shiftKey: boolean; readonly altKey: boolean },
  size: PictureSize,
): MaskBox | null {
  const step = STEP[key.key];
  if (step === undefined) return null;
  const by = key.shiftKey ? 10 : 1;
  if (key.altKey) return within({ ...box, width: box.width + step.x * by, height: box.height + step.y * by }, size);
  return {
    ...box,
    x: between(box.x + step.x * by, 0, size.width - box.width),
    y: between(box.y + step.y * by, 0, size.height - box.height),
  };
}

/** A new box in the middle of the picture, an eighth of it. */
export const middleBox = ({ width, height }: PictureSize): MaskBox =>
  within({ x: (width * 7) / 16, y: (height * 7) / 16, width: width / 8, height: height / 8 }, { width, height });
