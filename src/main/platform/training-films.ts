import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import { resourceFolder } from './shipped-text.ts';

/** A film of the simulated recorder, as the application came with it. */
export async function trainingFilm(camera: 1 | 2): Promise<Uint8Array> {
  try {
    return await readFile(join(resourceFolder(import.meta.dirname), 'training', `camera-${camera}.mp4`));
  } catch (cause) {
    throw new AppError(
      'unavailable',
      'The films of the simulated recorder are missing from the application. Install it again.',
      { cause },
    );
  }
}
