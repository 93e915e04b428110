import { readdir, readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { headerLimits, runTool, type ToolRun } from '../../../src/main/platform/media-process.ts';
import { createStderrTail } from '../../../src/main/platform/media-stderr.ts';
import { collectBytes, collectText, findMediaTools, nothing } from '../../../src/main/platform/media-tools.ts';
import { AppError } from '../../../src/shared/failure.ts';

const { site } = await findMediaTools();

function shell(script: string, change: Partial<ToolRun<string>> = {}): ToolRun<string> {
  return {
    site,
    command: { executable: '/usr/bin/sh', args: ['-c', script] },
    limits: { ...headerLimits, stallMs: 20_000 },
    signal: new AbortController().signal,
    input: nothing(),
    output: (bytes) => collectText(bytes, 1000),
    ...change,
  };
}

async function* zeros(count: number): AsyncGenerator<Uint8Array> {
  for (let piece = 0; piece < count; piece += 1) yield new Uint8Array(64 * 1024);
}

/** Processes of this computer whose command line holds `mark`. */
async function running(mark: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(mark));
}

/** Waits until `holds`; the test's own time limit is the bound. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

test('bytes go in and come out whole, however many', async () => {
  const { value } = await runTool({ ...shell('cat'), input: zeros(200), output: (bytes) => collectBytes(bytes, 1e9) });
  expect(value.byteLength).toBe(200 * 64 * 1024);
});

test('a tool that stops listening is no failure, and the source is not read to its end', async () => {
  let given = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of zeros(10_000)) {
      given += 1;
      yield piece;
    }
  }
  const { value, end } = await runTool(shell('head -c 10 | wc -c', { input: counted() }));
  expect(value.trim()).toBe('10');
  expect(end.exitCode).toBe(0);
  expect(given).toBeLessThan(1000);
});

test('stopping kills the tool and everything it started', async () => {
  const mark = randomUUID();
  const stop = new AbortController();
  const run = runTool(shell(`sleep 1000 & cat; echo ${mark}`, { signal: stop.signal, input: neverEnding() }));
  const outcome = run.then(
    () => null,
    (cause: unknown) => cause,
  );
  await until(async () => (await running(mark)).length > 0);
  stop.abort();
  expect(await outcome).toMatchObject({ code: 'cancelled' });
  await until(async () => (await running(mark)).length === 0);
});

async function* neverEnding(): AsyncGenerator<Uint8Array> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    yield new Uint8Array(10);
  }
}

test('a run stopped before it began starts nothing', async () => {
  await expect(runTool(shell('true', { signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'cancelled' });
});

test('a tool that stands still is given up', async () => {
  const { end } = await runTool(shell('sleep 1000', { limits: { ...headerLimits, stallMs: 300 } }));
  expect(end.gaveUp).toBe('stalled');
  expect(end.exitCode).not.toBe(0);
});

test('a tool that talks for ever is given up', async () => {
  const { end } = await runTool(shell('while :; do echo x; done', { limits: { ...headerLimits, wallMs: 300 } }));
  expect(end.gaveUp).toBe('too-long');
});

test('a failing source stops the tool and is the failure that is told', async () => {
  const broken = new AppError('integrity', 'The seal does not match.');
  async function* breaking(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(10);
    throw broken;
  }
  await expect(runTool(shell('cat', { input: breaking() }))).rejects.toBe(broken);
});

test('a program that is not there is unavailable, not bad footage', async () => {
  const missing = shell('', { command: { executable: '/usr/bin/no-such-tool', args: [] } });
  await expect(runTool(missing)).rejects.toMatchObject({ code: 'unavailable' });
  const bare = { ...missing, site: { platform: 'win32', bwrap: null } as const };
  await expect(runTool(bare)).rejects.toMatchObject({ code: 'unavailable' });
});

test('messages are kept in bounds and progress is told apart from them', () => {
  const frames: number[] = [];
  const tail = createStderrTail((frame) => frames.push(frame));
  tail.push(Buffer.from('frame=  12\nfps=25.0\nout_time_ms=480000\nprogress=continue\n[h264] error while dec'));
  tail.push(Buffer.from('oding\nframe=24\nprogress=end\n'));
  expect(frames).toEqual([12, 24]);
  expect(tail.lines()).toEqual(['[h264] error while decoding']);
  for (let line = 0; line < 1000; line += 1) tail.push(Buffer.from(`${'x'.repeat(5000)}\n`));
  tail.push(Buffer.alloc(1_000_000, 'y'));
  expect(tail.lineCount()).toBe(1002);
  expect(tail.lines().join('').length).toBeLessThan(20_000);
});
