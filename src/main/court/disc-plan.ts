// Which bytes of a bundle go on which disc of a set. The same files and the same discs give the same plan.

export interface PlannedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Bytes `from` to `from + sizeBytes` of a file, on one disc. */
export interface Piece {
  /** Counted from 1. */
  readonly disc: number;
  readonly from: number;
  readonly sizeBytes: number;
}

export interface DiscRoom {
  readonly capacityBytes: number;
  /** What every disc carries besides: page, lists, signature, record, and its own directory. */
  readonly reservedBytes: number;
}

const sector = 2048;
/** A file's two directory records and its lines in the lists, with what is lost where a record would cross a sector. */
const recordBytes = 2048;
/** ISO 9660 writes a record for each 4 GiB of a file. */
const extentBytes = 4 * 1024 ** 3 - sector;
/** A folder: a sector in each of two directory trees, its records there, and its lines in four path tables. */
const folderBytes = 4 * sector;

const foldersOf = (path: string): string[] => {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
};

const overheadOf = (sizeBytes: number): number => recordBytes * (1 + Math.floor(sizeBytes / extentBytes)) + sector;

interface Open {
  number: number;
  leftBytes: number;
  folders: Set<string>;
}

/**
 * Files keep their order and are filled in disc after disc. Only a file that no disc can take whole is divided; a part of
 * it smaller than a sixteenth of a disc is not begun. Null when a disc has no room for anything beside what it must carry.
 */
export function planDiscs(files: readonly PlannedFile[], { capacityBytes, reservedBytes }: DiscRoom): Piece[][] | null {
  const emptyBytes = capacityBytes - reservedBytes;
  const open = (number: number): Open => ({ number, leftBytes: emptyBytes, folders: new Set() });
  let disc = open(1);
  const roomFor = (path: string, into: Open): number => {
    const fresh = foldersOf(path).filter((folder) => !into.folders.has(folder)).length;
    return Math.max(0, into.leftBytes - fresh * folderBytes);
  };
  const put = (path: string, from: number, sizeBytes: number): Piece => {
    const leftBytes = roomFor(path, disc) - sizeBytes - overheadOf(sizeBytes);
    for (const folder of foldersOf(path)) disc.folders.add(folder);
    disc.leftBytes = leftBytes;
    return { disc: disc.number, from, sizeBytes };
  };
  const plan: Piece[][] = [];
  for (const { path, sizeBytes } of files) {
    const need = sizeBytes + overheadOf(sizeBytes);
    const whole = roomFor(path, open(0));
    if (need <= whole) {
      if (need > roomFor(path, disc)) disc = open(disc.number + 1);
      plan.push([put(path, 0, sizeBytes)]);
      continue;
    }
    const leastPart = Math.ceil(whole / 16);
    const pieces: Piece[] = [];
    for (let from = 0; from < sizeBytes; ) {
      const room = largestIn(roomFor(path, disc));
      if (room < leastPart || room <= 0) {
        if (disc.folders.size === 0) return null;
        disc = open(disc.number + 1);
        continue;
      }
      const size = Math.min(room, sizeBytes - from);
      pieces.push(put(path, from, size));
      from += size;
      if (from < sizeBytes) disc = open(disc.number + 1);
    }
    plan.push(pieces);
  }
  return plan;
}

/** The most bytes of one file that fit into this room with what they need besides, in whole sectors. */
function largestIn(roomBytes: number): number {
  const size = Math.max(0, roomBytes - overheadOf(roomBytes));
  return size - (size % sector);
}

export const discsIn = (plan: readonly (readonly Piece[])[]): number =>
  plan.reduce((most, pieces) => Math.max(most, pieces.at(-1)?.disc ?? 1), 1);

/** The longest name a disc carries (bundle-names.ts). */
const longestName = 62;

/** `x.dav.part1of3`: beside where the file would lie. */
export function partPath(path: string, index: number, count: number, mark = ''): string {
  const slash = path.lastIndexOf('/') + 1;
  const ending = `${mark}.part${index + 1}of${count}`;
  return path.slice(0, slash) + path.slice(slash).slice(0, longestName - ending.length) + ending;
}

/** The names of a file's parts, none of which is `taken`; they are taken afterwards. */
export function partPaths(path: string, count: number, taken: Set<string>): string[] {
  for (let attempt = 1; ; attempt += 1) {
    const mark = attempt === 1 ? '' : `~${attempt}`;
    const paths = Array.from({ length: count }, (_, index) => partPath(path, index, count, mark));
    if (paths.some((each) => taken.has(each.toLowerCase()))) continue;
    for (const each of paths) taken.add(each.toLowerCase());
    return paths;
  }
}

/** The places of a set that still need a disc: none was made there, or what was made is spoiled. */
export function missingPlaces(
  size: number,
  discs: readonly { readonly setNumber: number; readonly state: string }[],
): number[] {
  const made = new Set(discs.filter(({ state }) => state === 'verified').map(({ setNumber }) => setNumber));
  return Array.from({ length: size }, (_, index) => index + 1).filter((place) => !made.has(place));
}
