import { expect } from 'vitest';
import type { MovingArea } from '../../../src/shared/contract/clips.ts';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import { makeClip } from '../../../src/main/recordings/clip.ts';
import { coveredAt } from '../../../src/main/recordings/moving-mask.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import { need } from '../trial-app.ts';
import { askFfmpeg, makeFootage, memorySource } from './footage.ts';

const tools = await findMediaTools();
const { signal } = new AbortController();

export const box = (x: number, y: number, w: number, h: number) => ({ x, y, width: w, height: h });

/** Brightness of every pixel, picture after picture, by plain ffmpeg outside of the application. */
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

/** A bright, restless picture of odd size with B-frames: nothing of it is black or still. */
export async function brightFilm(steps = '') {
  const [width, height, count] = [161, 119, 24];
  const film = await makeFootage(
    'film.mp4',
    ...['-f', 'lavfi', '-i', `testsrc2=size=${width + 1}x${height + 1}:rate=12:duration=2,lutyuv=y=val/2+110`],
    ...['-vf', `format=yuv444p,crop=${width}:${height}:exact=1${steps}`, '-fps_mode', 'passthrough'],
    ...['-enc_time_base', '1/1000', '-bf', '2', '-g', '8', '-pix_fmt', 'yuv444p', '-profile:v', 'high444'],
  );
  const facts = await probeMedia(memorySource(film), { tools }, signal);
  if (!facts.playable) throw new Error(facts.reason);
  expect(facts).toMatchObject({ width, height, frameCount: count, hasBFrames: true });

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

  /**
   * What a clip with these areas shows: how bright it is where they cover, how dark the film is anywhere, and how far the
   * clip differs from it where they do not, in how many pixels of how many pictures' areas.
   */
  const look = async (areas: readonly MovingArea[], from: number, to: number) => {
    const [masked, whole] = [await brightness(await cut(areas, from, to)), await brightness(film)];
    const [rowBytes, pictureBytes] = [width + 1, (width + 1) * (height + 1)];
    expect(masked.length).toBe((to - from + 1) * pictureBytes);
    expect(whole.length).toBe(count * width * height);
    let [darkest, brightest, farthest, seen] = [255, 0, 0, 0];
    for (let picture = from; picture <= to; picture += 1) {
      const covered = areas.flatMap((area) => coveredAt(area, picture) ?? []);
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
    return { darkest, brightest, farthest, seen };
  };
  return { facts, cut, look };
}
