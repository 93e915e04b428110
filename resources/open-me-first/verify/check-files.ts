import { bagNames } from './bag.ts';
import type { FileFinding, FoundFile } from './report.ts';
import type { CreateHasher } from './sha256.ts';

export interface HashOptions {
  readonly createHasher: CreateHasher;
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

/** SHA-256 of every file found; null for one that could not be read to its end. */
export async function hashFiles(
  found: readonly FoundFile[],
  { createHasher, signal, onProgress }: HashOptions,
): Promise<Map<string, string | null>> {
  const total = found.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const hashes = new Map<string, string | null>();
  let done = 0;
  for (const file of found) {
    const hasher = createHasher();
    let bytes = 0;
    try {
      for await (const piece of file.read()) {
        signal?.throwIfAborted();
        hasher.update(piece);
        bytes += piece.length;
        onProgress?.(done + bytes, total);
      }
      hashes.set(file.path, bytes === file.sizeBytes ? hasher.digestHex() : null);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      hashes.set(file.path, null); // said to the reader as "could not be read"
    }
    done += file.sizeBytes;
  }
  return hashes;
}

/** Files that stand in no list: one is the inner list itself, the other signs it. */
const unlisted: readonly string[] = [bagNames.tagManifest, bagNames.signature];

/**
 * Compares what is there with what the lists name. A file under another's name is recognised by its contents, so that
 * the reader learns what happened and not only that something did.
 */
export function compareFiles(
  listed: ReadonlyMap<string, string>,
  hashes: ReadonlyMap<string, string | null>,
): FileFinding[] {
  const pathOf = new Map([...listed].map(([path, hash]) => [hash, path]));
  const findings: FileFinding[] = [];
  for (const [path, hash] of hashes) {
    const wanted = listed.get(path);
    if (wanted === undefined && unlisted.includes(path)) {
      if (hash === null) findings.push(unreadable(path));
      continue;
    }
    const other = hash === null ? undefined : pathOf.get(hash);
    findings.push(
      hash === null ? unreadable(path) : finding(path, { hash, wanted, other, otherIsThere: hashes.has(other ?? '') }),
    );
  }
  for (const path of [...listed.keys(), ...unlisted])
    if (!hashes.has(path))
      findings.push({ path, state: 'missing', sentence: 'Missing. It was sealed, but it is not here.' });
  return findings.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const unreadable = (path: string): FileFinding => ({
  path,
  state: 'unreadable',
  sentence: 'It could not be read. The disc or the drive may be damaged.',
});

interface Comparison {
  readonly hash: string;
  readonly wanted: string | undefined;
  /** The listed path with the same contents. */
  readonly other: string | undefined;
  readonly otherIsThere: boolean;
}

function finding(path: string, { hash, wanted, other, otherIsThere }: Comparison): FileFinding {
  if (hash === wanted) return { path, state: 'good', sentence: 'As it was sealed.' };
  if (wanted !== undefined) {
    const holds = other === undefined ? '' : ` It now holds what belongs in “${other}”.`;
    return { path, state: 'changed', sentence: `Changed. Its contents are not those that were sealed.${holds}` };
  }
  const same =
    other === undefined ? '' : otherIsThere ? ` It is a copy of “${other}”.` : ` It is “${other}” under another name.`;
  return { path, state: 'extra', sentence: `Added. It was not part of what was sealed.${same}` };
}
