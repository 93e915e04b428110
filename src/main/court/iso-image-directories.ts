import type { Instant } from '../platform/clock.ts';
import {
  directoryRecord,
  longestSection,
  pathTableEntry,
  recordLength,
  sectorBytes,
  sectorsFor,
  type VolumeFacts,
} from './iso-image-records.ts';
import { type DirectoryNode, directoriesInOrder, type FileNode, inOrder, type Naming } from './iso-image-tree.ts';

// One of an image's two trees: where its path tables and directories lie, and their bytes.

interface DirectoryPlace {
  readonly sector: number;
  readonly sizeBytes: number;
  /** Its number in the path table, from 1. */
  readonly number: number;
}

export interface PlacedTree {
  readonly naming: Naming;
  readonly places: ReadonlyMap<DirectoryNode, DirectoryPlace>;
  readonly tableBytes: number;
  readonly littleTableSector: number;
  readonly bigTableSector: number;
  /** The first sector after this tree. */
  readonly endSector: number;
}

/** Gives tables and directories their sectors, from `startSector` on. */
export function placeTree(root: DirectoryNode, naming: Naming, startSector: number): PlacedTree {
  const directories = directoriesInOrder(root, naming);
  const tableBytes = directories.reduce((sum, directory) => {
    const identifier = directory.parent === null ? itself : naming.identifier(directory);
    return sum + pathTableEntry({ identifier, startSector: 0, parent: 1 }, true).length;
  }, 0);
  const bigTableSector = startSector + sectorsFor(tableBytes);
  const places = new Map<DirectoryNode, DirectoryPlace>();
  let sector = bigTableSector + sectorsFor(tableBytes);
  for (const [index, directory] of directories.entries()) {
    const sizeBytes = directorySize(directory, naming);
    places.set(directory, { sector, sizeBytes, number: index + 1 });
    sector += sectorsFor(sizeBytes);
  }
  return { naming, places, tableBytes, littleTableSector: startSector, bigTableSector, endSector: sector };
}

const itself = Uint8Array.of(0); // 6.8.2.2: the identifier of the directory a record stands in, and of the root
const itsParent = Uint8Array.of(1);

/** The sections a file is recorded in (6.5.1); an empty file has one. They follow each other without a gap. */
function sectionsOf(sizeBytes: number): { readonly offset: number; readonly sizeBytes: number }[] {
  const sections = [];
  for (let offset = 0; offset === 0 || offset < sizeBytes; offset += longestSection)
    sections.push({ offset, sizeBytes: Math.min(longestSection, sizeBytes - offset) });
  return sections;
}

const membersOf = (directory: DirectoryNode, naming: Naming): (FileNode | DirectoryNode)[] =>
  inOrder<FileNode | DirectoryNode>([...directory.directories, ...directory.files], naming);

/** Where a record of this length stands when the one before ends at `at`: none crosses a sector's end (6.8.1.1). */
const placeRecord = (at: number, length: number): number =>
  (at % sectorBytes) + length > sectorBytes ? sectorsFor(at) * sectorBytes : at;

function directorySize(directory: DirectoryNode, naming: Naming): number {
  const lengths = [recordLength(1), recordLength(1)];
  for (const member of membersOf(directory, naming)) {
    const sections = 'sizeBytes' in member ? sectionsOf(member.sizeBytes) : [member];
    for (const _ of sections) lengths.push(recordLength(naming.identifier(member).length));
  }
  return sectorsFor(lengths.reduce((at, length) => placeRecord(at, length) + length, 0)) * sectorBytes;
}

function placeOf(tree: PlacedTree, directory: DirectoryNode): DirectoryPlace {
  const place = tree.places.get(directory);
  if (place === undefined) throw new Error('a directory without a place');
  return place;
}

/** The record a volume descriptor holds for its root (8.4.18). */
export const rootRecord = (tree: PlacedTree, root: DirectoryNode, createdAt: Instant): Uint8Array =>
  recordOf(placeOf(tree, root), itself, createdAt);

const recordOf = (place: DirectoryPlace, identifier: Uint8Array, createdAt: Instant): Uint8Array =>
  directoryRecord(
    { identifier, startSector: place.sector, sizeBytes: place.sizeBytes, isDirectory: true, continues: false },
    createdAt,
  );

/** The part of a volume descriptor that says where this tree's tables lie. */
export const tablePlaces = (
  tree: PlacedTree,
): Pick<VolumeFacts, 'pathTableBytes' | 'littleTableSector' | 'bigTableSector'> => ({
  pathTableBytes: tree.tableBytes,
  littleTableSector: tree.littleTableSector,
  bigTableSector: tree.bigTableSector,
});

/** Writes path tables and directories; every file must have its `startSector` by now. */
export function writeTree(image: Uint8Array, tree: PlacedTree, createdAt: Instant): void {
  writePathTables(image, tree);
  for (const directory of tree.places.keys()) {
    const start = placeOf(tree, directory).sector * sectorBytes;
    let at = 0;
    for (const record of recordsOf(tree, directory, createdAt)) {
      at = placeRecord(at, record.length);
      image.set(record, start + at);
      at += record.length;
    }
  }
}

function writePathTables(image: Uint8Array, tree: PlacedTree): void {
  let at = 0;
  for (const [directory, { sector }] of tree.places) {
    const { parent } = directory;
    const entry = {
      identifier: parent === null ? itself : tree.naming.identifier(directory),
      startSector: sector,
      parent: parent === null ? 1 : placeOf(tree, parent).number,
    };
    const little = pathTableEntry(entry, true);
    image.set(little, tree.littleTableSector * sectorBytes + at);
    image.set(pathTableEntry(entry, false), tree.bigTableSector * sectorBytes + at);
    at += little.length;
  }
}

function* recordsOf(tree: PlacedTree, directory: DirectoryNode, createdAt: Instant): Generator<Uint8Array> {
  yield recordOf(placeOf(tree, directory), itself, createdAt);
  yield recordOf(placeOf(tree, directory.parent ?? directory), itsParent, createdAt);
  for (const member of membersOf(directory, tree.naming)) {
    const identifier = tree.naming.identifier(member);
    if (!('sizeBytes' in member)) {
      yield recordOf(placeOf(tree, member), identifier, createdAt);
      continue;
    }
    const sections = sectionsOf(member.sizeBytes);
    for (const [index, section] of sections.entries()) {
      const startSector = member.startSector + section.offset / sectorBytes;
      const continues = index < sections.length - 1;
      const record = { identifier, startSector, sizeBytes: section.sizeBytes, isDirectory: false, continues };
      yield directoryRecord(record, createdAt);
    }
  }
}
