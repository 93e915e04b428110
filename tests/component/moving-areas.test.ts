import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAreas, coveredAt } from '../../src/main/recordings/moving-mask.ts';
import {
  boxAt,
  coveredPart,
  coveringAll,
  coveringFrom,
  coveringUntil,
  placedAt,
  within,
} from '../../src/renderer/features/viewing-room/moving-areas.ts';
import { coversAt } from '../../src/shared/moving-area.ts';

const size = { width: 352, height: 288 };
const frameCount = 60;
const box = { x: 10, y: 20, width: 30, height: 40 };
const picture = fc.nat(frameCount - 1);
const stretch = fc.tuple(picture, picture).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const boxes = fc.record({
  x: fc.nat(300),
  y: fc.nat(240),
  width: fc.integer({ min: 1, max: 52 }),
  height: fc.integer({ min: 1, max: 48 }),
});
const drawn = fc
  .tuple(fc.array(fc.tuple(picture, boxes), { minLength: 1, maxLength: 6 }), fc.option(stretch, { nil: undefined }))
  .map(([places, covers]) => {
    const [first = [0, box] as const, ...others] = places;
    const whole = { keys: [{ picture: first[0], box: first[1] }] };
    const area = others.reduce((before, [at, where]) => placedAt(before, at, where), whole);
    return covers === undefined ? area : { ...area, covers };
  });

describe('an area over a stretch of footage', () => {
  it('covers what was drawn in the pictures of the clip it was to cover, and no other', () => {
    fc.assert(
      fc.property(drawn, stretch, (area, clip) => {
        const sent = within(area, clip);
        if (coveredPart(area, clip) === null) {
          expect(() => checkAreas([sent], clip, size)).toThrow(/the clip shows/u);
          return;
        }
        checkAreas([sent], clip, size);
        for (let at = clip.from; at <= clip.to; at += 1) {
          const covered = coveredAt(sent, at);
          expect(covered !== null).toBe(coversAt(area, at));
          if (covered === null) continue;
          const seen = boxAt(area, at);
          // A place at an end of the part is rounded outward: nothing that was drawn is lost.
          expect([covered.left <= seen.x, covered.top <= seen.y]).toEqual([true, true]);
          expect([covered.right >= seen.x + seen.width, covered.bottom >= seen.y + seen.height]).toEqual([true, true]);
        }
      }),
    );
  });

  it('covers from one picture until another, and rather more than less where the two cross', () => {
    const area = { keys: [{ picture: 5, box }] };
    const from = coveringFrom(area, 20, { frameCount });
    expect(from.covers).toEqual({ from: 20, to: 59 });
    expect(coveringUntil(from, 30).covers).toEqual({ from: 20, to: 30 });
    expect(coveringUntil(from, 10).covers).toEqual({ from: 0, to: 10 });
    expect(coveringFrom(coveringUntil(from, 30), 40, { frameCount }).covers).toEqual({ from: 40, to: 59 });
    expect(coveringAll(from)).toEqual(area);
    expect(placedAt(from, 25, box).covers).toEqual(from.covers);
  });

  it('covers the whole clip once nothing of the clip lies outside of what it covers', () => {
    const area = { keys: [{ picture: 5, box }], covers: { from: 4, to: 30 } };
    expect(within(area, { from: 4, to: 30 })).toEqual({ keys: area.keys });
    expect(within(area, { from: 4, to: 31 })).toEqual(area);
    expect(within(area, { from: 10, to: 31 })).toMatchObject({ covers: { from: 10, to: 30 } });
  });
});
