import { basename } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import { type EntryName, entryName } from './entry-name.ts';
import { openEntry } from './folder-file.ts';
import { rootOf } from './folder-root.ts';
import { type FolderReaderEntry, walk } from './folder-walk.ts';

/** Bounds against a stick made to exhaust us. A deeper folder is refused by itself; too many entries refuse the whole. */
export interface FolderBounds {
  readonly maxDepth: number;
  readonly maxEntries: number;
}
const usualBounds: FolderBounds = { maxDepth: 32, maxEntries: 100_000 };

/**
 * A read-only view of the folder at `path`: it lists and reads, follows no link and never leaves the folder or its file
 * system. Satisfies the drivers' `FolderReader`.
 * @throws AppError 'unavailable' when there is no such folder.
 */
export async function openFolder(path: string, bounds: FolderBounds = usualBounds) {
  const root = await rootOf(path);
  return {
    name: entryName(Buffer.from(basename(root.path) || root.path)).path,
    async *entries(signal: AbortSignal): AsyncGenerator<FolderReaderEntry> {
      let count = 0;
      for await (const entry of walk(root, bounds.maxDepth, null, 1)) {
        if (signal.aborted) throw new AppError('cancelled', 'Reading the stick was stopped.');
        count += 1;
        if (count > bounds.maxEntries) {
          const limit = bounds.maxEntries.toLocaleString('en-GB');
          throw new AppError(
            'invalid-input',
            `This folder holds more than ${limit} files. Choose the folder of the export alone.`,
          );
        }
        yield entry;
      }
    },
    open: (name: EntryName) => openEntry(root, name),
  };
}
