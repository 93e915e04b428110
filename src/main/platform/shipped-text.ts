import { join, sep } from 'node:path';
import { readSmallFile } from './small-file.ts';

/** A text the application came with; null when it is missing. */
export const shippedText = (name: string): Promise<string | null> =>
  readSmallFile(join(resourceFolder(import.meta.dirname), name));

/** Where `resources` lies: the packed archive's own folder, or in the project for built and for plain sources. */
export function resourceFolder(here: string): string {
  const archive = here.indexOf(`${sep}app.asar${sep}`);
  if (archive !== -1) return here.slice(0, archive);
  const isBuilt = here.endsWith(join('dist', 'main'));
  return join(here, isBuilt ? '../../resources' : '../../../resources');
}
