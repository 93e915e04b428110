import { AppError } from '../../shared/failure.ts';
import type { Shell } from '../app.ts';
import { readPickedFile } from '../platform/picked-file.ts';

/**
 * One file that the person chooses now, read whole.
 * @throws AppError 'cancelled' when none was chosen, 'invalid-input' for several; as readPickedFile.
 */
export async function chooseFile(
  shell: Pick<Shell, 'chooseFiles'>,
  title: string,
  extensions: readonly string[],
): Promise<{ name: string; bytes: Uint8Array }> {
  const [path, ...more] = await shell.chooseFiles(title, extensions);
  if (path === undefined) throw new AppError('cancelled', 'No file was chosen; nothing was attached.');
  if (more.length > 0) throw new AppError('invalid-input', 'Choose one file at a time, so that each is described.');
  const { name, bytes } = await readPickedFile(path);
  return { name: plainName(name), bytes };
}

/** A file's name as it may stand in the register: one line, nothing that turns text round, not endless. */
const plainName = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu, '_')
    .slice(0, 200)
    .trim() || 'no name';
