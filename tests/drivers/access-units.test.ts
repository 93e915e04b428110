import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Assembled, createAssembler } from '../../src/device-drivers/onvif/access-units.ts';
import { parameterSets, pictureSize } from '../../src/device-drivers/onvif/parameter-sets.ts';
import { createSequencer, parseRtp, type RtpPacket } from '../../src/device-drivers/onvif/rtp.ts';
import { ffmpeg } from '../fixtures/ffmpeg.ts';
import { rtp } from '../fixtures/replay-peer.ts';

const packet = (
  sequence: number,
  payload: readonly number[],
  more: { timestamp?: number; marker?: boolean } = {},
): RtpPacket => {
  const made = { sequence, timestamp: more.timestamp ?? 0, marker: more.marker ?? false, extension: null };
  const read = parseRtp(rtp({ ...made, payload: Buffer.from(payload) }));
  if (read === null) throw new Error('a packet of our own cannot be read');
  return read;
};

function assembled(codec: 'h264' | 'h265', packets: readonly RtpPacket[]): Assembled[] {
  const [sequencer, assembler] = [createSequencer(), createAssembler(codec)];
  const out = packets.flatMap((it) => [...sequencer.add(it)].flatMap((each) => [...assembler.add(each)]));
  return [...out, ...assembler.finish(true)];
}

const nalsOf = (found: readonly Assembled[]): (string | number[][])[] =>
  found.map((it) => (it.kind === 'damaged' ? it.kind : it.unit.nals.map((nal) => [...nal])));

describe('H.264 pictures', () => {
  test('come from single units, from several in one packet and from one in several', () => {
    const found = assembled('h264', [
      packet(1, [24, 0, 2, 0x67, 1, 0, 2, 0x68, 2]),
      packet(2, [0x7c, 0x85, 10, 11]),
      packet(3, [0x7c, 0x05, 12]),
      packet(4, [0x7c, 0x45, 13], { marker: true }),
      packet(5, [0x41, 20], { timestamp: 3600, marker: true }),
    ]);
    expect(nalsOf(found)).toEqual([
      [
        [0x67, 1],
        [0x68, 2],
        [0x65, 10, 11, 12, 13],
      ],
      [[0x41, 20]],
    ]);
    expect(found[0]?.kind === 'picture' && found[0].unit.isKey).toBe(true);
  });

  test('end where the time changes, for cameras that set no marker', () => {
    const found = assembled('h264', [packet(1, [0x65, 1]), packet(2, [0x41, 2], { timestamp: 3600 })]);
    expect(nalsOf(found)).toEqual([[[0x65, 1]], [[0x41, 2]]]);
  });

  test.each([
    ['a length longer than the packet', [24, 0, 9, 0x67, 1]],
    ['a length of nothing', [24, 0, 0]],
    ['a middle without a beginning', [0x7c, 0x05, 1]],
    ['a way of packing nobody uses', [25, 1, 2]],
    ['nothing at all', []],
  ])('with %s are not given as if they were whole', (_name, payload) => {
    expect(nalsOf(assembled('h264', [packet(1, payload, { marker: true })]))).toEqual(['damaged']);
  });

  test('beside missing packets are not given as if they were whole', () => {
    const later = Array.from({ length: 70 }, (_, n) => packet(4 + n, [0x41, n], { timestamp: n + 2, marker: true }));
    const found = assembled('h264', [
      packet(1, [0x65, 1], { marker: true }),
      packet(2, [0x41, 2], { timestamp: 1 }),
      ...later,
    ]);
    expect(nalsOf(found).slice(0, 5)).toEqual([[[0x65, 1]], 'damaged', 'damaged', 'damaged', [[0x41, 1]]]);
  });
});

describe('H.265 pictures', () => {
  test('come from single units, from several in one packet and from one in several', () => {
    const found = assembled('h265', [
      packet(1, [0x60, 1, 0, 3, 0x40, 1, 7, 0, 3, 0x42, 1, 8]),
      packet(2, [0x44, 1, 9]),
      packet(3, [0x62, 1, 0x80 | 19, 30, 31]),
      packet(4, [0x62, 1, 0x40 | 19, 32], { marker: true }),
    ]);
    expect(nalsOf(found)).toEqual([
      [
        [0x40, 1, 7],
        [0x42, 1, 8],
        [0x44, 1, 9],
        [0x26, 1, 30, 31, 32],
      ],
    ]);
    expect(found[0]?.kind === 'picture' && found[0].unit.isKey).toBe(true);
  });
});

describe('the size a stream states', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sets-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  // Sizes that need cropping, chroma of every kind, half pictures: ffmpeg's encoders write them, we must read them.
  test.each([
    ['h264', 322, 242, ['-pix_fmt', 'yuv420p']],
    ['h264', 1920, 1080, ['-pix_fmt', 'yuv420p', '-x264-params', 'interlaced=1']],
    ['h264', 318, 178, ['-pix_fmt', 'yuv422p']],
    ['h264', 317, 179, ['-pix_fmt', 'yuv444p']],
    ['h264', 352, 288, ['-profile:v', 'baseline', '-pix_fmt', 'yuv420p']],
    ['h264', 352, 288, ['-pix_fmt', 'yuv420p', '-x264-params', 'cqm=jvt']],
    ['h265', 322, 242, ['-pix_fmt', 'yuv420p']],
    ['h265', 1920, 1080, ['-pix_fmt', 'yuv420p10le']],
    ['h265', 318, 178, ['-pix_fmt', 'yuv422p']],
  ] as const)('%s %i × %i is read (%#)', async (codec, width, height, coding) => {
    const path = join(folder, `${codec}-${width}-${coding.join('').replaceAll(/\W/gu, '')}`);
    const coder = codec === 'h264' ? ['-c:v', 'libx264'] : ['-c:v', 'libx265', '-x265-params', 'log-level=error'];
    const picture = ['-f', 'lavfi', '-i', `testsrc=size=${width}x${height}:rate=1`, '-frames:v', '1'];
    await ffmpeg(...picture, ...coder, ...coding, '-f', codec === 'h264' ? 'h264' : 'hevc', path);
    const sets = parameterSets(codec, nalsIn(await readFile(path)));
    expect(sets === null ? null : pictureSize(sets)).toEqual({ width, height });
  });

  test('is none where the sets are nonsense', () => {
    const sets = parameterSets('h264', [Uint8Array.from([0x67, 0xff, 0xff]), Uint8Array.from([0x68])]);
    expect(sets === null ? 'none' : pictureSize(sets)).toBeNull();
    expect(parameterSets('h265', [Uint8Array.from([0x42, 1])])).toBeNull();
  });
});

function nalsIn(raw: Buffer): Uint8Array[] {
  const starts: number[] = [];
  for (let at = raw.indexOf('\0\0\x01'); at !== -1; at = raw.indexOf('\0\0\x01', at + 3)) starts.push(at + 3);
  return starts.map((start, n) => Uint8Array.from(raw.subarray(start, (starts[n + 1] ?? raw.length + 3) - 3)));
}
