import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg } from '../fixtures/ffmpeg.ts';

/** A picture every so many seconds, as a recorder keeps its days: the whole of it is decoded, hashed and indexed. */
const everySeconds = 4;
/** A stretch of the day, coded once and joined as often as needed. */
const stretchSeconds = 120;
const pictures = stretchSeconds / everySeconds;
/** The stretch in which something happens, counted from midnight by the recorder's clock: it begins at 13:18:00. */
const incidentStretch = 399;
/** Where it begins, as the player counts. */
export const incident = { firstFrame: (incidentStretch * stretchSeconds) / everySeconds, pictures } as const;

const street = '../shared/samples/footage/intel-iot/car-detection.mp4';
const film = [
  '-r',
  `1/${everySeconds}`,
  '-an',
  '-pix_fmt',
  'yuv420p',
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-crf',
  '30',
];
const coding = [...film, '-g', String(pictures), '-threads', '1'];
const steady = `setpts=${everySeconds}*N/TB,fps=1/${everySeconds}`;
/** Three cameras on one street: what each sees of it. */
const views = ['scale=320:180', 'crop=512:288:100:72,scale=320:180', 'hflip,scale=320:180'] as const;

/**
 * A day of three cameras, a picture every four seconds: a street that stays empty but for two minutes in which cars drive
 * through. Real H.264 of 24 hours; two minutes in which nothing happens are coded once and joined 719 times.
 */
export async function filmDay(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Where the samples are missing, a picture that stands still and ffmpeg's moving pattern stand in for the street.
  const real = existsSync(street);
  const empty = real ? ['-i', street] : ['-f', 'lavfi', '-i', 'smptebars=size=768x432'];
  const cars = real ? ['-stream_loop', '4', '-i', street] : ['-f', 'lavfi', '-i', 'testsrc2=size=768x432:rate=5'];
  const driving = real
    ? "select='between(mod(t,30.16),4.4,7.4)+between(mod(t,30.16),14.6,18)+between(mod(t,30.16),24.8,27)'"
    : 'null';
  for (const [index, view] of views.entries()) {
    const [still, moving, list] = [join(folder, 'still.mp4'), join(folder, 'moving.mp4'), join(folder, 'list.txt')];
    const output = ['-frames:v', String(pictures), ...coding];
    const frozen = `select=eq(n\\,0),${view},loop=loop=${pictures - 1}:size=1,${steady}`;
    await ffmpeg(...empty, '-vf', frozen, ...output, still);
    await ffmpeg(...cars, '-vf', `${driving},${view},framestep=6,${steady}`, ...output, moving);
    const order = Array.from({ length: 86_400 / stretchSeconds }, (_, at) => (at === incidentStretch ? moving : still));
    await writeFile(list, order.map((path) => `file '${path}'\n`).join(''));
    const name = `NVR_ch${index + 1}_main_20261005000000_20261006000000.mp4`;
    await ffmpeg(
      ...['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', '-movflags', '+faststart'],
      join(folder, name),
    );
    for (const path of [still, moving, list]) await rm(path);
  }
}
