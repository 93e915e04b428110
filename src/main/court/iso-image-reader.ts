import { AppError } from '../../shared/failure.ts';
import type { ByteSource } from '../platform/byte-source.ts';
import { sectorBytes } from './iso-image-records.ts';

// Reads the Joliet tree of an image or a disc back, without a mount: what is compared is what lies on the disc, not
// what an operating system remembers of it.

/** A file as it lies on the disc, in one piece. */
export interface DiscFile {
  readonly path: string;
  readonly startByte: number;
  readonly sizeBytes: number;
}

interface Section {
  readonly name: string;
  readonly startByte: number;
  readonly sizeBytes: number;
  readonly isDirectory: boolean;
  readonly continues: boolean;
}

const mostFiles = 100_000; // a damaged or hostile disc must not be read for ever

/** The name of the volume in its primary descriptor (ECMA-119 8.4.7); null when this is no ISO 9660 disc. */
export async function readVolumeId(disc: ByteSource): Promise<string | null> {
  const bytes = await disc.read(16 * sectorBytes, sectorBytes);
  if (bytes.length < sectorBytes || bytes[0] !== 1 || text(bytes.subarray(1, 6)) !== 'CD001') return null;
  return text(bytes.subarray(40, 72)).trimEnd();
}

/** All files of the disc. Throws AppError('integrity') when it holds no tree of ours or one that contradicts itself. */
export async function listDiscFiles(disc: ByteSource): Promise<DiscFile[]> {
  const found: DiscFile[] = [];
  const seen = new Set<number>();
  const waiting = [{ path: '', section: await findRoot(disc) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next.section.startByte)) throw unreadable();
    seen.add(next.section.startByte);
    for (const section of joinSections(await readDirectory(disc, next.section))) {
      const path = `${next.path}${section.name}`;
      if (section.isDirectory) waiting.push({ path: `${path}/`, section });
      else found.push({ path, startByte: section.startByte, sizeBytes: section.sizeBytes });
    }
    if (found.length + waiting.length > mostFiles) throw unreadable();
  }
  return found.sort((a, b) => a.startByte - b.startByte || (a.path < b.path ? -1 : 1));
}

const unreadable = (): AppError =>
  new AppError(
    'integrity',
    'The contents of this disc cannot be read: do not rely on it, and keep it for examination.',
  );

async function findRoot(disc: ByteSource): Promise<Section> {
  for (let sector = 16; sector < 32; sector += 1) {
    const bytes = await disc.read(sector * sectorBytes, sectorBytes);
    if (bytes.length < sectorBytes || text(bytes.subarray(1, 6)) !== 'CD001' || bytes[0] === 255) throw unreadable();
    const isJoliet = bytes[0] === 2 && text(bytes.subarray(88, 91)) === '%/E';
    if (isJoliet) return parseRecord(bytes.subarray(156, 190));
  }
  throw unreadable();
}

const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

async function readDirectory(disc: ByteSource, directory: Section): Promise<Section[]> {
  if (directory.startByte + directory.sizeBytes > disc.sizeBytes) throw unreadable();
  const bytes = await disc.read(directory.startByte, directory.sizeBytes);
  const sections: Section[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at] ?? 0;
    if (length === 0) {
      at = (Math.floor(at / sectorBytes) + 1) * sectorBytes;
      continue;
    }
    if (length < 34 || at + length > bytes.length) throw unreadable();
    sections.push(parseRecord(bytes.subarray(at, at + length)));
    at += length;
  }
  return sections.slice(2); // the directory itself and its parent
}

function parseRecord(record: Uint8Array): Section {
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const identifier = record.subarray(33, 33 + view.getUint8(32));
  const flags = view.getUint8(25);
  return {
    name: nameOf(identifier),
    startByte: view.getUint32(2, true) * sectorBytes,
    sizeBytes: view.getUint32(10, true),
    isDirectory: (flags & 0x02) !== 0,
    continues: (flags & 0x80) !== 0,
  };
}

function nameOf(identifier: Uint8Array): string {
  let name = '';
  for (let at = 0; at + 1 < identifier.length; at += 2)
    name += String.fromCharCode(((identifier[at] ?? 0) << 8) | (identifier[at + 1] ?? 0));
  return name.replace(/;1$/, '');
}

/** A file of more than one section becomes one again; its sections must follow each other without a gap. */
function joinSections(sections: readonly Section[]): Section[] {
  const joined: Section[] = [];
  let continues = false;
  for (const section of sections) {
    const before = joined.at(-1);
    if (continues && before !== undefined) {
      if (before.name !== section.name || before.startByte + before.sizeBytes !== section.startByte) throw unreadable();
      joined[joined.length - 1] = { ...before, sizeBytes: before.sizeBytes + section.sizeBytes };
    } else joined.push(section);
    continues = section.continues;
  }
  if (continues) throw unreadable();
  return joined;
}
