import { AppError } from '../../shared/failure.ts';
import type { ObjectId } from '../../shared/model.ts';
import type { ObjectRow, ObjectService } from '../vault/object-service.ts';

export interface PassPorts {
  readonly objects: ObjectService;
  /** Sets what was found aside; answers how it is called. */
  readonly report: (id: ObjectId) => Promise<string>;
}

export interface Pass {
  /** Objects last found whole before this instant are read; the longest ago first. */
  readonly before: string;
  /** Ends after about so much; null: when all is done. */
  readonly mostBytes: number | null;
  readonly signal: AbortSignal;
  /** Waits for more urgent work. */
  readonly whenFree: () => Promise<void>;
  readonly onBytes: (bytes: number) => void;
  /** Keeps what was done since the last time, so that a crash or a stop loses little. */
  readonly checkpoint: (since: Checked) => void;
}

/** What became of a number of objects. */
export interface Checked {
  readonly whole: readonly ObjectId[];
  readonly bytes: number;
  /** Names of what was found damaged or missing. */
  readonly wrong: readonly string[];
  /** Names of what the disk would not give; it is tried again by the next run. */
  readonly unreadable: readonly string[];
}

const CHECKPOINT_OBJECTS = 64;
const CHECKPOINT_BYTES = 4 * 1024 ** 3;
/** So many in a row: it is the disk, not an object. */
const MOST_UNREADABLE = 3;

type Outcome = { readonly is: 'whole' | 'gone' | 'unreadable' } | { readonly is: 'wrong'; readonly item: string };

/** Reads objects one at a time, each from its first byte to its last. */
export async function runPass({ objects, report }: PassPorts, pass: Pass): Promise<{ finished: boolean }> {
  const unreadable = new Set<ObjectId>();
  let total = 0;
  let inARow = 0;
  for (;;) {
    const next = objects
      .uncheckedSince(pass.before, CHECKPOINT_OBJECTS + unreadable.size)
      .filter(({ id }) => !unreadable.has(id));
    if (next.length === 0) return { finished: unreadable.size === 0 };
    const since = { whole: [] as ObjectId[], bytes: 0, wrong: [] as string[], unreadable: [] as string[] };
    try {
      for (const row of next) {
        if (since.bytes >= CHECKPOINT_BYTES || isEnough()) break;
        await pass.whenFree();
        if (pass.signal.aborted) throw new AppError('cancelled', 'Verifying was stopped; it can be gone on with.');
        const outcome = await checkOne(row);
        if (outcome.is === 'whole') since.whole.push(row.id);
        if (outcome.is === 'wrong') since.wrong.push(outcome.item);
        if (outcome.is === 'unreadable') {
          unreadable.add(row.id);
          since.unreadable.push(`A sealed ${row.kind} (${row.id})`);
        }
        inARow = outcome.is === 'unreadable' ? inARow + 1 : 0;
        if (inARow >= MOST_UNREADABLE) throw diskGone();
        total += row.plaintextBytes;
        since.bytes += row.plaintextBytes;
        pass.onBytes(total);
      }
    } finally {
      pass.checkpoint(since);
    }
    if (isEnough()) return { finished: false };
  }

  function isEnough(): boolean {
    return pass.mostBytes !== null && total >= pass.mostBytes;
  }

  async function checkOne(row: ObjectRow): Promise<Outcome> {
    const { signal, whenFree } = pass;
    const onProgress = (bytes: number): void => pass.onBytes(total + bytes);
    try {
      await objects.verify(row.id, { signal, whenFree, onProgress });
      return { is: 'whole' };
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
      // Its day may have come while it was read: what was disposed of is not damaged.
      if (objects.require(row.id).disposedAt !== null) return { is: 'gone' };
      if (error.code === 'integrity') return { is: 'wrong', item: await report(row.id) };
      if (error.code === 'unavailable') return { is: 'unreadable' };
      throw error;
    }
  }
}

const diskGone = (): AppError =>
  new AppError(
    'unavailable',
    "The vault's disk could not be read, one thing after another. Check that it is there, then verify again: it goes on where it stopped.",
  );
