import { hash } from 'node:crypto';

// The Merkle tree of RFC 9162 (as in certificate transparency), over hashes in hexadecimal. Level 0 holds the leaves; a
// node of level n covers 2^n of them and is kept once it is complete, so roots and proofs cost a logarithm.

/** The complete node of a level at a position, e.g. from a table. */
export type NodeAt = (level: number, position: number) => string;

/** SHA-256(0x00 ‖ the entry's canonical text). U+0000 is the byte 0x00 in UTF-8. */
export const leafHash = (text: string): string => hash('sha256', `\u0000${text}`, 'hex');

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

const children = Buffer.alloc(65, 1);

/** SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: string, right: string): string {
  // One buffer for all, as this runs once an entry. A hash that is not one would leave the bytes of the node before.
  if (children.write(left, 1, 'hex') !== 32 || children.write(right, 33, 'hex') !== 32)
    throw new RangeError('a node of the tree is 64 hexadecimal digits');
  return hash('sha256', children, 'hex');
}

export const emptyRoot = hash('sha256', '', 'hex');

export interface TreeNode {
  readonly level: number;
  readonly position: number;
  readonly hash: string;
}

/** The complete subtrees of a tree of any size, from the left: one for each binary digit 1 of its size. */
export type Peaks = readonly TreeNode[];

/** Peaks of the tree of `size` leaves. */
export function peaksOf(size: number, nodeAt: NodeAt): Peaks {
  const peaks: TreeNode[] = [];
  for (let start = 0; start < size; ) {
    const level = Math.floor(Math.log2(size - start));
    const position = start / 2 ** level;
    peaks.push({ level, position, hash: nodeAt(level, position) });
    start += 2 ** level;
  }
  return peaks;
}

/** Appends leaf `seq`: the peaks after it, and the nodes that it completes, the leaf itself first. */
export function grow(peaks: Peaks, seq: number, leaf: string): { peaks: Peaks; nodes: TreeNode[] } {
  let node: TreeNode = { level: 0, position: seq, hash: leaf };
  const nodes = [node];
  let kept = peaks.length;
  for (let left = peaks[kept - 1]; left?.level === node.level; left = peaks[kept - 1]) {
    kept -= 1;
    node = { level: node.level + 1, position: left.position / 2, hash: nodeHash(left.hash, node.hash) };
    nodes.push(node);
  }
  return { peaks: [...peaks.slice(0, kept), node], nodes };
}

/** How many complete nodes a tree has, leaves included: each level has half of those below. */
export function nodesOf(size: number): number {
  let count = 0;
  for (let level = size; level > 0; level = Math.floor(level / 2)) count += level;
  return count;
}

/** Which of all nodes this one is, counted from 0 in the order in which they are completed. */
export const nodeNumber = (level: number, position: number): number => nodesOf((position + 1) * 2 ** level - 1) + level;

export const rootOfPeaks = (peaks: Peaks): string =>
  peaks.length === 0 ? emptyRoot : peaks.map((peak) => peak.hash).reduceRight((right, left) => nodeHash(left, right));

/** Root of the leaves [start, start + count); `start` must be a multiple of the largest power of two below `count`. */
function rangeRoot(start: number, count: number, nodeAt: NodeAt): string {
  const level = Math.log2(count);
  if (Number.isInteger(level)) return nodeAt(level, start / count);
  const left = largestPowerBelow(count);
  return nodeHash(rangeRoot(start, left, nodeAt), rangeRoot(start + left, count - left, nodeAt));
}

/** The largest power of two smaller than `count` (two or more). */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** Root of the first `size` leaves. */
export const rootOf = (size: number, nodeAt: NodeAt): string => (size === 0 ? emptyRoot : rangeRoot(0, size, nodeAt));

/**
 * Proof that leaf `index` stands in the tree of `size` leaves (RFC 9162, 2.1.3.1), from the leaf upwards.
 * @throws RangeError when there is no such leaf in that tree.
 */
export function inclusionProof(index: number, size: number, nodeAt: NodeAt): string[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const prove = (at: number, start: number, count: number): string[] => {
    if (count === 1) return [];
    const left = largestPowerBelow(count);
    return at < left
      ? [...prove(at, start, left), rangeRoot(start + left, count - left, nodeAt)]
      : [...prove(at - left, start + left, count - left), rangeRoot(start, left, nodeAt)];
  };
  return prove(index, 0, size);
}

/**
 * Proof that the tree of `first` leaves is the beginning of the tree of `second` leaves (RFC 9162, 2.1.4.1).
 * @throws RangeError when the first is the larger one.
 */
export function consistencyProof(first: number, second: number, nodeAt: NodeAt): string[] {
  if (!(first >= 0 && first <= second)) throw new RangeError(`${first} leaves are not the beginning of ${second}`);
  const prove = (old: number, start: number, count: number, whole: boolean): string[] => {
    if (old === count) return whole ? [] : [rangeRoot(start, count, nodeAt)];
    const left = largestPowerBelow(count);
    return old <= left
      ? [...prove(old, start, left, whole), rangeRoot(start + left, count - left, nodeAt)]
      : [...prove(old - left, start + left, count - left, false), rangeRoot(start, left, nodeAt)];
  };
  return first === 0 || first === second ? [] : prove(first, 0, second, true);
}

/** Whether a proof leads from a leaf to the root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  claim: { index: number; size: number; leaf: string; root: string },
  proof: readonly string[],
): boolean {
  if (claim.index < 0 || claim.index >= claim.size || ![claim.leaf, ...proof].every(isHash)) return false;
  let [position, last, current] = [claim.index, claim.size - 1, claim.leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      current = nodeHash(sibling, current);
      while (position % 2 === 0 && position !== 0) [position, last] = [position / 2, Math.floor(last / 2)];
    } else {
      current = nodeHash(current, sibling);
    }
    [position, last] = [Math.floor(position / 2), Math.floor(last / 2)];
  }
  return last === 0 && current === claim.root;
}

/** Whether the tree with `firstRoot` is the beginning of the one with `secondRoot` (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  claim: { first: number; firstRoot: string; second: number; secondRoot: string },
  proof: readonly string[],
): boolean {
  const { first, firstRoot, second, secondRoot } = claim;
  if (first < 0 || first > second || ![firstRoot, ...proof].every(isHash)) return false;
  if (first === second) return proof.length === 0 && firstRoot === secondRoot;
  if (first === 0) return proof.length === 0 && firstRoot === emptyRoot;
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  let [position, last] = [first - 1, second - 1];
  while (position % 2 === 1) [position, last] = [Math.floor(position / 2), Math.floor(last / 2)];
  const [start, ...rest] = path;
  if (start === undefined) return false;
  let [old, current] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      old = nodeHash(sibling, old);
      current = nodeHash(sibling, current);
      while (position % 2 === 0 && position !== 0) [position, last] = [position / 2, Math.floor(last / 2)];
    } else {
      current = nodeHash(current, sibling);
    }
    [position, last] = [Math.floor(position / 2), Math.floor(last / 2)];
  }
  return last === 0 && old === firstRoot && current === secondRoot;
}
