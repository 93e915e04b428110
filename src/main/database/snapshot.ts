import { runInThread } from '../platform/thread.ts';

/** What the thread is asked to do. `to` is where a copy goes. */
export interface SnapshotOrder {
  readonly task: 'copy' | 'check';
  readonly path: string;
  readonly to: string;
  readonly key: Uint8Array;
}

// In the packaged application the file lies, bundled, beside the bundle that this code is in.
const worker = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './snapshot-worker.ts' : './snapshot-worker.js', import.meta.url);

/**
 * Writes the database as it stands at one instant to another file, under the same key. Rows are copied, not pages: the
 * new file has no free page, so nothing that was deleted comes along. Throws ThreadFailure with SQLite's code.
 */
export const writeSnapshot = (path: string, to: string, key: Uint8Array): Promise<unknown> =>
  runInThread(worker(), { task: 'copy', path, to, key } satisfies SnapshotOrder);

/** Reads every page: each must open with the key, and all must fit together. Answers what does not. Throws ThreadFailure. */
export const checkSnapshot = (path: string, key: Uint8Array): Promise<readonly string[]> =>
  runInThread(worker(), { task: 'check', path, to: '', key } satisfies SnapshotOrder);
