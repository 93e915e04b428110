import { AppError } from '../../shared/failure.ts';
import type { Instant } from '../platform/clock.ts';
import { placeTree, rootRecord, tablePlaces, writeTree } from './iso-image-directories.ts';
import { volumeName } from './iso-image-names.ts';
import { sectorBytes, sectorsFor, terminator, volumeDescriptor } from './iso-image-records.ts';
import { buildTree, isoNaming, jolietNaming } from './iso-image-tree.ts';

// An ISO 9660 (level 3) and Joliet image as a stream: footage goes from its sealed object to the burner without a copy
// on the laptop's drive (docs/decisions/0004-disc-image-is-streamed.md). The same entries give the same bytes.

/** A file that will be written. `open` may be called more than once and gives the same bytes each time. */
export interface ImageEntry {
  /** Path on the disc, relative, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface ImageOptions {
  /** The disc's name; letters, digits and `_`. Sixteen characters are seen everywhere. */
  readonly volumeId: string;
  /** The date of the volume and of every file in it. */
  readonly createdAt: Instant;
}

export interface ImageFile {
  readonly entry: ImageEntry;
  /** Where the file's bytes begin in the image. They lie in one piece. */
  readonly startByte: number;
}

export interface ImageLayout {
  readonly volumeId: string;
  readonly imageBytes: number;
  /** Everything before the first file: descriptors, path tables, directories. */
  readonly metadata: Uint8Array<ArrayBuffer>;
  /** In the order in which they are written. */
  readonly files: readonly ImageFile[];
}

const firstDescriptor = 16; // 6.2.1: the first sixteen sectors are the system's own
const mostSectors = 0xffff_ffff;

/** Decides where everything lies. Throws AppError('invalid-input') for paths that no disc can carry (see buildTree). */
export function layoutImage(entries: readonly ImageEntry[], { volumeId, createdAt }: ImageOptions): ImageLayout {
  const { root, nodes } = buildTree(entries);
  const iso = placeTree(root, isoNaming, firstDescriptor + 3);
  const joliet = placeTree(root, jolietNaming, iso.endSector);
  let sector = joliet.endSector;
  const files: ImageFile[] = [];
  for (const entry of entries) {
    const node = nodes.get(entry.path);
    if (node === undefined) throw new Error('a file without a place');
    node.startSector = sector;
    files.push({ entry, startByte: sector * sectorBytes });
    sector += sectorsFor(entry.sizeBytes);
  }
  if (sector > mostSectors) throw new AppError('invalid-input', 'This is too much for a disc: divide it into several.');
  const facts = { volumeId: volumeName(volumeId), createdAt, volumeSectors: sector };
  const metadata = new Uint8Array(joliet.endSector * sectorBytes);
  for (const [index, tree] of [iso, joliet].entries()) {
    const volume = {
      ...facts,
      ...tablePlaces(tree),
      joliet: tree.naming.joliet,
      root: rootRecord(tree, root, createdAt),
    };
    metadata.set(volumeDescriptor(volume), (firstDescriptor + index) * sectorBytes);
    writeTree(metadata, tree, createdAt);
  }
  metadata.set(terminator(), (firstDescriptor + 2) * sectorBytes);
  return { volumeId: facts.volumeId, imageBytes: sector * sectorBytes, metadata, files };
}

/**
 * The image's bytes in order, exactly `imageBytes` of them. Nothing is held but the piece in hand; a slow reader slows
 * the sources. Throws AppError('integrity') when a source gives more or fewer bytes than it promised, and whatever a
 * source throws.
 */
export async function* streamImage(layout: ImageLayout): AsyncGenerator<Uint8Array> {
  yield layout.metadata;
  for (const { entry } of layout.files) {
    let left = entry.sizeBytes;
    for await (const piece of entry.open()) {
      left -= piece.length;
      if (left < 0) throw wrongSize();
      if (piece.length > 0) yield piece;
    }
    if (left !== 0) throw wrongSize();
    const padding = sectorsFor(entry.sizeBytes) * sectorBytes - entry.sizeBytes;
    if (padding > 0) yield new Uint8Array(padding);
  }
}

const wrongSize = (): AppError =>
  new AppError('integrity', 'A file is not as long as the record says: do not use this disc, and report it.');
