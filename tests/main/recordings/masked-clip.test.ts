import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MovingArea } from '../../../src/shared/contract/clips.ts';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import { makeClip } from '../../../src/main/recordings/clip.ts';
import { proveCovered } from '../../../src/main/recordings/masked-readback.ts';
import { coveredAt } from '../../../src/main/recordings/moving-mask.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import { need } from '../trial-app.ts';
import { askFfmpeg, makeFootage, memorySource } from './footage.ts';

// What an area covers is in no picture of a masked clip, and what it does not cover is what the recording shows. Looked
// at by plain ffmpeg outside of the application.

const tools = await findMediaTools();
const { signal } = new AbortController();
const [width, height, count] = [161, 119, 24];
/** A bright, restless picture of odd size with B-frames: nothing of it is black or still. */
const film = await makeFootage(
  'film.mp4',
  ...['-f', 'lavfi', '-i', `testsrc2=size=${width + 1}x${height + 1}:rate=12:duration=2,lutyuv=y=val/2+110`],
  ...[
    '-vf',
    `format=yuv444p,crop=${width}:${height}:exact=1`,
    '-bf',
    '2',
    '-g',
    '8',
    '-pix_fmt',
    'yuv444p',
    '-profile:v',
    'high444',
  ],
);
const facts = await probeMedia(memorySource(film), { tools }, signal);
if (!facts.playable) throw new Error(facts.reason);

const cut = async (areas: readonly MovingArea[], from: number, to: number): Promise<Uint8Array> => {
  const clip = await makeClip(
    {
      ...{ source: memorySource(film), facts, reference: 'REC-0001', wish: { from, to }, way: 'exact', areas },
      async sink(bytes) {
        const pieces: Uint8Array[] = [];
        for await (const piece of bytes) pieces.push(piece);
        const whole = new Uint8Array(Buffer.concat(pieces));
        return { sealed: whole, open: async () => memorySource(whole), discard: async () => undefined };
      },
    },
    { tools },
    signal,
  );
  expect(clip.covered?.pictures).toBe(to - from + 1);
  return clip.sealed;
};
/** Brightness of every pixel, picture after picture. */
const brightness = (bytes: Uint8Array): Promise<Buffer> =>
  askFfmpeg(
    bytes,
    '-map',
    '0:v:0',
    '-fps_mode',
    'passthrough',
    '-vf',
    'format=yuv420p,extractplanes=y',
    '-f',
    'rawvideo',
    '-',
  );
const box = (x: number, y: number, w: number, h: number) => ({ x, y, width: w, height: h });

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
    const [from, to] = [5, 18];
    const [masked, whole] = [await brightness(await cut(areas, from, to)), await brightness(film)];
    const [rowBytes, pictureBytes] = [width + 1, (width + 1) * (height + 1)];
    expect(masked.length).toBe((to - from + 1) * pictureBytes);
    expect(whole.length).toBe(count * width * height);
    let [darkest, brightest, farthest, seen] = [255, 0, 0, 0];
    for (let picture = from; picture <= to; picture += 1) {
      const covered = areas.map((area) => coveredAt(area, picture));
      const near = (x: number, y: number, by: number): boolean =>
        covered.some((at) => x >= at.left - by && x < at.right + by && y >= at.top - by && y < at.bottom + by);
      for (let y = 0; y < height; y += 1)
        for (let x = 0; x < width; x += 1) {
          const now = need(masked[(picture - from) * pictureBytes + y * rowBytes + x]);
          const was = need(whole[(picture * height + y) * width + x]);
          darkest = Math.min(darkest, was);
          if (near(x, y, 0)) brightest = Math.max(brightest, now);
          // At the very edge the coder's own blocks reach over; a little away from it there is nothing but its tolerance.
          else if (!near(x, y, 8)) [farthest, seen] = [Math.max(farthest, Math.abs(now - was)), seen + 1];
        }
    }
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
        const { left, top, right, bottom } = coveredAt(area, picture);
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
