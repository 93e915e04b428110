import { beforeAll, describe, expect, test } from 'vitest';
import { makeActivityIndex } from '../../../src/main/recordings/activity-index.ts';
import { NOTHING_RECORDED } from '../../../src/main/recordings/activity.ts';
import type { MediaFacts } from '../../../src/main/recordings/media-facts.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import { askFfmpeg, footageWithSound, makeFootage, memorySource } from './footage.ts';

// Real footage, real ffmpeg in its sandbox: where something moves, where nothing does, and where nothing was recorded.

const ports = { tools: await findMediaTools() };
const { signal } = new AbortController();

async function index(bytes: Uint8Array) {
  const source = memorySource(bytes);
  const facts = await probeMedia(source, ports, signal);
  if (!facts.playable) throw new Error(facts.reason);
  return { facts, made: await makeActivityIndex({ source, facts }, ports, signal) };
}

/** Grey for so long, but for a white square that crosses the picture from `from` to `to` seconds. */
const square = (seconds: number, [from, to]: readonly [number, number], ...coding: string[]) =>
  makeFootage(
    'walk.mp4',
    ...[
      '-f',
      'lavfi',
      '-i',
      `color=gray:s=704x576:r=12:d=${seconds}`,
      '-f',
      'lavfi',
      '-i',
      'color=white:s=120x120:r=12',
    ],
    ...['-filter_complex', `[0][1]overlay=x='(t-${from})*90':y=200:enable='between(t,${from},${to})':shortest=1`],
    ...['-t', String(seconds), '-c:v', 'libx264', '-preset', 'ultrafast', ...coding],
  );

describe('the activity index', () => {
  test('shows the seconds in which somebody walks, and quiet for the rest', async () => {
    const { facts, made } = await index(await square(60, [20, 26], '-g', '12'));
    expect(made.looked).toBe('key-pictures');
    expect(made.scores).toHaveLength(60);
    const busy = [...made.scores.keys()].filter((second) => (made.scores[second] ?? 0) > 10);
    expect(busy.length).toBeGreaterThan(4);
    expect(Math.min(...busy)).toBeGreaterThanOrEqual(19);
    expect(Math.max(...busy)).toBeLessThanOrEqual(28);
    expect([...made.scores]).not.toContain(NOTHING_RECORDED);
    expect(made.strip).toMatchObject({ count: 60, everyMs: 1000, columns: 20, rows: 3 });
    expect(facts.durationMs).toBe(60_000);
  });

  test('looks at every picture where those that stand alone are too far apart', async () => {
    const { made } = await index(await square(30, [11, 14], '-g', '360', '-sc_threshold', '0'));
    expect(made.looked).toBe('all-pictures');
    const busy = [...made.scores.keys()].filter((second) => (made.scores[second] ?? 0) > 10);
    expect(Math.min(...busy)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...busy)).toBeLessThanOrEqual(16);
  });

  test('a second in which nothing was recorded is neither quiet nor busy', async () => {
    const gap = ['-vf', `setpts='if(lt(N,60),N,N+240)/12/TB'`, '-fps_mode', 'vfr', '-enc_time_base', '1/12'];
    const film = ['-f', 'lavfi', '-i', 'testsrc2=s=352x288:r=12:d=10', '-c:v', 'libx264', '-g', '12'];
    const { facts, made } = await index(await makeFootage('gap.mp4', ...film, ...gap));
    expect(facts.durationMs).toBe(30_000);
    const empty = [...made.scores.keys()].filter((second) => made.scores[second] === NOTHING_RECORDED);
    expect(empty).toEqual(Array.from({ length: 20 }, (_, second) => second + 5));
    expect(made.scores[25]).toBeGreaterThan(0);
  });

  describe('of a street', () => {
    let found: { facts: MediaFacts; made: Awaited<ReturnType<typeof makeActivityIndex>> };
    beforeAll(async () => void (found = await index((await footageWithSound()).bytes)));

    test('has small pictures that an independent reader finds where the plan says', async () => {
      const { jpeg, columns, rows, width, height } = found.made.strip;
      const raw = await askFfmpeg(jpeg, '-f', 'rawvideo', '-pix_fmt', 'gray', '-');
      expect(raw.length).toBe(columns * width * rows * height);
      expect(new Set(raw.subarray(0, width)).size).toBeGreaterThan(3);
    });

    test('is the same each time, and tells the command it was made with', async () => {
      const again = await index((await footageWithSound()).bytes);
      expect(Buffer.from(again.made.scores).equals(found.made.scores)).toBe(true);
      expect(Buffer.from(again.made.strip.jpeg).equals(found.made.strip.jpeg)).toBe(true);
      expect(again.made.commandLine).toMatch(/^ffmpeg .*-skip_frame nokey|^ffmpeg /u);
    });
  });
});
