import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiscDrive } from '../../../src/main/court/disc-drive.ts';
import { AppError } from '../../../src/shared/failure.ts';
import { ffmpeg } from '../../fixtures/ffmpeg.ts';

/** A drive that cannot read some places of its disc. */
export const dirtyAt = (clean: DiscDrive, from: number, to: number): DiscDrive => ({
  ...clean,
  readBack: async (bytes) => {
    const source = await clean.readBack(bytes);
    return {
      ...source,
      read: async (start, length) => {
        if (start < to && start + length > from) throw new AppError('unavailable', 'A part cannot be read.');
        return source.read(start, length);
      },
    };
  },
});

/** What every export of one recorder brings beside the footage. */
export const parts = ['README.txt', 'index00.bin', 'player.exe'];

/** A later export of the same recorder: other footage, and the same player, index file and notes as before. */
export async function secondExport(folder: string, first: string): Promise<void> {
  await mkdir(folder);
  const film = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'ultrafast', '-threads', '1', '-f', 'mpegts'];
  const name = 'NVR_ch4_main_20261005212000_20261005212002.ts';
  await ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=480x320:rate=10:duration=1', ...film, join(folder, name));
  for (const part of parts) await copyFile(join(first, part), join(folder, part));
}
