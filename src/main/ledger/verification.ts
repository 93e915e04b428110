import { canonicalJson } from '../platform/canonical-json.ts';
import { checkpointText, type Signer } from './checkpoint.ts';
import { noPrevious, parseWitnessCode, witnessCode } from './entry.ts';
import type { EntryRow, LedgerStore } from './ledger-store.ts';
import { emptyRoot, leafHash, nodeHash, type TreeNode } from './merkle-tree.ts';

export interface Fault {
  /** The entry it was found at; null when it is about the ledger as a whole. */
  readonly seq: number | null;
  readonly kind:
    | 'edited'
    | 'missing'
    | 'inserted'
    | 'chain'
    | 'columns'
    | 'nodes'
    | 'checkpoint'
    | 'signature'
    | 'truncated'
    | 'witness'
    | 'order';
  readonly message: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly size: number;
  readonly root: string;
  readonly faults: readonly Fault[];
}

export interface VerifyOptions {
  readonly signer: Signer;
  /** Codes typed in from paper. */
  readonly codes?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

const PAGE = 2000;
const MOST_FAULTS = 200;

/**
 * Recomputes the whole ledger from the entries' texts alone and compares: every leaf, the chain, the columns, every
 * stored node, every checkpoint with its signature, every code from paper. Each fault is located.
 */
export async function verifyLedger(store: LedgerStore, options: VerifyOptions): Promise<Verification> {
  const faults: Fault[] = [];
  const add = (seq: number | null, kind: Fault['kind'], message: string): void => {
    if (faults.length < MOST_FAULTS) faults.push({ seq, kind, message });
  };
  const tree = createGrowingTree();
  const checkpoints = new Map(store.checkpoints().map((row) => [row.size, row]));
  const codes = (options.codes ?? []).flatMap((typed) => parseWitnessCode(typed) ?? []);
  let previous: Pick<EntryRow, 'leafHash' | 'at'> = { leafHash: noPrevious, at: '' };
  let expected = 0;
  let nodes = 0;

  for (let page = store.page(0, PAGE); page.length > 0; page = store.page((page.at(-1)?.seq ?? 0) + 1, PAGE)) {
    for (const row of page) {
      if (row.seq !== expected) {
        add(
          expected,
          'missing',
          row.seq === expected + 1
            ? `Entry ${expected} is missing.`
            : `Entries ${expected} to ${row.seq - 1} are missing.`,
        );
        expected = row.seq;
      }
      const leaf = leafHash(row.text);
      for (const fault of faultsOf(row, leaf, previous)) add(row.seq, fault.kind, fault.message);
      for (const node of tree.add(leaf)) {
        nodes += 1;
        if (store.findNode(node.level, node.position) !== node.hash)
          add(row.seq, 'nodes', `The tree kept at entry ${row.seq} is not that of the entries.`);
      }
      expected += 1;
      previous = { leafHash: leaf, at: row.at };
      const checkpoint = checkpoints.get(expected);
      if (checkpoint !== undefined) {
        checkpoints.delete(expected);
        if (checkpoint.root !== tree.root())
          add(
            expected - 1,
            'checkpoint',
            `The checkpoint of ${checkpoint.at} at ${expected} entries no longer matches: something at or before entry ${expected - 1} was changed since.`,
          );
        if (!options.signer.verify(checkpointText(checkpoint), checkpoint.signature))
          add(expected - 1, 'signature', `The signature of the checkpoint at ${expected} entries is wrong.`);
      }
      for (const code of codes.filter(({ size }) => size === expected)) {
        if (witnessCode(expected, tree.root()) !== code.code)
          add(
            expected - 1,
            'witness',
            `The code ${code.code} from paper does not match: something at or before entry ${expected - 1} was changed since it was printed.`,
          );
      }
    }
    options.signal?.throwIfAborted();
    options.onProgress?.(expected);
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const { size, at } of checkpoints.values())
    add(
      null,
      'truncated',
      `A checkpoint of ${at} speaks of ${size} entries, but there are only ${expected}: the end was cut off.`,
    );
  for (const { size, code } of codes.filter((each) => each.size > expected))
    add(null, 'truncated', `The code ${code} from paper speaks of ${size} entries, but there are only ${expected}.`);
  if (store.countNodes() > nodes)
    add(null, 'truncated', 'The tree holds more than the entries that are left: entries were cut off or removed.');
  return { ok: faults.length === 0, size: expected, root: tree.root(), faults };
}

function faultsOf(row: EntryRow, leaf: string, previous: Pick<EntryRow, 'leafHash' | 'at'>): Omit<Fault, 'seq'>[] {
  const faults: Omit<Fault, 'seq'>[] = [];
  if (leaf !== row.leafHash)
    faults.push({ kind: 'edited', message: `Entry ${row.seq} was changed: its text does not match its hash.` });
  const entry = parseEntry(row.text);
  if (entry === null) return [...faults, { kind: 'edited', message: `Entry ${row.seq} is not a ledger entry.` }];
  if (entry['previous'] !== previous.leafHash)
    faults.push({
      kind: 'chain',
      message: `Entry ${row.seq} does not follow the one before it: one of them was changed, put in or moved.`,
    });
  const actor = (entry['actor'] ?? {}) as Record<string, unknown>;
  const columns = [
    entry['seq'] === row.seq,
    entry['at'] === row.at,
    actor['id'] === row.actorId,
    actor['name'] === row.actorName,
    entry['action'] === row.action,
    entry['subject'] === row.subject,
  ];
  if (columns.includes(false))
    faults.push({
      kind: 'columns',
      message: `Entry ${row.seq} stands in the register under other names than in its text.`,
    });
  if (row.at < previous.at)
    faults.push({ kind: 'order', message: `Entry ${row.seq} is earlier than the one before it.` });
  return faults;
}

/** The entry, or null when the text is not canonical JSON of an object. */
function parseEntry(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return canonicalJson(value) === text ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // not JSON: said by the caller as an edited entry
  }
}

/** A tree built again from the leaves, in memory of a logarithm. */
function createGrowingTree() {
  const peaks: TreeNode[] = [];
  let size = 0;
  return {
    /** The nodes that became complete with this leaf, the leaf itself first. */
    add(leaf: string): TreeNode[] {
      let node: TreeNode = { level: 0, position: size, hash: leaf };
      const nodes = [node];
      for (let left = peaks.at(-1); left?.level === node.level; left = peaks.at(-1)) {
        peaks.pop();
        node = { level: node.level + 1, position: Math.floor(node.position / 2), hash: nodeHash(left.hash, node.hash) };
        nodes.push(node);
      }
      peaks.push(node);
      size += 1;
      return nodes;
    },
    root: (): string =>
      size === 0 ? emptyRoot : peaks.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right)),
  };
}
