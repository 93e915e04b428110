import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  consistencyProof,
  emptyRoot,
  grow,
  inclusionProof,
  leafHash,
  type NodeAt,
  nodeHash,
  type Peaks,
  peaksOf,
  rootOf,
  rootOfPeaks,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/main/ledger/merkle-tree.ts';

// The eight leaves and their roots that every certificate-transparency implementation is tested with
// (google/certificate-transparency, merkletree/merkle_tree_test.cc), and RFC 9162's definitions, word for word.

const knownLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const knownRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
/** Every one of the known leaves is ASCII, so it is its own text. */
const knownHashes = knownLeaves.map((hex) => leafHash(Buffer.from(hex, 'hex').toString('latin1')));

/** A tree in memory, made one leaf after the other as the ledger makes it. */
function treeOf(leaves: readonly string[]) {
  const nodes = new Map<string, string>();
  let peaks: Peaks = [];
  for (const [seq, leaf] of leaves.entries()) {
    const grown = grow(peaks, seq, leaf);
    for (const { level, position, hash } of grown.nodes) nodes.set(`${level}/${position}`, hash);
    peaks = grown.peaks;
  }
  const nodeAt: NodeAt = (level, position) => {
    const hash = nodes.get(`${level}/${position}`);
    if (hash === undefined) throw new Error(`no node ${level}/${position}`);
    return hash;
  };
  return { nodeAt, peaks };
}

const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** RFC 9162, 2.1.1: the largest power of two smaller than n, left and right of it. */
function definedRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return sha256().toString('hex');
  if (leaves.length === 1) return leaves[0] ?? '';
  const k = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  const halves = [definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k))].map((hex) => Buffer.from(hex, 'hex'));
  return sha256(Uint8Array.of(1), ...halves).toString('hex');
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => leafHash(`leaf ${index}`));
const flip = (hash: string, bit: number): string => {
  const bytes = Buffer.from(hash, 'hex');
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return bytes.toString('hex');
};

test('the roots of the known leaves are the known ones at every size', () => {
  expect(emptyRoot).toBe(knownRoots[0]);
  for (const [size, root] of knownRoots.entries()) {
    const { nodeAt, peaks } = treeOf(knownHashes.slice(0, size));
    expect(rootOf(size, nodeAt)).toBe(root);
    expect(rootOfPeaks(peaks)).toBe(root);
  }
});

test('a leaf is SHA-256 over a zero byte and its text in UTF-8, a node over a one byte and its children', () => {
  const text = 'Zoë Öztürk 🎥';
  expect(leafHash(text)).toBe(sha256(Uint8Array.of(0), Buffer.from(text, 'utf8')).toString('hex'));
  const [left, right] = [leafHash('left'), leafHash('right')];
  expect(nodeHash(left, right)).toBe(
    sha256(Uint8Array.of(1), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')).toString('hex'),
  );
  expect(nodeHash(right, left)).not.toBe(nodeHash(left, right));
});

test.each(['', 'abc', 'g'.repeat(64), 'a'.repeat(62)])('a node over "%s", which is no hash, is refused', (text) => {
  nodeHash(leafHash('left'), leafHash('right'));
  expect(() => nodeHash(text, leafHash('right'))).toThrow(RangeError);
  expect(() => nodeHash(leafHash('left'), text)).toThrow(RangeError);
});

test('the known inclusion and consistency proofs of the known leaves come out', () => {
  const { nodeAt } = treeOf(knownHashes);
  expect(inclusionProof(0, 1, nodeAt)).toEqual([]);
  expect(inclusionProof(0, 8, nodeAt)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  expect(inclusionProof(5, 8, nodeAt)).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  expect(inclusionProof(2, 3, nodeAt)).toEqual(['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']);
  expect(consistencyProof(1, 1, nodeAt)).toEqual([]);
  expect(consistencyProof(6, 8, nodeAt)).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  expect(consistencyProof(2, 5, nodeAt)).toEqual([
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ]);
});

test('at any size the root is that of the definition, and the peaks read back are those grown', () => {
  for (let size = 0; size <= 70; size += 1) {
    const { nodeAt, peaks } = treeOf(numbered(size));
    expect(rootOf(size, nodeAt)).toBe(definedRoot(numbered(size)));
    expect(rootOfPeaks(peaks)).toBe(definedRoot(numbered(size)));
    expect(peaksOf(size, nodeAt)).toEqual(peaks);
  }
});

const MOST = 300;
const big = treeOf(numbered(MOST));
const sizeAndIndex = fc
  .integer({ min: 1, max: MOST })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }));
