import { expect, test } from 'vitest';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import type { MediaFacts } from '../../../src/main/recordings/media-facts.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import { stillConversion, takeStillFrame } from '../../../src/main/recordings/still-frame.ts';
import { askFfmpeg, footageWithSound, makeFootage, memorySource, rawWithBFrames, silentMp4 } from './footage.ts';

const tools = await findMediaTools();
const { signal } = new AbortController();

async function probePlayable(bytes: Uint8Array): Promise<MediaFacts> {
  const facts = await probeMedia(memorySource(bytes), { tools }, signal);
  if (!facts.playable) throw new Error(`not playable: ${facts.reason}`);
  return facts;
}

/** All pictures as plain ffmpeg decodes them into RGB, one after the other. */
function everyPicture(bytes: Uint8Array, matrix: string): Promise<Buffer> {
  const scale = `scale=flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact:in_color_matrix=${matrix}`;
  return askFfmpeg(bytes, '-an', '-vf', scale, '-fps_mode', 'passthrough', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-');
}

const withBFrames = async () => ({ name: 'MP4 with B-frames', bytes: await silentMp4() });
const withSound = async () => ({ name: 'MP4 with sound', bytes: (await footageWithSound()).bytes });
const rawHevc = async () => ({ name: 'raw HEVC', bytes: (await rawWithBFrames('h265')).bytes });

test.each([withBFrames, withSound, rawHevc])(
  'a still is exactly the picture that plain ffmpeg decodes (%#)',
  async (make) => {
    const { bytes } = await make();
    const facts = await probePlayable(bytes);
    const pictures = await everyPicture(bytes, 'bt601');
    const size = facts.width * facts.height * 3;
    expect(pictures.length).toBe(size * facts.frameCount);
    for (const frameIndex of [0, 1, 17, facts.frameCount - 1]) {
      const still = await takeStillFrame({ source: memorySource(bytes), facts, frameIndex }, { tools }, signal);
      expect(still).toMatchObject({ frameIndex, width: facts.width, height: facts.height });
      const pixels = await askFfmpeg(still.png, '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-');
      expect(pixels.equals(pictures.subarray(frameIndex * size, (frameIndex + 1) * size))).toBe(true);
      expect(still.ptsMs).toBeCloseTo((frameIndex * 1000) / (facts.measuredFps ?? 0), 3);
    }
  },
);

test('the same picture gives the same bytes every time', async () => {
  const bytes = await silentMp4();
  const request = { source: memorySource(bytes), facts: await probePlayable(bytes), frameIndex: 33 };
  const first = await takeStillFrame(request, { tools }, signal);
  const second = await takeStillFrame(request, { tools }, signal);
  expect(Buffer.from(first.png).equals(second.png)).toBe(true);
  expect(second.commandLine).toBe(first.commandLine);
});

test('more than eight bits a sample are kept', async () => {
  const coding = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p10le'];
  const bytes = await makeFootage('a.mp4', '-f', 'lavfi', '-i', 'testsrc2=s=64x48:r=25:d=1', ...coding);
  const facts = await probePlayable(bytes);
  const still = await takeStillFrame({ source: memorySource(bytes), facts, frameIndex: 3 }, { tools }, signal);
  expect(still.png[24]).toBe(16); // bit depth in the PNG's header
});

test.each([-1, 50, 1.5, NaN])('picture %d does not exist and is refused', async (frameIndex) => {
  const bytes = await silentMp4();
  const facts = await probePlayable(bytes);
  expect(facts.frameCount).toBe(50);
  const taken = takeStillFrame({ source: memorySource(bytes), facts, frameIndex }, { tools }, signal);
  await expect(taken).rejects.toMatchObject({ code: 'not-found' });
});

test('a picture that is no longer in the footage is a failure, not another picture', async () => {
  const bytes = await silentMp4('-movflags', '+faststart');
  const facts = await probePlayable(bytes);
  const cut = memorySource(bytes.subarray(0, Math.floor(bytes.byteLength / 2)));
  const taken = takeStillFrame({ source: cut, facts, frameIndex: 49 }, { tools }, signal);
  await expect(taken).rejects.toMatchObject({ code: 'unavailable' });
});

test('colours follow what the stream states, and the height where it states nothing', () => {
  const rule = (pixelFormat: string, height: number, matrix: string | null) =>
    stillConversion({ pixelFormat, height, colour: { matrix } });
  expect(rule('yuv420p', 576, null)).toEqual({ matrix: 'bt601', pixelFormat: 'rgb24' });
  expect(rule('yuv420p', 1080, null)).toEqual({ matrix: 'bt709', pixelFormat: 'rgb24' });
  expect(rule('yuv420p', 1080, 'smpte170m')).toEqual({ matrix: 'bt601', pixelFormat: 'rgb24' });
  expect(rule('yuv420p10le', 2160, 'bt2020nc')).toEqual({ matrix: 'bt2020', pixelFormat: 'rgb48be' });
  expect(rule('gbrp', 1080, 'gbr')).toEqual({ matrix: null, pixelFormat: 'rgb24' });
});

test('an interlaced picture stays as it was taken, each half with its own colours, and the facts say so', async () => {
  const halves = 'testsrc2=s=64x48:r=50:d=1,interlace=scan=tff,format=yuv420p';
  const coding = ['-c:v', 'libx264', '-flags', '+ildct+ilme', '-x264-params', 'tff=1'];
  const bytes = await makeFootage('a.mp4', '-f', 'lavfi', '-i', halves, ...coding);
  const facts = await probePlayable(bytes);
  expect(facts.warnings).toContain('interlaced');
  const still = await takeStillFrame({ source: memorySource(bytes), facts, frameIndex: 9 }, { tools }, signal);
  const pixels = await askFfmpeg(still.png, '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-');
  const size = 64 * 48 * 3;
  const [byHalves, asOne] = await Promise.all(
    ['bt601:interl=1', 'bt601:interl=0'].map((how) => everyPicture(bytes, how)),
  );
  expect(byHalves?.subarray(9 * size, 10 * size).equals(pixels)).toBe(true);
  expect(asOne?.subarray(9 * size, 10 * size).equals(pixels)).toBe(false);
});
