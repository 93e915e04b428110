import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Failure } from '../../src/shared/failure.ts';
import { makeTunnel, type Tunnel, whyNoTunnel } from '../fixtures/tunnel.ts';
import { vpnFilm } from './vpn-film.ts';
import type { OfficerSays } from './vpn-officer-child.ts';
import type { RecorderSays } from './vpn-recorder-child.ts';

// A real WireGuard tunnel, the real application at one end, a recorder behind lighttpd at the other, and a wire tapped
// in between. One story, told once; the tests look at what it left.

interface Story {
  readonly way: string;
  readonly end: OfficerSays['end'];
  readonly asked: readonly string[];
  readonly inTheClear: string;
  readonly refused: Failure;
}

const cutMs = 10_000;
const why = whyNoTunnel();

describe.skipIf(why !== null)(`a retrieval through WireGuard${why === null ? '' : ` (skipped: ${why})`}`, () => {
  let tunnel: Tunnel;
  let folder: string;
  let story: Story;
  const captures: Record<'outer' | 'inner', Buffer> = { outer: Buffer.alloc(0), inner: Buffer.alloc(0) };
  let strangers = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vpn-'));
    tunnel = await makeTunnel();
    const [outer, inner] = [join(folder, 'outer.pcap'), join(folder, 'inner.pcap')];
    const taps = await Promise.all([tap(tunnel, 'vA', outer), tap(tunnel, 'wg0', inner)]);
    story = await live(tunnel, async () => {
      for (const it of taps) await ended(it);
    });
    strangers = tunnel.run('laptop', 'tcpdump', ['-nr', outer, 'not udp port 51820 and not arp']);
    captures.outer = await readFile(outer);
    captures.inner = await readFile(inner);
  });
  afterAll(async () => {
    await tunnel.remove();
    await rm(folder, { recursive: true, force: true });
  });

  test('cut for ten seconds goes on where it stopped and ends byte for byte the same', () => {
    expect(story.way).toContain('wg0 (10.98.0.1)');
    expect(story.end).toMatchObject({ job: 'done', state: 'complete', ledger: true, bugs: [] });
    const sha256 = createHash('sha256').update(vpnFilm.bytes).digest('hex');
    expect(story.end.files).toMatchObject([{ sha256, outcome: 'master' }]);
    expect(story.asked.filter((line) => /download bytes=[1-9]/u.test(line)).length).toBeGreaterThan(0);
  });

  test('shows whoever taps the wire the tunnel’s packets and nothing else', () => {
    expect(strangers).toBe('');
    for (const needle of ['Digest username', 'ISAPI']) {
      expect([needle, captures.outer.includes(needle)]).toEqual([needle, false]);
      expect([needle, captures.inner.includes(needle)]).toEqual([needle, true]);
    }
    const piece = vpnFilm.bytes.subarray(100_000, 100_032);
    expect([captures.outer.includes(piece), captures.inner.includes(piece)]).toEqual([false, true]);
  });

  test('is refused when the tunnel is down, although the recorder can be reached in the clear', () => {
    expect(story.inTheClear).toContain('401');
    expect(story.refused).toMatchObject({ code: 'clause', clause: '3.11' });
    expect(story.refused.message).toContain('it would go through vA');
  });
});

async function live(tunnel: Tunnel, untap: () => Promise<void>): Promise<Story> {
  const here = import.meta.dirname;
  const recorder = tunnel.at('recorder', process.execPath, [
    join(here, 'vpn-recorder-child.ts'),
    tunnel.recorderAddress,
  ]);
  const fromRecorder = listen(recorder);
  const { port } = await fromRecorder<Pick<RecorderSays, 'port'>>();
  const officer = tunnel.at('laptop', process.execPath, [
    join(here, 'vpn-officer-child.ts'),
    tunnel.recorderAddress,
    String(port),
  ]);
  const fromOfficer = listen(officer);
  const { way } = await fromOfficer<OfficerSays['way']>();
  await fromOfficer();
  tunnel.cut();
  await new Promise((resolve) => setTimeout(resolve, cutMs));
  tunnel.mend();
  const end = await fromOfficer<OfficerSays['end']>();
  await untap();
  await tunnel.goInTheClear();
  const url = `http://${tunnel.recorderAddress}:${port}/`;
  const inTheClear = tunnel.run('laptop', process.execPath, [
    '-e',
    `fetch('${url}').then((it) => console.log(it.status))`,
  ]);
  officer.stdin?.end('go on\n');
  const { refused } = await fromOfficer<OfficerSays['refused']>();
  recorder.stdin?.end();
  const { asked } = await fromRecorder<Pick<RecorderSays, 'asked'>>();
  for (const child of [recorder, officer]) if (child.exitCode === null) await once(child, 'exit');
  return { way, end, asked, inTheClear, refused };
}

/** The next line of JSON a child says. */
function listen(child: ChildProcess): <T>() => Promise<T> {
  if (child.stdout === null) throw new Error('a child without output');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async <T>() => {
    const line = await lines.next();
    if (line.done === true) throw new Error('the child ended before it said what was expected');
    return JSON.parse(line.value) as T;
  };
}

async function tap(tunnel: Tunnel, device: string, file: string): Promise<ChildProcess> {
  const child = tunnel.at('laptop', 'tcpdump', ['-i', device, '-U', '--immediate-mode', '-B', '16384', '-w', file]);
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await readFile(file).catch(() => Buffer.alloc(0))).length > 0) return child;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('tcpdump did not start');
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
