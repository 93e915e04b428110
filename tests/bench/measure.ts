import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';

/** Runs a command to its end; its output goes nowhere. Throws when it fails. */
export async function command(name: string, ...args: string[]): Promise<void> {
  const child = spawn(name, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
}

export const isInstalled = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;

/** One side of a comparison. `after` undoes what a run left, and is not measured. */
export interface Side {
  run(): Promise<void>;
  after(): Promise<void>;
}

/** Best time in seconds of each side, run in turns so that a slow spell of the machine hits both. */
export async function inTurns(rounds: number, ours: Side, peer: Side): Promise<{ ours: number; peer: number }> {
  const best = { ours: Infinity, peer: Infinity };
  for (let round = 0; round < rounds; round += 1) {
    best.ours = Math.min(best.ours, await seconds(ours));
    best.peer = Math.min(best.peer, await seconds(peer));
  }
  return best;
}

async function seconds(side: Side): Promise<number> {
  await command('sync'); // what the run before still owes the disk is not this one's
  const start = performance.now();
  await side.run();
  const elapsed = (performance.now() - start) / 1000;
  await side.after();
  return elapsed;
}

/** Bytes a second of one algorithm on so many cores at once, as openssl measures itself on 1 MiB blocks. */
export function opensslSpeed(algorithm: string, cores: number): number {
  const how = ['-mr', '-elapsed', '-seconds', '2', '-bytes', '1048576', '-multi', `${cores}`, '-evp', algorithm];
  const said = execFileSync('openssl', ['speed', ...how], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const result = said.split('\n').findLast((line) => line.startsWith('+F:'));
  const rate = Number(result?.split(':').at(-1));
  if (!(rate > 0)) throw new Error('openssl speed said something else than expected');
  return rate;
}

/** Files of bytes that do not compress (an AES keystream), together `sizeBytes`. */
export async function makeFootage(folder: string, count: number, sizeBytes: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = Array.from({ length: count }, (_, n) => join(folder, `channel-${n + 1}.mp4`));
  const zeros = new Uint8Array(1024 * 1024);
  for (const path of files) {
    const keystream = createCipheriv('aes-256-ctr', randomBytes(32), randomBytes(16));
    const handle = await open(path, 'wx');
    for (let left = Math.floor(sizeBytes / count); left > 0; left -= zeros.length) {
      await handle.write(keystream.update(zeros.subarray(0, left)));
    }
    await handle.sync();
    await handle.close();
  }
  return files;
}

export const perSecond = (bytes: number, elapsed: number): string =>
  `${elapsed.toFixed(2)} s, ${(bytes / elapsed / 1e6).toFixed(0)} MB/s`;
