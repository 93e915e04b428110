import { expect, test } from 'vitest';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import { makeDerivative } from '../../../src/main/recordings/derivative.ts';
import type { MediaFacts } from '../../../src/main/recordings/media-facts.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import type { SealSink } from '../../../src/main/recordings/sealed-mp4.ts';
import { asDhav } from './dhav.ts';
import {
  askFfmpeg,
  footageWithSound,
  makeFootage,
  memorySource,
  pictureHashes,
  rawWithBFrames,
  silentMp4,
} from './footage.ts';

const tools = await findMediaTools();
const { signal } = new AbortController();

/** A vault in memory: what was sealed, and what was thrown away again. */
function memoryVault() {
  const kept: Uint8Array[] = [];
  const discarded: Uint8Array[] = [];
  const sink: SealSink<Uint8Array> = async (bytes) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece);
    const sealed = new Uint8Array(Buffer.concat(pieces));
    kept.push(sealed);
    return {
      sealed,
      open: async () => memorySource(sealed),
      async discard() {
        kept.splice(kept.indexOf(sealed), 1);
        discarded.push(sealed);
      },
    };
  };
  return { kept, discarded, sink };
}

async function probePlayable(bytes: Uint8Array): Promise<MediaFacts> {
  const facts = await probeMedia(memorySource(bytes), { tools }, signal);
  if (!facts.playable) throw new Error(`not playable: ${facts.reason}`);
  return facts;
}

async function derive(
  bytes: Uint8Array,
  vault = memoryVault(),
  ports: { scratchBytes?: number; tools?: typeof tools } = {},
) {
  const request = {
    source: memorySource(bytes),
    facts: await probePlayable(bytes),
    reference: 'AS/1',
    sink: vault.sink,
  };
  const outcome = await makeDerivative(request, { tools, ...ports }, signal);
  return outcome.needed ? outcome.derivative : null;
}

test('a silent H.264 MP4 is played as it is', async () => {
  const vault = memoryVault();
  expect(await derive(await silentMp4(), vault)).toBeNull();
  expect(vault.kept).toEqual([]);
});

test('a sound track is left out, and every picture stays the very same', async () => {
  const { bytes, frameCount } = await footageWithSound();
  const vault = memoryVault();
  const derivative = await derive(bytes, vault);
  expect(derivative).toMatchObject({ route: 'stream-copy', reasons: ['sound-track'], frameCount, failedAttempts: [] });
  const copy = derivative?.sealed ?? new Uint8Array();
  expect(vault.kept).toEqual([copy]);
  expect(await pictureHashes(copy)).toEqual(await pictureHashes(bytes));
  const facts = await probePlayable(copy);
  expect(facts.audioTracks).toEqual([]);
  expect(Buffer.from(copy).includes('mp4a')).toBe(false);
  expect(Buffer.from(copy).indexOf('moov')).toBeLessThan(Buffer.from(copy).indexOf('mdat'));
  const metadata = await askFfmpeg(copy, '-f', 'ffmetadata', '-');
  expect(metadata.toString()).toContain('title=derivative of AS/1');
});

test('a raw stream that loses pictures when copied is noticed, discarded, and made by another way', async () => {
  const { bytes, frameCount } = await rawWithBFrames('h264');
  const vault = memoryVault();
  const derivative = await derive(bytes, vault);
  expect(derivative).toMatchObject({ route: 'timed-copy', frameCount });
  expect(derivative?.failedAttempts).toMatchObject([{ route: 'stream-copy', fault: 'picture-count' }]);
  expect(derivative?.failedAttempts[0]?.comparison?.derivativeFrameCount).toBeLessThan(frameCount);
  expect(derivative?.tools.map(({ name }) => name)).toEqual(['mkvmerge', 'ffmpeg']);
  // The fragments of both ways, and the copy with pictures missing.
  expect(vault.discarded).toHaveLength(3);
  expect(await pictureHashes(derivative?.sealed ?? new Uint8Array())).toEqual(await pictureHashes(bytes));
});

test('without mkvmerge the same stream is transcoded, and no picture is missing', async () => {
  const { bytes, frameCount } = await rawWithBFrames('h264');
  const derivative = await derive(bytes, memoryVault(), { tools: { ...tools, mkvmerge: null } });
  expect(derivative).toMatchObject({ route: 'transcode', frameCount });
});

