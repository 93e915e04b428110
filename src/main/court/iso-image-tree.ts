import { AppError } from '../../shared/failure.ts';
import { asciiBytes, requireJolietName, shortNames, ucs2Bytes } from './iso-image-names.ts';

// The directories of an image, built from plain paths. The same tree is written twice, once with short names and once
// with Joliet's; a `Naming` says which.

export interface FileNode {
  readonly name: string;
  readonly shortName: string;
  readonly sizeBytes: number;
  /** Set by the layout: where the file's bytes begin. */
  startSector: number;
}

export interface DirectoryNode {
  readonly name: string;
  readonly shortName: string;
  readonly parent: DirectoryNode | null;
  readonly directories: readonly DirectoryNode[];
  readonly files: readonly FileNode[];
}

/** Sees a member's identifier, as bytes, and compares two of one kind as the standard orders them. */
export interface Naming {
  readonly joliet: boolean;
  identifier(node: FileNode | DirectoryNode): Uint8Array;
}

const isFile = (node: FileNode | DirectoryNode): node is FileNode => 'sizeBytes' in node;

export const isoNaming: Naming = {
  joliet: false,
  identifier: (node) => asciiBytes(isFile(node) ? `${node.shortName};1` : node.shortName),
};

export const jolietNaming: Naming = {
  joliet: true,
  identifier: (node) => ucs2Bytes(isFile(node) ? `${node.name};1` : node.name),
};

/** ECMA-119 6.8.2.1: eight levels, the root being the first. */
const deepest = 8;

interface Draft {
  readonly directories: Map<string, Draft>;
  readonly files: Map<string, FileEntry>;
}

interface FileEntry {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A tree and, for each given path, the node that stands for it. */
export interface ImageTree {
  readonly root: DirectoryNode;
  readonly nodes: ReadonlyMap<string, FileNode>;
}

/** Throws AppError('invalid-input') for a path that is absolute, too deep, twice there, or has a part no disc can carry. */
export function buildTree(entries: readonly FileEntry[]): ImageTree {
  const draft: Draft = { directories: new Map(), files: new Map() };
  for (const entry of entries) place(draft, entry);
  const nodes = new Map<string, FileNode>();
  return { root: finish({ draft, name: '', shortName: '', parent: null }, nodes), nodes };
}

function place(root: Draft, entry: FileEntry): void {
  const parts = entry.path.split('/');
  const name = parts.pop() ?? '';
  if (parts.length + 1 > deepest) throw refused('too deep inside other folders');
  for (const part of [...parts, name]) requireJolietName(part);
  let here = root;
  for (const part of parts) {
    if (here.files.has(part)) throw refused('twice there');
    const next = here.directories.get(part) ?? { directories: new Map(), files: new Map() };
    here.directories.set(part, next);
    here = next;
  }
  if (here.files.has(name) || here.directories.has(name)) throw refused('twice there');
  here.files.set(name, entry);
}

const refused = (why: string): AppError =>
  new AppError('invalid-input', `A file cannot be written to a disc because it is ${why}. Give it another place.`);

interface Finishing {
  readonly draft: Draft;
  readonly name: string;
  readonly shortName: string;
  readonly parent: DirectoryNode | null;
}

function finish({ draft, name, shortName, parent }: Finishing, nodes: Map<string, FileNode>): DirectoryNode {
  const names = [...draft.directories.keys(), ...draft.files.keys()];
  const shorts = shortNames(names.map((each) => ({ name: each, isDirectory: draft.directories.has(each) })));
  const shortOf = new Map(names.map((each, index) => [each, shorts[index] ?? '']));
  const directories: DirectoryNode[] = [];
  const files: FileNode[] = [];
  const node: DirectoryNode = { name, shortName, parent, directories, files };
  for (const [each, inner] of draft.directories)
    directories.push(finish({ draft: inner, name: each, shortName: shortOf.get(each) ?? '', parent: node }, nodes));
  for (const [each, entry] of draft.files) {
    const file = { name: each, shortName: shortOf.get(each) ?? '', sizeBytes: entry.sizeBytes, startSector: 0 };
    files.push(file);
    nodes.set(entry.path, file);
  }
  return node;
}

/** Members in the order of ECMA-119 9.3: identifiers compared byte by byte, the shorter filled up in front of others. */
export function inOrder<T extends FileNode | DirectoryNode>(members: readonly T[], naming: Naming): T[] {
  return [...members].sort((a, b) => compareBytes(naming.identifier(a), naming.identifier(b)));
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** All directories in the order of a path table (6.9.1): level by level, parents before children, names in order. */
export function directoriesInOrder(root: DirectoryNode, naming: Naming): DirectoryNode[] {
  const all: DirectoryNode[] = [];
  for (let level = [root]; level.length > 0; ) {
    all.push(...level);
    level = level.flatMap((directory) => inOrder(directory.directories, naming));
  }
  return all;
}
