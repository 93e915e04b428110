import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  frameListArguments,
  headerArguments,
  stillArguments,
  transcodeArguments,
} from '../../../src/main/platform/ffmpeg.ts';
import { headerLimits, runTool, type ToolEnd } from '../../../src/main/platform/media-process.ts';
import { collectBytes, findMediaTools, type MediaTools } from '../../../src/main/platform/media-tools.ts';
import { inFolder, silentMp4 } from '../recordings/footage.ts';

// Content that pretends to be footage and calls somebody, or opens a file of this computer: in each way footage is read,
// with the sandbox and with the lists of formats and protocols alone. A real listener must see nobody.

const tools = await findMediaTools();
const bare: MediaTools = { ...tools, site: { platform: 'win32', bwrap: null } };
const { signal } = new AbortController();

let server: Server;
let port: number;
let calls = 0;
beforeAll(async () => {
  server = createServer((_request, response) => response.end());
  server.on('connection', () => void (calls += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

const playlist = (address: string): string =>
  `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${address}\n#EXT-X-ENDLIST\n`;

const disguises = (file: string): readonly (readonly [string, string])[] => [
  ['an HLS playlist that calls', playlist(`http://127.0.0.1:${port}/a.ts`)],
  [
    'an HLS playlist whose key is elsewhere',
    playlist(`a.ts`).replace('#EXTINF', `#EXT-X-KEY:METHOD=AES-128,URI="http://127.0.0.1:${port}/key"\n#EXTINF`),
  ],
  ['an HLS playlist of a part of a file', playlist(`subfile,,start,0,end,4096,,:${file}`)],
  ['an HLS playlist of several addresses', playlist(`concat:http://127.0.0.1:${port}/a|file:${file}`)],
  ['a concat list that calls', `ffconcat version 1.0\nfile 'http://127.0.0.1:${port}/a.mp4'\n`],
  ['a concat list of a part of a file', `ffconcat version 1.0\nfile 'subfile,,start,0,end,0,,:${file}'\n`],
  ['a DASH manifest that calls', `<?xml version="1.0"?><MPD><BaseURL>http://127.0.0.1:${port}/</BaseURL></MPD>`],
  ['a session description', `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video ${port} TCP 96\n`],
  ['a reference movie', `RTSPtext\nrtsp://127.0.0.1:${port}/a\n`],
];

const ways: readonly (readonly [string, 'ffprobe' | 'ffmpeg', readonly string[]])[] = [
  ['headers', 'ffprobe', headerArguments('pipe:0')],
  ['pictures', 'ffmpeg', frameListArguments('pipe:0')],
  ['a still', 'ffmpeg', stillArguments('pipe:0', 0, { matrix: null, pixelFormat: 'rgb24' })],
  ['a copy to watch', 'ffmpeg', transcodeArguments('pipe:0', 'title', { size: { width: 64, height: 64 } })],
];

async function run(use: MediaTools, name: 'ffprobe' | 'ffmpeg', args: readonly string[], content: string | Uint8Array) {
  const { value, end } = await runTool({
    site: use.site,
    command: { executable: use[name], args },
    limits: headerLimits,
    signal,
    input: (async function* () {
      yield Buffer.from(content as string);
    })(),
    output: (bytes, _ended: Promise<ToolEnd>) => collectBytes(bytes, 1_000_000),
  });
  return { exitCode: end.exitCode, bytes: value.length };
}

test('the listener is real: told carelessly and without a sandbox, ffprobe calls it', async () => {
  const args = [
    '-v',
    'error',
    '-protocol_whitelist',
    'pipe,file,http,tcp',
    '-f',
    'hls',
    '-allowed_extensions',
    'ALL',
    '-i',
    'pipe:0',
  ];
  await run(bare, 'ffprobe', args, playlist(`http://127.0.0.1:${port}/a.ts`));
  expect(calls).toBeGreaterThan(0);
  calls = 0;
});

describe.each(ways)('reading %s', (_what, name, args) => {
  test('works on footage', async () => {
    const footage = await silentMp4('-movflags', '+faststart');
    const { exitCode, bytes } = await run(tools, name, args, footage);
    expect([exitCode, bytes > 0]).toEqual([0, true]);
  });

  test.each([
    ['in the sandbox', tools],
    ['with the lists alone', bare],
  ])('opens no disguise, calls nobody and gives nothing out, %s', async (_where, use) => {
    await inFolder(async (folder) => {
      const file = join(folder, 'target.mp4');
      await writeFile(file, await silentMp4('-movflags', '+faststart'));
      for (const [what, content] of disguises(file)) {
        const { exitCode, bytes } = await run(use, name, args, content);
        // ffprobe answers "{}" where it opened nothing.
        expect([what, exitCode === 0, bytes > 10]).toEqual([what, false, false]);
      }
    });
    expect(calls).toBe(0);
  });
});

describe('a tool that was taken over', () => {
  const attack = async (script: string, limits: Partial<typeof headerLimits>) => {
    const { value, end } = await runTool({
      site: tools.site,
      command: { executable: '/usr/bin/sh', args: ['-c', `exec 2>&1; ${script}`] },
      limits: { ...headerLimits, ...limits },
      signal,
      input: (async function* (): AsyncGenerator<Uint8Array> {})(),
      output: (bytes) => collectBytes(bytes, 10_000),
    });
    return { said: Buffer.from(value).toString(), end };
  };

  test('gets no more memory than it was given', async () => {
    const { said, end } = await attack('exec head -c 800M /dev/zero | tail', { memoryBytes: 300_000_000 });
    expect(said).toMatch(/memory exhausted|Cannot allocate|cannot allocate/u);
    expect(end.exitCode).not.toBe(0);
  });

  test('gets no more processor time than it was given', async () => {
    const { end } = await attack('while :; do echo .; done', { cpuSeconds: 1 });
    expect(end.gaveUp).toBe(null);
    expect(end.exitCode).not.toBe(0);
  });

  test('starts no more processes than it was given, and what it prints is kept in bounds', async () => {
    const { said } = await attack('prlimit --nproc --output=HARD --noheadings; ulimit -n; yes | head -c 100000', {});
    expect(said.trim().split(/\s+/u).slice(0, 2)).toEqual(['4096', '64']);
    expect(said.length).toBeLessThanOrEqual(10_000);
  });
});
