import { createHash } from 'node:crypto';

// The Merkle tree of RFC 9162 (as in certificate transparency), over hashes in hexadecimal. Level 0 holds the leaves; a
// node of level n covers 2^n of them and is kept once it is complete, so roots and proofs cost a logarithm.

/** The complete node of a level at a position, e.g. from a table. */
export type NodeAt = (level: number, position: number) => string;

const hash = (prefix: number, ...parts: readonly Uint8Array[]): string => {
  const digest = createHash('sha256').update(Uint8Array.of(prefix));
  for (const part of parts) digest.update(part);
  return digest.digest('hex');
};

/** SHA-256(0x00 ‖ the entry's canonical text). */
export const leafHash = (text: string): string => hash(0, Buffer.from(text, 'utf8'));

/** SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: string, right: string): string =>
  hash(1, Buffer.from(left, 'hex'), Buffer.from(right, 'hex'));

export const emptyRoot = createHash('sha256').digest('hex');

export interface TreeNode {
  readonly level: number;
  readonly position: number;
  readonly hash: string;
}

/** The nodes that become complete when leaf `seq` is appended, the leaf itself first. */
export function completedNodes(seq: number, leaf: string, nodeAt: NodeAt): TreeNode[] {
  const nodes: TreeNode[] = [{ level: 0, position: seq, hash: leaf }];
  let [level, position, current] = [0, seq, leaf];
  while (position % 2 === 1) {
    current = nodeHash(nodeAt(level, position - 1), current);
    level += 1;
    position = (position - 1) / 2;
    nodes.push({ level, position, hash: current });
  }
  return nodes;
}

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

/** Proof that leaf `index` stands in the tree of `size` leaves (RFC 9162, 2.1.3.1), from the leaf upwards. */
export function inclusionProof(index: number, size: number, nodeAt: NodeAt): string[] {
  const prove = (at: number, start: number, count: number): string[] => {
    if (count === 1) return [];
    const left = largestPowerBelow(count);
    return at < left
      ? [...prove(at, start, left), rangeRoot(start + left, count - left, nodeAt)]
      : [...prove(at - left, start + left, count - left), rangeRoot(start, left, nodeAt)];
  };
  return prove(index, 0, size);
}

/** Proof that the tree of `first` leaves is the beginning of the tree of `second` leaves (RFC 9162, 2.1.4.1). */
export function consistencyProof(first: number, second: number, nodeAt: NodeAt): string[] {
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
  if (claim.index >= claim.size) return false;
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
  if (first > second) return false;
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
