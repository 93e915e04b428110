import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { headerLimits, runTool } from '../../../src/main/platform/media-process.ts';
import { collectText, findMediaTools, identifyTool, nothing } from '../../../src/main/platform/media-tools.ts';
import { sandboxCommand } from '../../../src/main/platform/sandbox.ts';
import { AppError } from '../../../src/shared/failure.ts';
import { inFolder } from '../recordings/footage.ts';

const tools = await findMediaTools();
const limits = { memoryBytes: 1 << 30, cpuSeconds: 7, scratchBytes: 1 << 20 };
const probe = { executable: '/usr/bin/ffprobe', args: ['-i', 'pipe:0'] };

/** Runs a shell script where a parser of hostile footage runs: what could it do once taken over? */
async function asAttacker(script: string): Promise<string> {
  const { value } = await runTool({
    site: tools.site,
    command: { executable: '/usr/bin/sh', args: ['-c', `exec 2>&1; ${script}`] },
    limits: { ...headerLimits, ...limits },
    signal: new AbortController().signal,
    input: nothing(),
    output: (bytes) => collectText(bytes, 100_000),
  });
  return value;
}

test('without bubblewrap nothing is read on Linux, and the message names the package', () => {
  const build = () => sandboxCommand({ platform: 'linux', bwrap: null }, probe, limits);
  expect(build).toThrow(AppError);
  expect(build).toThrow(/"bubblewrap"/);
});

test('on Linux the tool stands behind bubblewrap and its limits, arguments untouched', () => {
  const { executable, args } = sandboxCommand({ platform: 'linux', bwrap: '/usr/bin/bwrap' }, probe, limits);
  expect(executable).toBe('/usr/bin/bwrap');
  for (const guard of [
    '--unshare-all',
    '--die-with-parent',
    '--clearenv',
    '--disable-userns',
    '--cpu=7',
    '--as=1073741824',
  ]) {
    expect(args).toContain(guard);
  }
  expect(args.join(' ')).toContain('--size 1048576 --tmpfs /tmp');
  expect(args.join(' ')).not.toMatch(/--bind|--share-net|--dev-bind/);
  expect(args.slice(-3)).toEqual(['/usr/bin/ffprobe', '-i', 'pipe:0']);
});

test('a tool shipped with the application is shown alone, not the folder around it', () => {
  const shipped = { executable: '/opt/app/ffmpeg', args: [], alsoRuns: ['/usr/bin/mkvmerge'] };
  const { args } = sandboxCommand({ platform: 'linux', bwrap: '/usr/bin/bwrap' }, shipped, limits);
  expect(args.join(' ')).toContain('--ro-bind /opt/app/ffmpeg /opt/app/ffmpeg');
  expect(args.filter((arg) => arg.startsWith('/opt'))).toEqual(Array(3).fill('/opt/app/ffmpeg'));
});

test('on Windows the same tool runs with the same arguments', () => {
  expect(sandboxCommand({ platform: 'win32', bwrap: null }, probe, limits)).toBe(probe);
});

test('inside, files of this computer are not there', async () => {
  await inFolder(async (folder) => {
    const secret = join(folder, 'secret');
    await writeFile(secret, 'the vault key');
    const said = await asAttacker(`cat ${secret} /etc/passwd /root/.bashrc /proc/1/environ; ls / ; ls -a /tmp /home`);
    expect(said).not.toContain('the vault key');
    expect(said).not.toContain('root:');
    expect(said.match(/No such file or directory/g)?.length).toBeGreaterThanOrEqual(4);
  });
});

test('inside, there is no way out: no network, no rights, no environment, nothing to write to', async () => {
  const server = createServer((_, response) => response.end('reached'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const said = await asAttacker(
      `ffprobe -v error http://127.0.0.1:${port}/; grep -E "CapEff|NoNewPrivs" /proc/self/status; id -u; env; ` +
        'ls /sys/class/net; cat /proc/net/dev | tail -n +3; touch /usr/x /x; unshare -U true',
    );
    expect(said).toMatch(/Connection refused|Network is unreachable/);
    expect(said).toMatch(/CapEff:\s+0+\n/);
    expect(said).toMatch(/NoNewPrivs:\s+1/);
    expect(said).toContain('65534');
    expect(said).not.toMatch(/npm_|VITEST|eth0/);
    expect(said).toMatch(/touch: cannot touch '\/usr\/x': (Read-only file system|Permission denied)/);
    expect(said).toMatch(/unshare: unshare failed/);
  } finally {
    server.close();
  }
});

test('inside, memory-only space is bounded', async () => {
  expect(await asAttacker('head -c 3000000 /dev/zero > /tmp/x; stat -c %s /tmp/x')).toMatch(/No space left[^]*1048576/);
});

test('a tool is named with its version and the hash of its program', async () => {
  const identity = await identifyTool(tools, 'ffmpeg', new AbortController().signal);
  expect(identity.version).toMatch(/^ffmpeg version \d/);
  expect(identity.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('a missing tool is refused by the name of its package', async () => {
  await inFolder(async (empty) => {
    await expect(findMediaTools(empty, 'win32')).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('"ffmpeg"'),
    });
  });
});

test('a sandbox that cannot start is never taken for a verdict on the footage', async () => {
  const site = { ...tools.site, bwrap: '/usr/bin/false' };
  await expect(identifyTool({ ...tools, site }, 'ffmpeg', new AbortController().signal)).rejects.toMatchObject({
    code: 'unavailable',
  });
});
