import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg } from '../fixtures/ffmpeg.ts';

/** A second of film, made once. */
export async function oneSecond(path: string): Promise<void> {
  const film = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1'];
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=10:duration=1', ...film, path);
}

const stamp = (day: string, time: string): string => `${day.replaceAll('-', '')}${time}`;

/** An export with one recording of an evening: film, or bytes that no player knows and that are kept all the same. */
export async function exportOf(folder: string, day: string, film: string | null): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `NVR_ch1_main_${stamp(day, '211000')}_${stamp(day, '211001')}.mp4`);
  if (film === null)
    await writeFile(file, Buffer.concat([Buffer.from('\0\0\0\x10ftypisom\0\0\0\0'), Buffer.from(folder)]));
  else await copyFile(film, file);
  return folder;
}
