import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headerArguments } from '../../../src/main/platform/ffmpeg.ts';
import { headerLimits, runTool } from '../../../src/main/platform/media-process.ts';
import { collectText, findMediaTools, type MediaTools } from '../../../src/main/platform/media-tools.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import { footageWithSound, inFolder, memorySource, silentMp4 } from '../recordings/footage.ts';

const tools = await findMediaTools();
/** The same tools as on a system without a sandbox: the lists of protocols and formats must hold alone. */
const bare: MediaTools = { ...tools, site: { platform: 'win32', bwrap: null } };
const { signal } = new AbortController();

/** Content that pretends to be footage and names a real video file of this computer. */
const disguises = (file: string): [name: string, content: string][] => [
  ['a concat list', `ffconcat version 1.0\nfile '${file}'\n`],
  ['a concat list by URL', `ffconcat version 1.0\nfile file://${file}\n`],
  ['an HLS playlist', `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${file}\n#EXT-X-ENDLIST\n`],
  ['an HLS playlist by URL', `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://${file}\n#EXT-X-ENDLIST\n`],
  ['a network playlist', '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n'],
  ['a session description', 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5000 RTP/AVP 96\n'],
  ['a DASH manifest', `<?xml version="1.0"?><MPD><BaseURL>file://${file}</BaseURL></MPD>`],
];

async function withTarget<T>(work: (file: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const file = join(folder, 'target.mp4');
    await writeFile(file, await silentMp4('-movflags', '+faststart'));
    return work(file);
  });
}

async function ask(use: MediaTools, args: readonly string[], content: string) {
  const { value, end } = await runTool({
    site: use.site,
    command: { executable: use.ffprobe, args },
    limits: headerLimits,
    signal,
    input: (async function* () {
      yield Buffer.from(content);
    })(),
    output: (bytes) => collectText(bytes, 100_000),
  });
  return { streams: value.includes('"codec_name"'), exitCode: end.exitCode, said: end.stderr.lines().join('\n') };
}

const careless = ['-v', 'error', '-protocol_whitelist', 'file,pipe,http,tcp', '-safe', '0', '-f', 'concat'];
const show = ['-show_streams', '-of', 'json', '-i', 'pipe:0'];

test('the attack is real: told carelessly and without a sandbox, ffprobe opens the file a list names', async () => {
  await withTarget(async (file) => {
    const answer = await ask(bare, [...careless, ...show], `ffconcat version 1.0\nfile file:${file}\n`);
    expect(answer).toMatchObject({ streams: true, exitCode: 0 });
  });
});

test('told just as carelessly inside the sandbox, there is no such file to open', async () => {
  await withTarget(async (file) => {
    const answer = await ask(tools, [...careless, ...show], `ffconcat version 1.0\nfile file:${file}\n`);
    expect(answer.streams).toBe(false);
    expect(answer.said).toContain('No such file or directory');
  });
});

test('no disguise is opened as footage, with the sandbox or with the lists alone', async () => {
  await withTarget(async (file) => {
    for (const [name, content] of disguises(file)) {
      for (const use of [tools, bare]) {
        const facts = await probeMedia(memorySource(Buffer.from(content)), { tools: use }, signal);
        expect({ name, ...facts }).toEqual({ name, playable: false, reason: 'not-recognised' });
        expect((await ask(use, headerArguments('pipe:0'), content)).streams).toBe(false);
      }
    }
  });
});

test('an MP4 that refers to media in another file does not bring that file in', async () => {
  await withTarget(async (file) => {
    const facts = await probeMedia(memorySource(withOutsideMedia(await silentMp4(), file)), { tools: bare }, signal);
    expect(facts.playable).toBe(false);
  });
});

/** Rewrites the data reference of an MP4 from "in this file" to a path, keeping every size. */
function withOutsideMedia(mp4: Uint8Array, file: string): Uint8Array {
  const bytes = Buffer.from(mp4);
  const at = bytes.indexOf('url ');
  expect(bytes.readUInt32BE(at + 4)).toBe(1); // flag: the media is in this file
  const path = Buffer.from(`file://${file}\0`);
  const grown = Buffer.concat([bytes.subarray(0, at + 4), Buffer.alloc(4), path, bytes.subarray(at + 8)]);
  for (const box of ['url ', 'dref', 'dinf', 'minf', 'mdia', 'trak', 'moov']) {
    const start = grown.lastIndexOf(box, at + 1) - 4;
    grown.writeUInt32BE(grown.readUInt32BE(start) + path.length, start);
  }
  return grown.fill(0, grown.indexOf('mdat') + 4, grown.indexOf('moov') - 4);
}

test('reading footage, even damaged footage, leaves no file behind', async () => {
  await inFolder(async (folder) => {
    await mkdir(join(folder, 'tmp'));
    const previous = process.env['TMPDIR'];
    const { bytes } = await footageWithSound();
    process.env['TMPDIR'] = join(folder, 'tmp');
    try {
      expect(tmpdir()).toBe(join(folder, 'tmp'));
      for (const content of [bytes, bytes.subarray(0, 100_000), Buffer.from('no footage at all')]) {
        for (const use of [tools, bare]) await probeMedia(memorySource(content), { tools: use }, signal);
      }
      expect(await readdir(join(folder, 'tmp'))).toEqual([]);
    } finally {
      if (previous === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = previous;
    }
  });
});

test('random damage never makes the reader throw', async () => {
  const mp4 = await silentMp4('-movflags', '+faststart');
  let seed = 11;
  const random = (below: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
  for (let round = 0; round < 8; round += 1) {
    const damaged = Buffer.from(mp4);
    for (let flip = 0; flip < 40; flip += 1) damaged[random(damaged.length)] = random(256);
    const facts = await probeMedia(memorySource(damaged.subarray(0, 1 + random(damaged.length))), { tools }, signal);
    expect(typeof facts.playable).toBe('boolean');
  }
});
