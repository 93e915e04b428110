import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxBetween, middleBox, nudged, within } from '../../src/renderer/features/stills/mask-boxes.ts';

const size = { width: 352, height: 288 };
const whole = fc.record({
  width: fc.integer({ min: 1, max: 4096 }),
  height: fc.integer({ min: 1, max: 4096 }),
});
const anywhere = fc.double({ min: -5000, max: 9000, noNaN: true });

describe('an area over a picture', () => {
  it('lies in the picture in whole pixels, wherever it was drawn or typed', () => {
    const point = fc.record({ x: anywhere, y: anywhere });
    fc.assert(
      fc.property(point, point, whole, (from, to, picture) => {
        for (const box of [boxBetween(from, to, picture), within({ ...from, width: to.x, height: to.y }, picture)]) {
          expect(Object.values(box).every(Number.isInteger)).toBe(true);
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
          expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(1);
          expect(box.x + box.width).toBeLessThanOrEqual(picture.width);
          expect(box.y + box.height).toBeLessThanOrEqual(picture.height);
        }
      }),
    );
  });

  it('covers each pixel the pointer touched, in whichever direction it was drawn', () => {
    const drawn = { x: 10, y: 20, width: 21, height: 26 };
    expect(boxBetween({ x: 10.2, y: 20.9 }, { x: 30.1, y: 45.4 }, size)).toEqual(drawn);
    expect(boxBetween({ x: 30.1, y: 45.4 }, { x: 10.2, y: 20.9 }, size)).toEqual(drawn);
    expect(boxBetween({ x: 5, y: 5 }, { x: 5, y: 5 }, size)).toEqual({ x: 5, y: 5, width: 1, height: 1 });
  });

  it('is moved and sized by the arrows, to the pixel, and keeps its size at the edge', () => {
    const box = { x: 340, y: 3, width: 10, height: 10 };
    const key = (name: string, held: object = {}) => ({ key: name, shiftKey: false, altKey: false, ...held });
    expect(nudged(box, key('ArrowRight'), size)).toEqual({ ...box, x: 341 });
    expect(nudged(box, key('ArrowRight', { shiftKey: true }), size)).toEqual({ ...box, x: 342 });
    expect(nudged(box, key('ArrowUp', { shiftKey: true }), size)).toEqual({ ...box, y: 0 });
    expect(nudged(box, key('ArrowLeft', { altKey: true }), size)).toEqual({ ...box, width: 9 });
    expect(nudged(box, key('ArrowDown', { altKey: true, shiftKey: true }), size)).toEqual({ ...box, height: 20 });
    expect(nudged(box, key('Tab'), size)).toBeNull();
    expect(middleBox(size)).toEqual({ x: 154, y: 126, width: 44, height: 36 });
  });
});
