import { join } from 'node:path';
import { findMediaTools } from '../../../src/main/platform/media-tools.ts';
import { makeActivityIndex } from '../../../src/main/recordings/activity-index.ts';
import { probeMedia } from '../../../src/main/recordings/probe.ts';
import { command, inTurns } from '../measure.ts';
import type { Bench, Row } from '../row.ts';
import { openPlain } from './playback.ts';

/** Minutes of footage; a day is 1440. BENCH_ACTIVITY_MINUTES. */
const MINUTES = Number(process.env['BENCH_ACTIVITY_MINUTES'] ?? 60);
const AIM = 40;

/** Where something moves in footage of 704×576, a key picture every two seconds: how much faster than it was recorded. */
export async function activityIndex(bench: Bench): Promise<Row> {
  const [minute, film] = [join(bench.folder, 'minute.mp4'), join(bench.folder, 'activity.mp4')];
  const coding = ['-c:v', 'libx264', '-preset', 'veryfast', '-g', '50', '-bf', '0', '-pix_fmt', 'yuv420p'];
  const scene = 'testsrc2=size=704x576:rate=25:duration=60,noise=alls=8:allf=t';
  await command('ffmpeg', '-v', 'error', '-f', 'lavfi', '-i', scene, ...coding, minute);
  await command('ffmpeg', '-v', 'error', '-stream_loop', `${MINUTES - 1}`, '-i', minute, '-c', 'copy', film);
  const ports = { tools: await findMediaTools() };
  const { signal } = new AbortController();
  const source = await openPlain(film);
  const facts = await probeMedia(source, ports, signal);
  if (!facts.playable) throw new Error(facts.reason);
  const ours = {
    run: async () => void (await makeActivityIndex({ source, facts }, ports, signal)),
    after: async () => undefined,
  };
  const keyPictures = ['-v', 'error', '-skip_frame', 'nokey', '-i', film, '-an', '-f', 'null', '-'];
  const peer = { run: () => command('ffmpeg', ...keyPictures), after: async () => undefined };
  const best = await inTurns(bench.rounds, ours, peer);
  await source.close();
  const times = (MINUTES * 60) / best.ours;
  return {
    what: `activity index of ${MINUTES} minutes of 704×576 H.264, 25 pictures a second`,
    ours: `${best.ours.toFixed(1)} s, ${times.toFixed(0)} × real time`,
    peer: `ffmpeg decoding the key pictures of the same file, without sandbox or pipe: ${best.peer.toFixed(1)} s`,
    ratio: best.peer / best.ours,
    aim: `at least ${AIM} × real time`,
    reached: times >= AIM,
    note: 'bound by reading the file through the pipe and decoding one picture in fifty; small pictures and scores cost little',
  };
}
