import type SqliteDatabase from 'better-sqlite3';
import { AppError } from '../../shared/failure.ts';
import type { Clock } from '../platform/clock.ts';
import { drawBytes } from '../platform/random.ts';
import type { CodeComparison, CodeVerdict, ComparedCode } from './code-comparison.ts';
import { type Checkpoint, checkpointText, type Signer } from './checkpoint.ts';
import { type Entry, type EntryActor, entryText, noPrevious, witnessCode } from './entry.ts';
import type { EntryFilter } from './ledger-search-store.ts';
import { createLedgerStore, type EntryRow, type LastRow } from './ledger-store.ts';
import { createLedgerWords } from './ledger-words-store.ts';
import {
  consistencyProof,
  grow,
  inclusionProof,
  leafHash,
  type Peaks,
  peaksOf,
  rootOf,
  rootOfPeaks,
  verifyConsistency,
  verifyInclusion,
} from './merkle-tree.ts';
import { mentionsIn } from './mentions.ts';
import {
  requireWitnessCode,
  rootOfTexts,
  rootsOfTexts,
  type Verification,
  type VerifyOptions,
  verifyLedger,
} from './verification.ts';

export type { EntryRow } from './ledger-store.ts';

export interface NewEntry {
  readonly actor: EntryActor;
  readonly action: string;
  readonly subject: string;
  readonly details: { readonly [key: string]: unknown };
}

export interface LedgerHead extends Omit<Checkpoint, 'at'> {
  readonly code: string;
}

/** Entries in full with proofs to one checkpoint: what a bundle carries (ledger-format.md). */
export interface LedgerExport {
  readonly format: 'lend-a-cam-evidence-ledger-export';
  readonly version: 1;
  readonly checkpoint: Checkpoint & { readonly signature: string; readonly witnessCode: string };
  readonly entries: readonly {
    readonly index: number;
    readonly entry: Entry;
    readonly leafHash: string;
    readonly proof: readonly string[];
  }[];
}

/** How often it is said that the laptop's clock still stands behind. */
const SAID_AGAIN_MS = 60_000;

const SALT_BYTES = 16;

const EXPORT_PAGE = 1000;

/** Salts in hexadecimal, drawn many at a time: asking the system for each would cost as much as hashing the entry. */
function createSalts(): () => string {
  const drawn: string[] = [];
  const draw = (): string => {
    const next = drawn.pop();
    if (next !== undefined) return next;
    const hex = Buffer.from(drawBytes(SALT_BYTES * 128)).toString('hex');
    drawn.push(...(hex.match(/.{32}/gu) ?? []));
    return draw();
  };
  return draw;
}

