import type SqliteDatabase from 'better-sqlite3';
import { AppError } from '../../shared/failure.ts';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { Clock } from '../platform/clock.ts';
import { drawBytes } from '../platform/random.ts';
import { type Checkpoint, checkpointText, type Signer } from './checkpoint.ts';
import { type Entry, type EntryActor, noPrevious, parseWitnessCode, witnessCode } from './entry.ts';
import { createLedgerStore, type EntryFilter, type EntryRow } from './ledger-store.ts';
import { completedNodes, consistencyProof, inclusionProof, leafHash, rootOf } from './merkle-tree.ts';
import { type Verification, type VerifyOptions, verifyLedger } from './verification.ts';

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

export type CodeVerdict = 'matches' | 'differs' | 'shorter-ledger';

/** The append-only record of everything done. Knows no feature; whoever appends says what it is about. */
export function createLedger({ db, clock }: { db: SqliteDatabase.Database; clock: Clock }) {
  const store = createLedgerStore(db);

  const head = (): LedgerHead => {
    const size = (store.last()?.seq ?? -1) + 1;
    const root = rootOf(size, store.nodeAt);
    return { size, root, code: witnessCode(size, root) };
  };

  const write = (last: EntryRow | null, at: string, { actor, action, subject, details }: NewEntry): EntryRow => {
    const seq = (last?.seq ?? -1) + 1;
    const entry: Entry = {
      seq,
      at,
      actor: { id: actor.id, name: actor.name, role: actor.role },
      action,
      subject,
      details,
      salt: Buffer.from(drawBytes(16)).toString('hex'),
      previous: last?.leafHash ?? noPrevious,
    };
    const text = canonicalJson(entry);
    const row: EntryRow = {
      seq,
      at,
      actorId: actor.id,
      actorName: actor.name,
      action,
      subject,
      text,
      leafHash: leafHash(text),
    };
    store.insertEntry(row);
    for (const node of completedNodes(seq, row.leafHash, store.nodeAt))
      store.insertNode(node.level, node.position, node.hash);
    return row;
  };

  return {
    head,

    /**
     * Appends one entry inside the transaction of the change it belongs to. An entry is never earlier than the one
     * before: when the laptop's clock stands behind, that is an entry of its own and the earlier instant is kept.
     */
    append(entry: NewEntry): { seq: number; leafHash: string } {
      if (!store.inTransaction()) throw new Error('a ledger entry must be part of the change it records');
      let last = store.last();
      const now = clock.now();
      const isBehind = last !== null && now < last.at;
      const at = isBehind && last !== null ? last.at : now;
      if (isBehind && last !== null && JSON.parse(last.text).details?.clock !== now) {
        const details = { clock: now, lastEntry: last.at };
        last = write(last, at, {
          actor: { id: 'system', name: 'The application', role: 'system' },
          action: 'clock.behind',
          subject: 'clock',
          details,
        });
      }
      const { seq, leafHash: leaf } = write(last, at, entry);
      return { seq, leafHash: leaf };
    },

    /** Newest first. */
    search: (filter: EntryFilter): EntryRow[] => store.search(filter),

    /** Signs and keeps the present head. */
    checkpoint(signer: Signer): Checkpoint & { signature: string; code: string } {
      const { size, root, code } = head();
      const known = store.checkpoint(size);
      const checkpoint = { size, root, at: known?.at ?? clock.now() };
      const signature = known?.signature ?? signer.sign(checkpointText(checkpoint));
      store.insertCheckpoint({ ...checkpoint, signature });
      return { ...checkpoint, signature, code };
    },

    /** Compares a code from paper with the ledger as it stands. Throws AppError('invalid-input') when it is no code. */
    checkCode(typed: string): { verdict: CodeVerdict; size: number } {
      const parsed = parseWitnessCode(typed);
      if (parsed === null)
        throw new AppError(
          'invalid-input',
          'That is not a witness code. It looks like 1234-K7QF-2M9X-PTW4: a number and three groups of four.',
        );
      if (parsed.size > head().size) return { verdict: 'shorter-ledger', size: parsed.size };
      const code = witnessCode(parsed.size, rootOf(parsed.size, store.nodeAt));
      return { verdict: code === parsed.code ? 'matches' : 'differs', size: parsed.size };
    },

    proveInclusion: (seq: number, size: number): string[] => inclusionProof(seq, size, store.nodeAt),
    proveConsistency: (first: number, second: number): string[] => consistencyProof(first, second, store.nodeAt),

    /** Entries in full with their proofs to the checkpoint; nobody else's data is in it. */
    exportEntries(seqs: readonly number[], checkpoint: Checkpoint & { signature: string; code: string }): LedgerExport {
      const { size, root, at, signature, code } = checkpoint;
      const entries = [...seqs]
        .filter((seq) => seq < size)
        .toSorted((a, b) => a - b)
        .map((seq) => {
          const row = store.find(seq);
          if (row === null)
            throw new AppError(
              'integrity',
              `Entry ${seq} of the ledger is missing. Verify the ledger before anything else.`,
            );
          return {
            index: seq,
            entry: JSON.parse(row.text) as Entry,
            leafHash: row.leafHash,
            proof: inclusionProof(seq, size, store.nodeAt),
          };
        });
      return {
        format: 'lend-a-cam-evidence-ledger-export',
        version: 1,
        checkpoint: { size, root, at, signature, witnessCode: code },
        entries,
      };
    },

    verify: (options: VerifyOptions): Promise<Verification> => verifyLedger(store, options),
  };
}

export type Ledger = ReturnType<typeof createLedger>;
