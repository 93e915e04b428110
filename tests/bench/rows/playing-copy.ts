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
const PIECE_SECONDS = 20;
/** The whole process, sources compiled on the way; what matters is that length adds nothing. */
const limitMb = 500;
const grownMb = 60;

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
  const scene = `testsrc2=size=1920x1080:rate=25:duration=${PIECE_SECONDS},noise=alls=60:allf=t`;
  const inputs = ['-f', 'lavfi', '-i', scene, '-f', 'lavfi', '-i', `sine=f=440:duration=${PIECE_SECONDS}`];
  await command('ffmpeg', '-v', 'error', ...inputs, ...coding, piece);
  const times = Math.ceil(WANTED_BYTES / (await stat(piece)).size);
  await command('ffmpeg', '-v', 'error', '-stream_loop', `${times - 1}`, '-i', piece, '-c', 'copy', film);
  await mkdir(vaultFolder);
  const script = fileURLToPath(new URL('../make-playing-copy.ts', import.meta.url));
  const make = (of: string): z.output<typeof Report> =>
    Report.parse(JSON.parse(execFileSync(process.execPath, [script, vaultFolder, of], { encoding: 'utf8' })));
  const short = make(piece);
  const { route, frameCount, sizeBytes, seconds, peakMb, toolMb } = make(film);
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
    what: `a copy to watch of ${Math.round((times * PIECE_SECONDS) / 60)} minutes of 1080p with sound (${(sizeBytes / 1e9).toFixed(1)} GB, ${frameCount} pictures)`,
    ours: `${route}, ${seconds.toFixed(0)} s; peak ${peakMb} MB (of ${PIECE_SECONDS} seconds: ${short.peakMb} MB), its tools ${toolMb} MB`,
    peer: `ffmpeg decoding the master once, with the hash of each picture: ${peer.toFixed(0)} s`,
    ratio: peer / seconds,
    aim: `flat: at most ${grownMb} MB above a short one, under ${limitMb} MB`,
    reached: peakMb < limitMb && peakMb - short.peakMb < grownMb,
    note: 'copied, sealed twice (as fragments, and with the index first) and decoded again from its seal; the probe before is not counted',
  };
}
