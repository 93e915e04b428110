import type { Format } from './format.ts';

/** What a file is in an export. Players and start files are parts of it: kept, listed, never run. */
export type Role = 'footage' | 'index' | 'player' | 'other';

const footageFormats: readonly Format[] = [
  ...(['mp4', 'mpeg-ps', 'mpeg-ps-imkh', 'dhav', 'mpeg-ts', 'avi', 'asf', 'matroska'] as const),
  ...(['h264-raw', 'h265-raw', 'xiongmai', 'psf-pavs'] as const),
];

/** The formats that files with this ending hold when the ending is true. */
const byEnding: Readonly<Record<string, readonly Format[]>> = {
  mp4: ['mp4'],
  mov: ['mp4'],
  m4v: ['mp4'],
  '3gp': ['mp4'],
  dav: ['dhav'],
  cpv: ['dhav'],
  avi: ['avi'],
  asf: ['asf'],
  wmv: ['asf'],
  ts: ['mpeg-ts'],
  m2ts: ['mpeg-ts'],
  mts: ['mpeg-ts'],
  ps: ['mpeg-ps', 'mpeg-ps-imkh'],
  mpg: ['mpeg-ps', 'mpeg-ps-imkh'],
  mpeg: ['mpeg-ps', 'mpeg-ps-imkh'],
  vob: ['mpeg-ps'],
  mkv: ['matroska'],
  webm: ['matroska'],
  h264: ['h264-raw', 'xiongmai'],
  264: ['h264-raw', 'xiongmai'],
  h265: ['h265-raw', 'xiongmai'],
  265: ['h265-raw', 'xiongmai'],
  hevc: ['h265-raw', 'xiongmai'],
  psf: ['psf-pavs'],
};

const indexName = /(?:\.idx|(?:^|\/)(?:index\d\d(?:p|\.db)?\.?(?:bin|idx)?|info\.bin))$/iu;
const startFile = /(?:^|\/)autorun\.inf$|\.(?:bat|cmd|com|dll|exe|lnk|msi|ocx|ps1|scr|vbs)$/iu;

/** The ending of a path in small letters, without the dot; empty when there is none. */
const endingOf = (path: string): string => /\.([^./]+)$/u.exec(path)?.[1]?.toLowerCase() ?? '';

/** What kind of part a file is. Content decides; where it says nothing, the name may. Unknown footage stays footage. */
export function partOfExport(path: string, byContent: Format): { format: Format; role: Role } {
  if (footageFormats.includes(byContent)) return { format: byContent, role: 'footage' };
  if (byContent === 'player' || startFile.test(path)) return { format: byContent, role: 'player' };
  if (byContent === 'index') return { format: byContent, role: 'index' };
  if (indexName.test(path)) return { format: byContent === 'unknown' ? 'index' : byContent, role: 'index' };
  const footageByName = byContent !== 'text' && byEnding[endingOf(path)] !== undefined;
  return { format: byContent, role: footageByName ? 'footage' : 'other' };
}

/**
 * What a file of a server is taken for before it was read. A name that promises nothing may be footage: one that cannot
 * be read must not pass for something that shows nothing.
 */
export function roleUnread(path: string): Role {
  const { role } = partOfExport(path, 'unknown');
  return role === 'other' ? 'footage' : role;
}

/** What it turned out to be. A name that promises footage is believed whatever came, so that it is looked into. */
export function roleRead(path: string, format: Format): Role {
  return partOfExport(path, 'unknown').role === 'footage' ? 'footage' : partOfExport(path, format).role;
}

/** Whether the ending promises another format than the content is. Hikvision's .mp4 is known for it. */
export function endingContradicts(path: string, format: Format): boolean {
  const promised = byEnding[endingOf(path)];
  if (promised !== undefined) return format !== 'empty' && !promised.includes(format);
  return format === 'player' && !startFile.test(path);
}