test('HEVC is transcoded with every picture at its time, and the record says with what', async () => {
  const { bytes, frameCount } = await rawWithBFrames('h265');
  const derivative = await derive(bytes);
  expect(derivative).toMatchObject({ route: 'transcode', reasons: ['container', 'codec'], frameCount });
  expect(derivative?.comparison.derivativeDigest).not.toBe(derivative?.comparison.masterDigest);
  expect(derivative?.comparison.largestShiftMs).toBeLessThan(1.5);
  expect(derivative?.commandLines[0]).toContain('libx264');
  expect(derivative?.tools[0]?.version).toMatch(/^ffmpeg version \S+/);
  expect(derivative?.tools[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(await probePlayable(derivative?.sealed ?? new Uint8Array())).toMatchObject({
    container: 'mp4',
    videoCodec: 'h264',
    pixelFormat: 'yuv420p',
  });
});

test('a recorder’s DHAV export is copied picture for picture, its times kept', async () => {
  const coding = ['-c:v', 'libx264', '-bf', '0', '-pix_fmt', 'yuv420p'];
  const raw = await makeFootage('a.h264', '-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=25:d=2', ...coding);
  const derivative = await derive(asDhav(raw, new Date('2026-11-01T22:15:30Z'), 25));
  expect(derivative).toMatchObject({ route: 'stream-copy', reasons: ['container'], frameCount: 50 });
});

test('an odd picture size and a variable rate survive a transcode', async () => {
  const coding = [
    '-vf',
    'select=not(eq(mod(n\\,7)\\,3)),crop=319:239:exact=1',
    '-c:v',
    'mjpeg',
    '-pix_fmt',
    'yuvj444p',
  ];
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x240:r=25:d=2'];
  const bytes = await makeFootage('a.mkv', ...source, ...coding, '-fps_mode', 'passthrough');
  const facts = await probePlayable(bytes);
  expect(facts).toMatchObject({ width: 319, height: 239, variableFrameRate: true });
  const derivative = await derive(bytes);
  expect(derivative).toMatchObject({ route: 'transcode', frameCount: facts.frameCount });
  expect(derivative?.comparison.largestShiftMs).toBeLessThan(1.5);
});

test('the last column and row of an odd picture with one colour for four pixels are shown', async () => {
  const white = ['-f', 'lavfi', '-i', 'color=white:s=320x240:r=5:d=1', '-vf', 'crop=319:239:exact=1'];
  const bytes = await makeFootage('white.mkv', ...white, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p');
  expect(await probePlayable(bytes)).toMatchObject({ width: 319, height: 239, pixelFormat: 'yuvj420p' });
  const derivative = await derive(bytes);
  const picture = await askFfmpeg(
    derivative?.sealed ?? new Uint8Array(),
    ...['-frames:v', '1', '-vf', 'extractplanes=y', '-f', 'rawvideo', '-'],
  );
  expect(picture.length).toBe(320 * 240);
  expect(Math.min(...picture)).toBeGreaterThan(225);
});

test('a work area is needed by mkvmerge alone: without room the raw stream is transcoded, all else made as ever', async () => {
  const { bytes } = await footageWithSound();
  expect(await derive(bytes, memoryVault(), { scratchBytes: 4096 })).toMatchObject({ route: 'stream-copy' });
  const raw = await rawWithBFrames('h264');
  expect(await derive(raw.bytes, memoryVault(), { scratchBytes: 64 * 1024 })).toMatchObject({
    route: 'transcode',
    failedAttempts: [{ route: 'stream-copy' }],
  });
});

test('a copy is made where there is neither sandbox nor work area, as on Windows; only mkvmerge is not asked then', async () => {
  const bare = { tools: { ...tools, site: { platform: 'win32', bwrap: null } } } as const;
  const { bytes } = await footageWithSound();
  expect(await derive(bytes, memoryVault(), bare)).toMatchObject({ route: 'stream-copy' });
  const raw = await rawWithBFrames('h264');
  expect(await derive(raw.bytes, memoryVault(), bare)).toMatchObject({ route: 'transcode' });
});

test('a sink that fails is heard, and a stopped run leaves nothing', async () => {
  const { bytes } = await footageWithSound();
  const facts = await probePlayable(bytes);
  const full = new Error('disk full');
  const request = { source: memorySource(bytes), facts, reference: 'AS/1' };
  const failing = { ...request, sink: () => Promise.reject(full) };
  await expect(makeDerivative(failing, { tools }, signal)).rejects.toBe(full);

  const stop = new AbortController();
  const vault = memoryVault();
  const stopping: SealSink<Uint8Array> = async (pieces) => {
    stop.abort();
    return vault.sink(pieces);
  };
  const stopped = makeDerivative({ ...request, sink: stopping }, { tools }, stop.signal);
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  expect(vault.kept).toEqual([]);
});

test('a reference that could garble the title is refused', async () => {
  const { bytes } = await footageWithSound();
  const request = { source: memorySource(bytes), facts: await probePlayable(bytes), sink: memoryVault().sink };
  const garbled = makeDerivative({ ...request, reference: 'AS\n1' }, { tools }, signal);
  await expect(garbled).rejects.toMatchObject({ code: 'invalid-input' });
});