const anyBit = fc.record({ part: fc.nat(), bit: fc.integer({ min: 0, max: 255 }) });

test('any leaf is proved in any tree; with any bit of leaf, proof or root flipped, or another place, it is not', () => {
  fc.assert(
    fc.property(sizeAndIndex, anyBit, fc.nat(MOST), ({ size, index }, { part, bit }, other) => {
      const root = rootOf(size, big.nodeAt);
      const leaf = leafHash(`leaf ${index}`);
      const proof = inclusionProof(index, size, big.nodeAt);
      const verify = (change: Partial<{ index: number; leaf: string; root: string }>, path = proof): boolean =>
        verifyInclusion({ index, size, leaf, root, ...change }, path);
      expect(verify({})).toBe(true);
      expect(verify({ leaf: flip(leaf, bit) })).toBe(false);
      expect(verify({ root: flip(root, bit) })).toBe(false);
      expect(verify({}, [...proof, leaf])).toBe(false);
      if (other !== index) expect(verify({ index: other })).toBe(false);
      if (proof.length === 0) return;
      const at = part % proof.length;
      expect(verify({}, proof.with(at, flip(proof[at] ?? '', bit)))).toBe(false);
      expect(verify({}, proof.toSpliced(at, 1))).toBe(false);
      expect(verify({}, proof.with(at, 'no hash'))).toBe(false);
    }),
  );
});

const twoSizes = fc
  .integer({ min: 0, max: MOST })
  .chain((second) => fc.record({ first: fc.integer({ min: 0, max: second }), second: fc.constant(second) }));

test('any tree is proved to be the beginning of any larger one; with any bit flipped it is not', () => {
  fc.assert(
    fc.property(twoSizes, anyBit, ({ first, second }, { part, bit }) => {
      const [firstRoot, secondRoot] = [rootOf(first, big.nodeAt), rootOf(second, big.nodeAt)];
      const proof = consistencyProof(first, second, big.nodeAt);
      const verify = (change: Partial<{ firstRoot: string; secondRoot: string }>, path = proof): boolean =>
        verifyConsistency({ first, second, firstRoot, secondRoot, ...change }, path);
      expect(verify({})).toBe(true);
      expect(verify({ firstRoot: flip(firstRoot, bit) })).toBe(false);
      expect(verify({}, [...proof, firstRoot])).toBe(false);
      if (first === 0) return; // the empty tree begins every other, whatever its root
      expect(verify({ secondRoot: flip(secondRoot, bit) })).toBe(false);
      if (proof.length === 0) return;
      const at = part % proof.length;
      expect(verify({}, proof.with(at, flip(proof[at] ?? '', bit)))).toBe(false);
      expect(verify({}, proof.toSpliced(at, 1))).toBe(false);
    }),
  );
});

test('the tree of a changed leaf is not the beginning of the tree that grew from the true one', () => {
  const changed = treeOf(numbered(MOST).with(3, leafHash('another')));
  for (const first of [4, 5, 7, 8, 100, 256, 299]) {
    const claim = { first, second: MOST, secondRoot: rootOf(MOST, big.nodeAt) };
    const proof = consistencyProof(first, MOST, big.nodeAt);
    expect(verifyConsistency({ ...claim, firstRoot: rootOf(first, big.nodeAt) }, proof)).toBe(true);
    expect(verifyConsistency({ ...claim, firstRoot: rootOf(first, changed.nodeAt) }, proof)).toBe(false);
  }
});

test('a proof of what cannot be is refused', () => {
  for (const [index, size] of [
    [8, 8],
    [-1, 8],
    [0, 0],
  ] as const)
    expect(() => inclusionProof(index, size, big.nodeAt)).toThrow(RangeError);
  for (const [first, second] of [
    [9, 8],
    [-1, 8],
  ] as const)
    expect(() => consistencyProof(first, second, big.nodeAt)).toThrow(RangeError);
  expect(verifyInclusion({ index: -1, size: 8, leaf: leafHash(''), root: emptyRoot }, [])).toBe(false);
  const roots = { firstRoot: emptyRoot, secondRoot: emptyRoot };
  expect(verifyConsistency({ first: 9, second: 8, ...roots }, [])).toBe(false);
});
