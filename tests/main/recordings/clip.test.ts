import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import { type ClipWay, makeClip } from '../../../src/main/recordings/clip.ts';
import { type Packet, planCopy } from '../../../src/main/recordings/clip-plan.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import { need } from '../trial-app.ts';
import { makeFootage, memorySource, pictureHashes } from './footage.ts';

// A clip shows exactly the pictures it says, and a copy shows the very pictures of its master.

const tools = await findMediaTools();
const { signal } = new AbortController();
/** Twenty-five pictures with B-frames, a key picture every ten: coded in another order than shown. */
const film = await makeFootage(
  'film.mp4',
  '-f',
  'lavfi',
  '-i',
  'testsrc2=size=320x240:rate=25:duration=1',
  ...['-g', '10', '-bf', '2', '-pix_fmt', 'yuv420p'],
);

async function cut(way: ClipWay, from: number, to: number) {
  const facts = await probeMedia(memorySource(film), { tools }, signal);
  if (!facts.playable) throw new Error(facts.reason);
  let sealed: Uint8Array | null = null;
  const clip = await makeClip(
    {
      ...{ source: memorySource(film), facts, reference: 'REC-0001', wish: { from, to }, way },
      async sink(bytes) {
        const pieces: Uint8Array[] = [];
        for await (const piece of bytes) pieces.push(piece);
        const whole = new Uint8Array(Buffer.concat(pieces));
        sealed = whole;
        return { sealed: whole, open: async () => memorySource(whole), discard: async () => void (sealed = null) };
      },
    },
    { tools },
    signal,
  );
  return { clip, kept: sealed };
}

test('a copy begins with the key picture at or before the in-point, and holds the very pictures of the master', async () => {
  const { clip } = await cut('copy', 13, 17);
  expect(clip.shown.from).toBe(10);
  expect(clip.shown.to).toBeGreaterThanOrEqual(17);
  const all = await pictureHashes(film);
  expect(await pictureHashes(clip.sealed)).toEqual(all.slice(clip.shown.from, clip.shown.to + 1));
  expect(clip.fromMs).toBeCloseTo(400);
  expect(clip.commandLine).toContain('copy');
});

test('an exact cut shows the pictures asked for and no other', async () => {
  const { clip } = await cut('exact', 13, 17);
  expect(clip.shown).toEqual({ from: 13, to: 17 });
  expect((await pictureHashes(clip.sealed)).length).toBe(5);
  expect(clip.comparison).toMatchObject({ masterFrameCount: 5, derivativeFrameCount: 5 });
  expect(clip.tool.version).toMatch(/\d/u);
});

test('pictures that the recording has not are refused', async () => {
  for (const [from, to] of [
    [0, 25],
    [-1, 3],
    [5, 4],
    [0.5, 2],
  ] as const)
    await expect(cut('exact', from, to)).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a plan for copying leaves no hole, begins with a key picture, and holds what was wished for', () => {
  const isKey = fc.boolean();
  const coded = fc.uniqueArray(fc.record({ pts: fc.integer({ min: 0, max: 200 }), isKey }), {
    selector: ({ pts }) => pts,
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(coded, fc.nat(39), fc.nat(39), (packets: Packet[], one, other) => {
      const [from = 0, to = 0] = [one % packets.length, other % packets.length].toSorted((a, b) => a - b);
      const plan = planCopy(packets, packets.length, { from, to });
      if (plan === null) return;
      const times = packets.map(({ pts }) => need(pts)).toSorted((a, b) => a - b);
      const { first, last, skip } = plan.packets;
      const taken = packets.filter((_, index) => index >= first && index <= last && !skip.includes(index));
      const places = taken.map(({ pts }) => times.indexOf(need(pts))).toSorted((a, b) => a - b);
      expect(packets[first]?.isKey).toBe(true);
      expect(places).toEqual(Array.from({ length: places.length }, (_, index) => plan.shown.from + index));
      expect(plan.shown.from <= from && plan.shown.to >= to && places.at(-1) === plan.shown.to).toBe(true);
    }),
  );
});