/** The append-only record of everything done. Knows no feature; whoever appends says what it is about. */
export function createLedger({ db, clock }: { db: SqliteDatabase.Database; clock: Clock }) {
  const store = createLedgerStore(db);
  const salt = createSalts();

  const head = (): LedgerHead => {
    const size = (store.last()?.seq ?? -1) + 1;
    const root = rootOf(size, store.nodeAt);
    return { size, root, code: witnessCode(size, root) };
  };

  // The tree's right edge after the entry written last. It is believed only when that entry, known by its salted hash,
  // still is the last one: another transaction may have been rolled back since.
  let edge: { readonly leafHash: string; readonly peaks: Peaks } = { leafHash: noPrevious, peaks: [] };
  const peaksAfter = (last: LastRow | null): Peaks =>
    (last?.leafHash ?? noPrevious) === edge.leafHash ? edge.peaks : peaksOf((last?.seq ?? -1) + 1, store.nodeAt);

  const write = (last: LastRow | null, at: string, { actor, action, subject, details }: NewEntry): LastRow => {
    const seq = (last?.seq ?? -1) + 1;
    const entry: Entry = {
      seq,
      at,
      actor: { id: actor.id, name: actor.name, role: actor.role },
      action,
      subject,
      details,
      salt: salt(),
      previous: last?.leafHash ?? noPrevious,
    };
    const text = entryText(entry);
    const leaf = leafHash(text);
    store.insertEntry({ seq, at, actorId: actor.id, actorName: actor.name, action, subject, text, leafHash: leaf });
    store.insertMentions(seq, mentionsIn(text));
    const { peaks, nodes } = grow(peaksAfter(last), seq, leaf);
    store.insertNodes(nodes);
    edge = { leafHash: leaf, peaks };
    return { seq, at, leafHash: leaf };
  };

  /** Says that the clock stands behind, once and then again for each minute that it still does. */
  const noteClockBehind = (last: LastRow, now: string): LastRow => {
    const said = store.lastOf('clock.behind');
    const saidClock = said?.at === last.at ? (JSON.parse(said.text) as Entry).details['clock'] : undefined;
    const sinceMs = typeof saidClock === 'string' ? Date.parse(now) - Date.parse(saidClock) : Number.NaN;
    if (sinceMs >= 0 && sinceMs < SAID_AGAIN_MS) return last;
    return write(last, last.at, {
      actor: { id: 'system', name: 'The application', role: 'system' },
      action: 'clock.behind',
      subject: 'clock',
      details: { clock: now, lastEntry: last.at },
    });
  };

  const proved = (seq: number, { size, root }: Checkpoint): LedgerExport['entries'][number] => {
    const row = store.find(seq);
    const leaf = row === null ? '' : leafHash(row.text);
    const proof = inclusionProof(seq, size, store.nodeAt);
    if (row === null || !verifyInclusion({ index: seq, size, leaf, root }, proof))
      throw new AppError(
        'integrity',
        `Entry ${seq} of the ledger is missing or was changed. Verify the ledger before anything else.`,
      );
    return { index: seq, entry: JSON.parse(row.text) as Entry, leafHash: leaf, proof };
  };

  return {
    head,

    /**
     * Appends one entry inside the transaction of the change it belongs to. An entry is never earlier than the one
     * before: while the laptop's clock stands behind, the earlier instant is kept and entries of their own say what the
     * clock showed. Details are JSON; what is undefined is left out.
     * @throws Error outside a transaction: a change without its entry, or an entry without its change.
     */
    append(entry: NewEntry): { seq: number; leafHash: string } {
      if (!store.inTransaction()) throw new Error('a ledger entry must be part of the change it records');
      const last = store.last();
      const now = clock.now();
      const { seq, leafHash: leaf } =
        last !== null && now < last.at ? write(noteClockBehind(last, now), last.at, entry) : write(last, now, entry);
      return { seq, leafHash: leaf };
    },

    /** Newest first. */
    search: (filter: EntryFilter): EntryRow[] => store.search(filter),

    /** Entries by their words, quickly; a word inside another word is found by `search` alone. */
    words: createLedgerWords(db),

    /** Every entry whose text holds one of these identifiers (UUIDs), oldest first. */
    entriesAbout(ids: readonly string[]): EntryRow[] {
      const found = new Map(ids.flatMap((id) => store.about(id)).map((row) => [row.seq, row]));
      return [...found.values()].toSorted((a, b) => a.seq - b.seq);
    },

    /** The newest entries whose text holds this identifier (a UUID), newest first. */
    newestAbout: (id: string, limit: number): EntryRow[] => store.about(id, limit),

    /**
     * Signs and keeps the present head; the same again while nothing was appended.
     * @throws AppError('integrity') when the checkpoint kept at this size is of another ledger.
     */
    checkpoint(signer: Signer): Checkpoint & { signature: string; code: string } {
      const { size, root, code } = head();
      const known = store.checkpoint(size);
      if (known !== null && known.root !== root)
        throw new AppError(
          'integrity',
          'The ledger was changed since its last checkpoint. Verify the ledger before anything else.',
        );
      if (known !== null) return { ...known, code };
      const checkpoint = { size, root, at: clock.now() };
      const signature = signer.sign(checkpointText(checkpoint));
      store.insertCheckpoint({ ...checkpoint, signature });
      return { ...checkpoint, signature, code };
    },

    /**
     * Compares a code from paper with the ledger as it stands, from the entries' texts alone: about a second for
     * 200,000 entries. Throws AppError('invalid-input') when it is no code.
     */
    checkCode(typed: string): { verdict: CodeVerdict; size: number } {
      const { size, code } = requireWitnessCode(typed);
      if (size > (store.last()?.seq ?? -1) + 1) return { verdict: 'shorter-ledger', size };
      const root = rootOfTexts(store, size);
      return { verdict: root !== null && witnessCode(size, root) === code ? 'matches' : 'differs', size };
    },

    /**
     * Compares two codes from paper with the entries' texts and proves the ledger of the smaller one to be the beginning
     * of the other's.
     * @throws AppError('invalid-input') when one is no code, ('integrity') when the kept tree does not prove it.
     */
    compareCodes(first: string, second: string): CodeComparison {
      const [a, b] = [requireWitnessCode(first), requireWitnessCode(second)];
      const [smaller, larger] = a.size <= b.size ? [a, b] : [b, a];
      const size = (store.last()?.seq ?? -1) + 1;
      const roots = rootsOfTexts(
        store,
        [0, smaller.size, larger.size].filter((each) => each <= size),
      );
      const verdictOn = ({ size: said, code }: { size: number; code: string }): ComparedCode => {
        const root = roots.get(said);
        const verdict =
          said > size ? 'shorter-ledger' : root && witnessCode(said, root) === code ? 'matches' : 'differs';
        return { code, size: said, verdict };
      };
      const codes = [verdictOn(smaller), verdictOn(larger)] as const;
      if (codes.some(({ verdict }) => verdict !== 'matches')) return { codes, size, proof: null };
      const proof = consistencyProof(smaller.size, larger.size, store.nodeAt);
      const [firstRoot, secondRoot] = [roots.get(smaller.size) ?? '', roots.get(larger.size) ?? ''];
      if (!verifyConsistency({ first: smaller.size, firstRoot, second: larger.size, secondRoot }, proof))
        throw new AppError('integrity', 'A part of the ledger is missing or damaged. Verify the ledger.');
      return { codes, size, proof };
    },

    /** Every checkpoint that was signed, by size. */
    checkpoints: () => store.checkpoints().map((row) => ({ ...row, code: witnessCode(row.size, row.root) })),

    /** The instant of the newest entry; null while there is none. */
    lastAt: (): string | null => store.last()?.at ?? null,

    /** The texts of the first `size` entries, in order. */
    *texts(size: number): Generator<string[]> {
      for (let seq = 0; seq < size; seq += EXPORT_PAGE)
        yield store.texts(seq, Math.min(EXPORT_PAGE, size - seq)).map(({ text }) => text);
    },

    /** The root over texts that come one after the other, wherever from. */
    async rootOf(texts: AsyncIterable<string>): Promise<string> {
      let [peaks, seq]: [Peaks, number] = [[], 0];
      for await (const text of texts) peaks = grow(peaks, seq++, leafHash(text)).peaks;
      return rootOfPeaks(peaks);
    },

    /** @throws RangeError when there is no such entry in a ledger of that size. */
    proveInclusion: (seq: number, size: number): string[] => inclusionProof(seq, size, store.nodeAt),
    proveConsistency: (first: number, second: number): string[] => consistencyProof(first, second, store.nodeAt),

    /**
     * Entries in full with their proofs to the checkpoint, in order; nobody else's data is in it. Those after the
     * checkpoint cannot be proved by it and are left out.
     * @throws AppError('integrity') when an entry cannot be proved: nothing that fails in court leaves this laptop.
     */
    exportEntries(seqs: readonly number[], checkpoint: Checkpoint & { signature: string; code: string }): LedgerExport {
      const { size, root, at, signature, code } = checkpoint;
      const wanted = [...new Set(seqs)].filter((seq) => seq < size).toSorted((a, b) => a - b);
      return {
        format: 'lend-a-cam-evidence-ledger-export',
        version: 1,
        checkpoint: { size, root, at, signature, witnessCode: code },
        entries: wanted.map((seq) => proved(seq, checkpoint)),
      };
    },

    verify: (options: VerifyOptions): Promise<Verification> => verifyLedger(store, options),
  };
}

export type Ledger = ReturnType<typeof createLedger>;
