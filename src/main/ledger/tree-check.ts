import type { Add } from './fault.ts';
import type { LedgerStore, NodeRow } from './ledger-store.ts';
import { grow, isHash, nodeNumber, nodesOf, type Peaks, rootOfPeaks, type TreeNode } from './merkle-tree.ts';

/** Stands for a leaf that is nowhere kept. */
const unknownLeaf = '0'.repeat(64);

export type TreeCheck = ReturnType<typeof createTreeCheck>;

/** Builds the tree again, in memory of a logarithm, and compares each node with the one that is kept. */
export function createTreeCheck(store: LedgerStore, add: Add) {
  const kept = createNodeReader(store);
  // Counted before the first entry is read: what is appended meanwhile is not part of what is verified.
  const { leaves, nodes } = store.countNodes();
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

const AHEAD = 2000;

/** Reads the nodes in the order in which they were made, in long strides; null where nothing is kept. */
function createNodeReader(store: LedgerStore): (level: number, position: number) => string | null {
  let first = 0;
  let rows: (NodeRow | undefined)[] = [];
  return (level, position) => {
    const number = nodeNumber(level, position);
    if (number < first || number >= first + rows.length) {
      first = number;
      rows = Array.from({ length: AHEAD });
      for (const row of store.nodes(first, AHEAD)) rows[row[0] - first] = row;
    }
    const row = rows[number - first];
    return row?.[1] === level && row[2] === position ? row[3] : null;
  };
}
