import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeScore,
  createActivityTrack,
  NOTHING_RECORDED,
  planStrip,
} from '../../../src/main/recordings/activity.ts';
import { matroskaFrames } from '../../../src/main/recordings/matroska-frames.ts';

const times = (stepMs: number, frameCount: number) => ({
  ...{ timescale: 1000, firstTick: 0, frameCount },
  steps: [[stepMs, frameCount - 1]] as const,
});

describe('scores', () => {
  test('noise of the camera is no movement; a quarter of the picture is as much as is told apart', () => {
    const before = new Uint8Array(100).fill(100);
    expect(changeScore(before, new Uint8Array(100).fill(116))).toBe(0);
    expect(changeScore(before, new Uint8Array(100).fill(117))).toBe(254);
    expect(changeScore(before, new Uint8Array(100).fill(100).fill(200, 0, 5))).toBe(50);
  });

  test('a change between two samples counts for every second between them', () => {
    const track = createActivityTrack(times(40, 25 * 10), 10_000);
    track.add(0, new Uint8Array(10));
    track.add(4000, new Uint8Array(10).fill(255));
    track.add(8000, new Uint8Array(10).fill(255));
    expect([...track.scores]).toEqual([0, 254, 254, 254, 254, 0, 0, 0, 0, 0]);
  });

  test('whatever times a broken file gives, there is one score a second and no failure', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e9, max: 1e12, noNaN: true }), { maxLength: 30 }), (given) => {
        const track = createActivityTrack(times(500, 20), 10_000);
        for (const timeMs of given) track.add(timeMs, new Uint8Array(4).fill(timeMs % 256));
        return track.scores.length === 10 && track.scores.every((score) => score <= NOTHING_RECORDED);
      }),
    );
  });

  test('a strip has at most 240 pictures, however long the recording', () => {
    expect(planStrip({ durationMs: 86_400_000, width: 704, height: 576 })).toEqual({
      ...{ count: 240, everyMs: 360_000, columns: 20, rows: 12, width: 96, height: 78 },
    });
    expect(planStrip({ durationMs: 400, width: 1, height: 90_000 })).toMatchObject({
      count: 1,
      columns: 1,
      height: 192,
    });
  });
});

describe('pictures on the pipe', () => {
  const read = async (pieces: readonly Uint8Array[]) => {
    const found = [];
    for await (const picture of matroskaFrames(stream(pieces))) found.push(picture);
    return found;
  };
  async function* stream(pieces: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
    yield* pieces;
  }
  /** Segment and cluster of unknown length, one time stamp, two blocks. */
  const small = Buffer.from(
    '1a45dfa380' +
      '18538067' +
      '01ffffffffffffff' +
      '1f43b675' +
      'ff' +
      'e78203e8' +
      'a3868100000080aa' +
      'a386810064008000',
    'hex',
  );

  test('are found with their times wherever the pipe cuts', async () => {
    const whole = await read([small]);
    expect(whole.map(({ timeMs, pixels }) => [timeMs, ...pixels])).toEqual([
      [1000, 0x80, 0xaa],
      [1100, 0x80, 0x00],
    ]);
    expect(await read([...small].map((byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  test('end before a picture that was cut off, and refuse one of senseless size', async () => {
    expect(await read([small.subarray(0, -1)])).toHaveLength(1);
    const huge = Buffer.concat([small.subarray(0, 22), Buffer.from('a308ffffffff', 'hex')]);
    await expect(read([huge])).rejects.toMatchObject({ code: 'unavailable' });
  });
});
