import { lstat, readdir } from 'node:fs/promises';
import { type EntryName, entryName } from './entry-name.ts';
import { below, type EntryRefusal, gone, refusalByErrno, refusalOf, type Root } from './folder-root.ts';

export type FolderReaderEntry = EntryName &
  (
    | { readonly kind: 'file'; readonly sizeBytes: number; readonly modified: string }
    | { readonly kind: 'folder' }
    | { readonly kind: 'refused'; readonly reason: EntryRefusal }
  );

/**
 * A folder's entries in the order of their bytes, each folder before what it holds. `folder` is null for the root,
 * whose own entries stand at depth 1.
 */
export async function* walk(
  root: Root,
  maxDepth: number,
  folder: Buffer | null,
  depth: number,
): AsyncGenerator<FolderReaderEntry> {
  for (const child of await childrenOf(root, folder)) {
    const bytes = folder === null ? child : Buffer.concat([folder, Buffer.from('/'), child]);
    const entry = await look(root, bytes);
    if (entry.kind !== 'folder') yield entry;
    else if (depth >= maxDepth) yield { ...entryName(bytes), kind: 'refused', reason: 'too-deep' };
    else yield* unfold(entry, walk(root, maxDepth, bytes, depth + 1));
  }
}

/** A folder and what it holds; a folder that cannot be listed is itself refused, and only that. */
async function* unfold(
  folder: FolderReaderEntry,
  inside: AsyncGenerator<FolderReaderEntry>,
): AsyncGenerator<FolderReaderEntry> {
  let first: IteratorResult<FolderReaderEntry>;
  try {
    first = await inside.next();
  } catch (error) {
    if (!(error instanceof UnreadableFolder)) throw error;
    yield { path: folder.path, pathBytes: folder.pathBytes, kind: 'refused', reason: 'unreadable' };
    return;
  }
  yield folder;
  if (!first.done) yield first.value;
  yield* inside;
}

class UnreadableFolder extends Error {}

async function childrenOf(root: Root, folder: Buffer | null): Promise<Buffer[]> {
  const path = folder === null ? root.path : below(root, folder);
  try {
    const children = await readdir(path, { encoding: 'buffer' });
    return children.sort((a, b) => a.compare(b));
  } catch (cause) {
    if (folder === null) throw gone(null, cause);
    if ((await refusalByErrno(root, cause)) === null) throw gone(entryName(folder).path, cause);
    throw new UnreadableFolder('unreadable', { cause });
  }
}

async function look(root: Root, bytes: Buffer): Promise<FolderReaderEntry> {
  const name = entryName(bytes);
  try {
    const found = await lstat(below(root, bytes));
    const reason = refusalOf(root, found);
    if (reason !== null) return { ...name, kind: 'refused', reason };
    if (found.isDirectory()) return { ...name, kind: 'folder' };
    return { ...name, kind: 'file', sizeBytes: found.size, modified: localClock(found.mtime) };
  } catch (cause) {
    const reason = await refusalByErrno(root, cause);
    if (reason === null) throw gone(name.path, cause);
    return { ...name, kind: 'refused', reason };
  }
}

/** A file's time as this computer shows it: on FAT, what the recorder's clock showed. */
function localClock(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(time.getFullYear()).padStart(4, '0')}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
