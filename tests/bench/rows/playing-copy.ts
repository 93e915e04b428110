import { execFileSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { command } from '../measure.ts';
import type { Bench, Row } from '../row.ts';

/** How large the master is. BENCH_COPY_BYTES; beyond the 2 GiB that a work area in memory would hold. */
const WANTED_BYTES = Number(process.env['BENCH_COPY_BYTES'] ?? 2.3e9);
const RATE_MBIT = 40;
const limitMb = 350;

const Report = z.object({
  ...{ route: z.string(), frameCount: z.number(), sizeBytes: z.number(), seconds: z.number() },
  ...{ peakMb: z.number(), toolMb: z.number() },
});

/** The copy to watch of a long 1080p master with sound: made, sealed and decoded again, with nothing plain on a disk. */
export async function playingCopy({ folder }: Bench): Promise<Row> {
  const [piece, film, vaultFolder] = ['piece.mkv', 'film.mkv', 'copies'].map((name) => join(folder, name));
  if (piece === undefined || film === undefined || vaultFolder === undefined) throw new Error('no folder');
  const rate = ['-b:v', `${RATE_MBIT}M`, '-minrate', `${RATE_MBIT}M`, '-maxrate', `${RATE_MBIT}M`, '-bufsize', '16M'];
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', ...rate, '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
  const scene = 'testsrc2=size=1920x1080:rate=25:duration=20,noise=alls=60:allf=t';
  const inputs = ['-f', 'lavfi', '-i', scene, '-f', 'lavfi', '-i', 'sine=f=440:duration=20'];
  await command('ffmpeg', '-v', 'error', ...inputs, ...coding, piece);
  const times = Math.ceil(WANTED_BYTES / (await stat(piece)).size);
  await command('ffmpeg', '-v', 'error', '-stream_loop', `${times - 1}`, '-i', piece, '-c', 'copy', film);
  await mkdir(vaultFolder);
  const script = fileURLToPath(new URL('../make-playing-copy.ts', import.meta.url));
  const said = execFileSync(process.execPath, [script, vaultFolder, film], { encoding: 'utf8' });
  const { route, frameCount, sizeBytes, seconds, peakMb, toolMb } = Report.parse(JSON.parse(said));
  const since = performance.now();
  await command(
    'ffmpeg',
    '-v',
    'error',
    '-y',
    '-i',
    film,
    '-map',
    '0:v',
    '-f',
    'framehash',
    '-hash',
    'sha256',
    '/dev/null',
  );
  const peer = (performance.now() - since) / 1000;
  return {
    what: `a copy to watch of ${Math.round(times / 3)} minutes of 1080p with sound (${(sizeBytes / 1e9).toFixed(1)} GB, ${frameCount} pictures)`,
    ours: `${route}, ${seconds.toFixed(0)} s; peak ${peakMb} MB, its tools ${toolMb} MB`,
    peer: `ffmpeg decoding the master once, with the hash of each picture: ${peer.toFixed(0)} s`,
    ratio: peer / seconds,
    aim: `any length in flat memory, under ${limitMb} MB`,
    reached: peakMb < limitMb,
    note: 'copied, sealed twice (as fragments, and with the index first) and decoded again from its seal; the probe before is not counted',
  };
}
