import type { ChannelClaim, EntryName, EntryRefusal, FileEntry, TimeClaim } from '../driver.ts';
import { endingContradicts, partOfExport, type Role } from './role.ts';
import { type FilePieces, type Format, recogniseFormat, streamClaims } from './format.ts';
import { nameClaims } from '../protocols/file-name.ts';
import { clockSeconds } from '../protocols/wall-clock.ts';

/** Two statements about one file that cannot both be right, or a file that is not what it says. Shown, never mended. */
export type Contradiction =
  | 'ending-differs-from-content'
  | 'cut-short'
  | 'ends-before-it-starts'
  | 'stream-and-name-times-differ'
  /** By whole hours: a zone or a clock change rather than a wrong clock. */
  | 'stream-and-name-differ-by-hours'
  | 'stream-and-name-channels-differ'
  | 'same-name-but-for-case'
  /** A portal's own list gives another size. */
  | 'size-differs-from-list';

/** One file of an export with everything that is claimed about it. */
export interface SurveyFile extends EntryName {
  readonly sizeBytes: number;
  /** The file's own time as this computer shows it; a copy changes it. */
  readonly modified: string;
  readonly format: Format;
  readonly role: Role;
  /** From the name or folder before the stream; recorders count from 0 or from 1, so it stands as it was said. */
  readonly channel: ChannelClaim | null;
  readonly timeClaims: readonly TimeClaim[];
  readonly contradictions: readonly Contradiction[];
}

/** Every entry below the chosen folder: taken as a file or refused with the reason. Folders are counted. */
export interface ExportSurvey {
  readonly folderName: string;
  readonly files: readonly SurveyFile[];
  readonly refused: readonly (EntryName & { readonly reason: EntryRefusal })[];
  readonly totals: {
    readonly files: number;
    readonly footageFiles: number;
    readonly refused: number;
    readonly folders: number;
    readonly sizeBytes: number;
  };
}

/** What its pieces, its name and its file time say about one file. */
export function describeFile(entry: FileEntry, pieces: FilePieces): SurveyFile {
  const { format, role } = partOfExport(entry.path, recogniseFormat(pieces.head, pieces.sizeBytes));
  const stream = streamClaims(format, pieces);
  const name = role === 'footage' || role === 'index' ? nameClaims(entry.path) : noClaims;
  const contradictions: Contradiction[] = [];
  if (endingContradicts(entry.path, format)) contradictions.push('ending-differs-from-content');
  if (stream.cutShort) contradictions.push('cut-short');
  if (name.contradiction !== null) contradictions.push(name.contradiction);
  const differ = howTimesDiffer(stream.timeClaims, name.timeClaims);
  if (differ !== null) contradictions.push(differ);
  if (!sameCamera(stream.channel, name.channel)) contradictions.push('stream-and-name-channels-differ');
  return {
    path: entry.path,
    pathBytes: entry.pathBytes,
    sizeBytes: entry.sizeBytes,
    modified: entry.modified,
    format,
    role,
    channel: name.channel ?? stream.channel,
    timeClaims: [...stream.timeClaims, ...name.timeClaims, ...(role === 'footage' ? fileTime(entry.modified) : [])],
    contradictions,
  };
}

/** Marks files that a system which ignores capitals, as Windows does, would take for one. */
export function markSameNames(files: readonly SurveyFile[]): SurveyFile[] {
  const folded = (file: SurveyFile): string => file.path.normalize('NFC').toLowerCase();
  const counts = new Map<string, number>();
  for (const file of files) counts.set(folded(file), (counts.get(folded(file)) ?? 0) + 1);
  return files.map((file) =>
    (counts.get(folded(file)) ?? 0) > 1
      ? { ...file, contradictions: [...file.contradictions, 'same-name-but-for-case'] }
      : file,
  );
}

const noClaims = { channel: null, timeClaims: [], contradiction: null } as const;

/** A recorder writes a file's time when it ends it. FAT's first day stands for "no time"; zone and copying leave doubt. */
const fileTime = (modified: string): TimeClaim[] =>
  modified < '1990' ? [] : [{ kind: 'end', wallClock: modified, zone: 'unknown', source: 'file-time' }];

/** Recorders cut files at key pictures, some seconds off the name. */
const toleranceSeconds = 10;

function howTimesDiffer(stream: readonly TimeClaim[], name: readonly TimeClaim[]): Contradiction | null {
  const differences = stream.flatMap((said) =>
    name
      .filter(({ kind, zone }) => kind === said.kind && zone === said.zone)
      .map((named) => Math.abs(clockSeconds(said.wallClock) - clockSeconds(named.wallClock)))
      .filter((seconds) => seconds > toleranceSeconds),
  );
  if (differences.length === 0) return null;
  const byHours = differences.every(
    (seconds) => Math.abs(seconds - Math.round(seconds / 3600) * 3600) <= toleranceSeconds,
  );
  return byHours ? 'stream-and-name-differ-by-hours' : 'stream-and-name-times-differ';
}

/** A stream counts cameras from 0, a name from 0 or from 1. */
function sameCamera(stream: ChannelClaim | null, name: ChannelClaim | null): boolean {
  if (stream === null || name === null) return true;
  const difference = Number(name.value) - Number(stream.value);
  return difference === 0 || difference === 1;
}
