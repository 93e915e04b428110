import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ByteSource } from '../../../src/main/platform/byte-source.ts';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import type { MediaFacts, UnplayableFootage } from '../../../src/main/recordings/media-facts.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import { AppError } from '../../../src/shared/failure.ts';
import { asDhav } from './dhav.ts';
import {
  footageWithSound,
  indexInFront,
  makeFootage,
  makersOwnFormat,
  memorySource,
  pictureHashes,
  rawWithBFrames,
  silentMp4,
} from './footage.ts';

const tools = await findMediaTools();

function probe(bytes: Uint8Array): Promise<MediaFacts | UnplayableFootage> {
  return probeMedia(memorySource(bytes), { tools }, new AbortController().signal);
}

async function probePlayable(bytes: Uint8Array): Promise<MediaFacts> {
  const facts = await probe(bytes);
  if (!facts.playable) throw new Error(`not playable: ${facts.reason}`);
  return facts;
}

test('a recording with sound is described, and the sound is told', async () => {
  const { bytes, frameCount } = await footageWithSound();
  const facts = await probePlayable(bytes);
  expect(facts).toMatchObject({ container: 'mp4', videoCodec: 'h264', frameCount, audioTracks: [{ codec: 'aac' }] });
  expect(facts.variableFrameRate).toBe(false);
  expect(facts.durationMs).toBeCloseTo((frameCount * 1000) / (facts.measuredFps ?? 0), 3);
  expect(facts.warnings).toEqual([]);
});

test('the list digest is the SHA-256 of the list of picture hashes, as anybody can compute it', async () => {
  const { bytes, frameCount } = await footageWithSound();
  const hashes = await pictureHashes(bytes);
  expect(hashes).toHaveLength(frameCount);
  const expected = createHash('sha256').update(hashes.map((hash) => `${hash}\n`).join(''));
  expect((await probePlayable(bytes)).frameDigest).toBe(expected.digest('hex'));
});

test('an index at the end makes no difference to what is found', async () => {
  const atEnd = await silentMp4();
  const inFront = await indexInFront(atEnd);
  const facts = await probePlayable(atEnd);
  expect(facts).toMatchObject({ frameCount: 50, hasBFrames: true, width: 320, height: 240, measuredFps: 25 });
  expect((await probePlayable(inFront)).frameDigest).toBe(facts.frameDigest);
});

test.each(['h264', 'h265'] as const)(
  'a raw %s stream with B-frames is counted whole, its times called nominal',
  async (codec) => {
    const { bytes, frameCount } = await rawWithBFrames(codec);
    const facts = await probePlayable(bytes);
    expect(facts).toMatchObject({ frameCount, hasBFrames: true, streamTimeClaim: null });
    expect(facts.warnings).toContain('nominal-times');
  },
);

test('a recorder’s DHAV export tells its own clock, without a zone', async () => {
  const coding = ['-c:v', 'libx264', '-bf', '0'];
  const raw = await makeFootage('a.h264', '-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=25:d=2', ...coding);
  const facts = await probePlayable(asDhav(raw, new Date('2026-11-01T22:15:30Z'), 25));
  expect(facts).toMatchObject({ container: 'dhav', videoCodec: 'h264', frameCount: 50 });
  expect(facts.streamTimeClaim).toBe('2026-11-01T22:15:30.000');
  expect(facts.frameDigest).toBe((await probePlayable(raw)).frameDigest);
});

test.each([
  ['a.ts', 'mpeg-ts', 'h264'],
  ['a.mkv', 'mkv', 'h264'],
  ['a.avi', 'avi', 'mjpeg'],
] as const)('%s is known by its content', async (name, container, codec) => {
  const coding = codec === 'h264' ? ['-c:v', 'libx264'] : ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'];
  const bytes = await makeFootage(name, '-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=25:d=1', ...coding);
  expect(await probe(bytes)).toMatchObject({ playable: true, container, videoCodec: codec, frameCount: 25 });
});

test('pictures at uneven times are called a variable rate', async () => {
  const uneven = ['-vf', 'select=not(eq(mod(n\\,7)\\,3))', '-fps_mode', 'passthrough', '-c:v', 'libx264'];
  const bytes = await makeFootage('a.mp4', '-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=25:d=2', ...uneven);
  expect(await probe(bytes)).toMatchObject({ playable: true, variableFrameRate: true });
});

test('a maker’s own format is kept as unplayable, with the reason', async () => {
  expect(await probe(await makersOwnFormat())).toEqual({ playable: false, reason: 'not-recognised' });
});

test('empty and random content is refused without an error', async () => {
  expect(await probe(new Uint8Array())).toEqual({ playable: false, reason: 'empty' });
  let seed = 7;
  const garbage = Uint8Array.from({ length: 300_000 }, () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16);
  expect((await probe(garbage)).playable).toBe(false);
});

test('a recording cut short shows what is left of it and says so', async () => {
  const mp4 = await silentMp4('-movflags', '+faststart');
  const facts = await probePlayable(mp4.subarray(0, Math.floor(mp4.byteLength * 0.6)));
  expect(facts.frameCount).toBeGreaterThan(5);
  expect(facts.frameCount).toBeLessThan(50);
  expect(facts.warnings).toContain('shorter-than-index');
});

test('an MP4 cut off before its index is unplayable for that reason', async () => {
  const mp4 = await silentMp4();
  expect(await probe(mp4.subarray(0, mp4.byteLength / 2))).toEqual({ playable: false, reason: 'index-missing' });
});

test('sound alone is no footage', async () => {
  const bytes = await makeFootage('a.mp4', '-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac');
  expect(await probe(bytes)).toEqual({ playable: false, reason: 'no-video' });
});

test('a broken seal under the footage is passed on as an integrity failure, never as bad footage', async () => {
  const { bytes } = await footageWithSound();
  const good = memorySource(bytes);
  const broken: ByteSource = {
    ...good,
    async read(start, length) {
      if (start + length > bytes.byteLength / 2) throw new AppError('integrity', 'The seal does not match.');
      return good.read(start, length);
    },
  };
  const large: ByteSource = { ...broken, sizeBytes: bytes.byteLength };
  await expect(probeMedia(large, { tools }, new AbortController().signal)).rejects.toMatchObject({ code: 'integrity' });
});

test('the source stays open: it belongs to the caller', async () => {
  const source = memorySource(await silentMp4());
  await probeMedia(source, { tools }, new AbortController().signal);
  expect(source.closed()).toBe(false);
});
