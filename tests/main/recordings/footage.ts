import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ByteSource } from '../../../src/main/platform/byte-source.ts';

const run = promisify(execFile);
const samples = new URL('../../../../shared/samples/footage/', import.meta.url);

/** Bytes held in memory, as a decrypting view would give them; counts what was read. */
export function memorySource(bytes: Uint8Array): ByteSource & { closed(): boolean } {
  let closed = false;
  return {
    sizeBytes: bytes.byteLength,
    read: async (start, length) => new Uint8Array(bytes.subarray(start, Math.max(start, start + length))),
    close: async () => void (closed = true),
    closed: () => closed,
  };
}

/** A folder of its own for the time of `work`. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'footage-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Plain ffmpeg outside the sandbox, as the independent judge and maker of fixtures. */
export function makeFootage(name: string, ...args: string[]): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    const out = join(folder, name);
    await run('ffmpeg', ['-nostdin', '-v', 'error', ...args, out]);
    return readFile(out);
  });
}

/** The same coded pictures with the index in front. (Two encodings of one scene need not be alike.) */
export function indexInFront(bytes: Uint8Array): Promise<Uint8Array> {
  return inFolder(async (folder) => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to.mp4')];
    await writeFile(from, bytes);
    await run('ffmpeg', ['-nostdin', '-v', 'error', '-i', from, '-c', 'copy', '-movflags', '+faststart', to]);
    return readFile(to);
  });
}

/** What plain ffmpeg prints when it reads `bytes` from a file. */
export function askFfmpeg(bytes: Uint8Array, ...args: string[]): Promise<Buffer> {
  return inFolder(async (folder) => {
    const file = join(folder, 'input');
    await writeFile(file, bytes);
    const options = { encoding: 'buffer', maxBuffer: 1 << 30 } as const;
    const { stdout } = await run('ffmpeg', ['-nostdin', '-v', 'fatal', '-i', file, ...args], options);
    return stdout;
  });
}

/** The SHA-256 of every decoded picture, by plain ffmpeg on a file. */
export async function pictureHashes(bytes: Uint8Array): Promise<string[]> {
  const text = await askFfmpeg(
    bytes,
    '-map',
    '0:v:0',
    '-fps_mode',
    'passthrough',
    '-f',
    'framehash',
    '-hash',
    'sha256',
    '-',
  );
  return text
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('0,'))
    .map((line) => line.split(',')[5]?.trim() ?? '');
}

const pattern = (seconds: number, rate = 25) => ['-f', 'lavfi', '-i', `testsrc2=s=320x240:r=${rate}:d=${seconds}`];
const tone = ['-f', 'lavfi', '-i', 'sine=f=440:r=16000'];

/** A street scene with a sound track, or a test pattern with a tone when the samples are not there. */
export async function footageWithSound(): Promise<{ bytes: Uint8Array; frameCount: number }> {
  const sample = await readSample('intel-iot/car-detection.mp4');
  if (sample !== null) return { bytes: sample, frameCount: 377 };
  const coding = ['-c:v', 'libx264', '-profile:v', 'baseline', '-c:a', 'aac', '-shortest', '-t', '4'];
  return { bytes: await makeFootage('a.mp4', ...pattern(4), ...tone, ...coding), frameCount: 100 };
}

/** A raw stream with B-frames and no times: the trap of a plain stream copy. */
export async function rawWithBFrames(codec: 'h264' | 'h265'): Promise<{ bytes: Uint8Array; frameCount: number }> {
  const sample = await readSample(`cros-codecs/test-25fps.${codec}`);
  if (sample !== null) return { bytes: sample, frameCount: 250 };
  const encoder = codec === 'h264' ? 'libx264' : 'libx265';
  const coding = ['-c:v', encoder, '-bf', '2', '-f', codec === 'h264' ? 'h264' : 'hevc'];
  return { bytes: await makeFootage(`a.${codec}`, ...pattern(4), ...coding), frameCount: 100 };
}

/** A recorder's export in a format of its maker's own; made up when the samples are not there. */
export async function makersOwnFormat(): Promise<Uint8Array> {
  return (await readSample('pavs/video1.psf')) ?? Buffer.concat([Buffer.from('PAVS'), Buffer.alloc(60_000, 0x5a)]);
}

/** H.264 without sound; `moov` stands at the end unless asked otherwise. */
export function silentMp4(...extra: string[]): Promise<Uint8Array> {
  return makeFootage('a.mp4', ...pattern(2), '-c:v', 'libx264', '-bf', '2', '-pix_fmt', 'yuv420p', ...extra);
}

async function readSample(name: string): Promise<Uint8Array | null> {
  return readFile(new URL(name, samples)).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw cause;
  });
}
