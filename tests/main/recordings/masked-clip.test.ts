import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import { proveCovered } from '../../../src/main/recordings/masked-readback.ts';
import { coveredAt } from '../../../src/main/recordings/moving-mask.ts';
import { need } from '../trial-app.ts';
import { memorySource } from './footage.ts';
import { box, brightFilm } from './masked-footage.ts';

// What an area covers is in no picture of a masked clip, and what it does not cover is what the recording shows. Looked
// at by plain ffmpeg outside of the application.

const tools = await findMediaTools();
const { signal } = new AbortController();
const { facts, cut, look } = await brightFilm();

describe('a masked clip', () => {
  test('is black wherever an area lies, at every picture, and elsewhere is what the recording shows', async () => {
    const areas = [
      {
        keys: [
          { picture: 7, box: box(3, 5, 31, 21) },
          { picture: 12, box: box(90, 60, 50, 41) },
        ],
      },
      { keys: [{ picture: 5, box: box(120, 2, 41, 17) }] },
    ];
    const { darkest, brightest, farthest, seen } = await look(areas, 5, 18);
    expect(brightest).toBeLessThan(darkest - 40);
    expect(seen).toBeGreaterThan(10_000);
    expect(farthest).toBeLessThan(48);
  });

  test('is not made where an area is placed outside of it, out of order, or out of the picture', async () => {
    for (const keys of [
      [{ picture: 4, box: box(0, 0, 5, 5) }],
      [
        { picture: 6, box: box(0, 0, 5, 5) },
        { picture: 6, box: box(1, 1, 5, 5) },
      ],
      [{ picture: 6, box: box(150, 0, 12, 5) }],
    ])
      await expect(cut([{ keys }], 5, 9)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('covers with an area that is there for a part of it from its first picture to its last, and shows all before and after', async () => {
    const areas = [
      // It comes, crosses the picture and goes.
      {
        keys: [
          { picture: 8, box: box(3, 5, 41, 41) },
          { picture: 12, box: box(90, 60, 50, 41) },
        ],
        covers: { from: 8, to: 12 },
      },
      { keys: [{ picture: 14, box: box(3, 61, 40, 41) }], covers: { from: 14, to: 14 } },
      { keys: [{ picture: 5, box: box(61, 3, 30, 30) }], covers: { from: 5, to: 6 } },
      { keys: [{ picture: 18, box: box(61, 61, 30, 30) }], covers: { from: 17, to: 18 } },
      { keys: [{ picture: 5, box: box(120, 2, 41, 17) }] },
    ];
    const uneven = await brightFilm(`,settb=1/1000,setpts='90*N+30*mod(N*N,5)'`);
    expect([facts.variableFrameRate, uneven.facts.variableFrameRate]).toEqual([false, true]);
    for (const film of [{ look }, uneven]) {
      const { darkest, brightest, farthest, seen } = await film.look(areas, 5, 18);
      expect(brightest).toBeLessThan(darkest - 40);
      expect(farthest).toBeLessThan(48);
      // All but the last area and the few pictures of the others.
      expect(seen).toBeGreaterThan(0.75 * 14 * 161 * 119);
    }
  });

  test('is read back in every picture an area covers: one more at either end would be missed', async () => {
    const keys = [{ picture: 9, box: box(10, 10, 40, 40) }];
    const clip = await cut([{ keys, covers: { from: 8, to: 10 } }], 5, 14);
    const reading = (from: number, to: number) =>
      proveCovered(
        memorySource(clip),
        { areas: [{ keys, covers: { from, to } }], shown: { from: 5, to: 14 }, facts },
        { tools },
        signal,
      );
    expect((await reading(8, 10)).pictures).toBe(10);
    for (const [from, to] of [
      [7, 10],
      [8, 11],
      [7, 9],
      [9, 11],
    ] as const)
      await expect(reading(from, to)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('is not made where an area would cover pictures outside of it, or none, or lies where it covers nothing', async () => {
    const keys = [{ picture: 7, box: box(0, 0, 5, 5) }];
    for (const [covers, says] of [
      [{ from: 4, to: 8 }, 'Area 1 would cover pictures 5 to 9, but the clip shows pictures 6 to 10 of the recording.'],
      [{ from: 6, to: 10 }, 'Area 1 would cover pictures 7 to 11, but the clip shows pictures 6 to 10'],
      [{ from: 8, to: 6 }, 'Area 1 would cover from picture 9 until picture 7, which is no picture at all.'],
      [{ from: 8, to: 9 }, 'Area 1 is placed at picture 8, but it covers pictures 9 to 10 only.'],
      [{ from: 5, to: 6 }, 'Area 1 is placed at picture 8, but it covers pictures 6 to 7 only.'],
    ] as const) {
      const refused = await cut([{ keys, covers }], 5, 9).catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'invalid-input', message: expect.stringContaining(says) });
    }
  });

  test('that is not black where it must be is found by reading it back', async () => {
    const clip = await cut([{ keys: [{ picture: 5, box: box(10, 10, 20, 20) }] }], 5, 9);
    const elsewhere = [{ keys: [{ picture: 5, box: box(12, 10, 20, 20) }] }];
    const reading = proveCovered(
      memorySource(clip),
      { areas: elsewhere, shown: { from: 5, to: 9 }, facts },
      { tools },
      signal,
    );
    await expect(reading).rejects.toMatchObject({ code: 'unavailable' });
  });
});

test('an area lies where it was put, between two places no farther out than both, and never loses a pixel that was drawn', () => {
  const boxes = fc.record({
    x: fc.nat(300),
    y: fc.nat(300),
    width: fc.integer({ min: 1, max: 99 }),
    height: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(
      boxes,
      boxes,
      fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 50 })),
      fc.nat(120),
      (one, other, [at, gap], picture) => {
        const area = {
          keys: [
            { picture: at, box: one },
            { picture: at + gap, box: other },
          ],
        };
        const { left, top, right, bottom } = need(coveredAt(area, picture));
        expect([left, top, right, bottom].every((side) => side % 2 === 0)).toBe(true);
        for (const [side, low, high] of [
          [left, Math.min(one.x, other.x) - 1, Math.max(one.x, other.x)],
          [top, Math.min(one.y, other.y) - 1, Math.max(one.y, other.y)],
          [
            right,
            Math.min(one.x + one.width, other.x + other.width),
            Math.max(one.x + one.width, other.x + other.width) + 1,
          ],
          [
            bottom,
            Math.min(one.y + one.height, other.y + other.height),
            Math.max(one.y + one.height, other.y + other.height) + 1,
          ],
        ] as const) {
          expect(side).toBeGreaterThanOrEqual(low);
          expect(side).toBeLessThanOrEqual(high);
        }
        const still = picture <= at ? one : picture >= at + gap ? other : null;
        if (still === null) return;
        expect(left <= still.x && right >= still.x + still.width).toBe(true);
        expect(top <= still.y && bottom >= still.y + still.height).toBe(true);
      },
    ),
  );
});

test('an area that is there for a part of a clip lies there as one for all of it does, and elsewhere nowhere', () => {
  const keys = [
    { picture: 10, box: box(3, 5, 31, 21) },
    { picture: 30, box: box(90, 60, 50, 41) },
  ];
  fc.assert(
    fc.property(fc.nat(10), fc.integer({ min: 30, max: 50 }), fc.nat(60), (from, to, picture) => {
      const inPart = picture >= from && picture <= to;
      expect(coveredAt({ keys, covers: { from, to } }, picture)).toEqual(inPart ? coveredAt({ keys }, picture) : null);
    }),
  );
});
