import type { Add } from './fault.ts';
import type { LedgerStore, NodeRow } from './ledger-store.ts';
import { grow, isHash, type Peaks, rootOfPeaks, type TreeNode } from './merkle-tree.ts';

/** Stands for a leaf that is nowhere kept. */
const unknownLeaf = '0'.repeat(64);

export type TreeCheck = ReturnType<typeof createTreeCheck>;

/** Builds the tree again, in memory of a logarithm, and compares each node with the one that is kept. */
export function createTreeCheck(store: LedgerStore, add: Add) {
  const kept = createNodeReader(store);
  // Counted before the first entry is read: what is appended meanwhile is not part of what is verified.
  const [leaves, nodes] = [store.countLeaves(), store.countNodes()];
  /** Kept nodes that are wrong: those above them follow from them and are not said again. */
  const wrong = new Set<string>();
  const name = (level: number, position: number): string => `${level}/${position}`;
  let peaks: Peaks = [];
  let size = 0;

  const compare = (seq: number, { level, position, hash }: TreeNode): void => {
    const [left, right] = [name(level - 1, position * 2), name(level - 1, position * 2 + 1)];
    const follows = wrong.delete(left) || wrong.has(right);
    wrong.delete(right);
    if (kept(level, position) === hash) return;
    wrong.add(name(level, position));
    if (!follows)
      add(
        seq,
        'nodes',
        `The tree over the entries up to ${seq} was changed: one of its nodes is not that of the entries.`,
      );
  };

  return {
    size: (): number => size,
    root: (): string => rootOfPeaks(peaks),
    /** The hash kept of an entry; null when there is none. */
    leafAt(place: number): string | null {
      const hash = kept(0, place);
      return hash !== null && isHash(hash) ? hash : null;
    },
    isLeafAt: (place: number, leaf: string): boolean => kept(0, place) === leaf,
    /** How many entries the tree knows. */
    leaves: (): number => leaves,

    /** The next leaf. The leaf itself is compared by the caller, who knows the entry; the nodes above it here. */
    push(leaf: string | null): void {
      const grown = grow(peaks, size, leaf ?? unknownLeaf);
      for (const node of grown.nodes.slice(1)) compare(size, node);
      if (kept(0, size) !== leaf) wrong.add(name(0, size));
      peaks = grown.peaks;
      size += 1;
    },

    /** After the last entry: does the tree know more than there is? */
    end(): void {
      if (leaves > size)
        add(
          size,
          'truncated',
          leaves === size + 1
            ? `The last entry, ${size}, is missing: the tree still knows it.`
            : `The last ${leaves - size} entries, ${size} to ${leaves - 1}, are missing: the tree still knows them.`,
        );
      else if (nodes > nodesOf(size))
        add(null, 'nodes', 'The tree holds nodes that belong to no entry: it was changed, or entries were removed.');
    },
  };
}

/** How many complete nodes a tree has, leaves included: each level has half of those below. */
function nodesOf(size: number): number {
  let count = 0;
  for (let level = size; level > 0; level = Math.floor(level / 2)) count += level;
  return count;
}

const AHEAD = 1000;

/** Reads each level from left to right in long strides; null where nothing is kept. */
function createNodeReader(store: LedgerStore): (level: number, position: number) => string | null {
  const levels = new Map<number, { start: number; rows: readonly NodeRow[] }>();
  return (level, position) => {
    let read = levels.get(level);
    if (read === undefined || position < read.start || position >= read.start + read.rows.length) {
      read = { start: position, rows: store.nodes(level, position, Math.max(2, AHEAD >> level)) };
      levels.set(level, read);
    }
    const row = read.rows[position - read.start];
    if (row?.[0] === position) return row[1];
    return read.rows.find(([at]) => at === position)?.[1] ?? null; // a node before it is missing
  };
}
