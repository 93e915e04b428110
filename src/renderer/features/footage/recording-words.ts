import type { Output } from '../../../shared/contract.ts';
import type { Tone } from '../../ui/status-badge.tsx';

type RecordingRead = Output<'recordings.read'>;
export type Recording = RecordingRead['recording'];

export const stateWords: Record<Recording['state'], { readonly tone: Tone; readonly words: string }> = {
  kept: { tone: 'neutral', words: 'Kept' },
  disposed: { tone: 'neutral', words: 'Disposed of' },
  quarantined: { tone: 'bad', words: 'Damaged, set aside' },
};

export const playableWords: Record<Recording['playable'], string> = {
  master: 'as it came from the recorder',
  derivative: 'as a derivative, proved against the master',
  waiting: 'not yet: a copy for watching is being made',
  no: 'only with the maker’s own player',
};

export const routeWords: Record<NonNullable<RecordingRead['derivative']>['route'], string> = {
  'stream-copy': 'Stream copy: the same coded frames in a new container',
  'timed-copy': 'Stream copy with times set anew: the same coded frames in a new container',
  transcode: 'Transcode: the frames were encoded anew',
};

export const claimSourceWords: Record<RecordingRead['timeClaims'][number]['source'], string> = {
  stream: 'in the stream',
  device: 'from the recorder’s list',
  'file-name': 'from the file name',
  'file-time': 'from the file’s date',
  officer: 'stated by the officer',
};

export const zoneWords: Record<RecordingRead['timeClaims'][number]['zone'], string> = {
  local: 'local time',
  utc: 'UTC',
  unknown: 'zone not stated',
};

export const referenceWords: Record<RecordingRead['timeCheck']['source'], string> = {
  'speaking-clock': 'speaking clock (123)',
  'radio-clock': 'radio-controlled clock',
  'network-time': 'network time',
  gps: 'GPS time',
};

/** How near the end of retention is, in words: never more than six weeks, unless something keeps it (CoP 4.6). */
export function retentionInWords(
  { state, daysLeft }: Pick<Recording, 'state' | 'daysLeft'>,
  keepers: readonly string[],
): string {
  if (state === 'disposed') return 'disposed of';
  if (daysLeft < 0 && keepers.length > 0) return `kept by ${keepers.join(', ')}`;
  if (daysLeft < 0) return `${-daysLeft} ${daysLeft === -1 ? 'day' : 'days'} overdue`;
  if (daysLeft === 0) return 'last day today';
  return `${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left`;
}

/** Why this recording cannot be viewed now, or null when it can. */
export function viewingBar(recording: Pick<Recording, 'state' | 'playable' | 'number'>): string | null {
  if (recording.state === 'disposed') return `${recording.number} has been disposed of; there is no footage any more.`;
  if (recording.state === 'quarantined')
    return `${recording.number} is damaged and set aside; it is not shown. The manager decides what happens with it.`;
  if (recording.playable === 'waiting') return `A copy of ${recording.number} for watching is still being made.`;
  if (recording.playable === 'no')
    return `${recording.number} plays only with its maker’s own player, which is never run on this laptop.`;
  return null;
}

const formatWords: Readonly<Record<string, string>> = {
  mp4: 'MP4',
  'mpeg-ps': 'MPEG-PS',
  'mpeg-ps-imkh': 'MPEG-PS of Hikvision',
  dhav: 'DHAV of Dahua',
  'mpeg-ts': 'MPEG-TS',
  avi: 'AVI',
  asf: 'ASF',
  matroska: 'Matroska',
  'h264-raw': 'H.264 stream',
  'h265-raw': 'H.265 stream',
  xiongmai: 'Xiongmai',
  'psf-pavs': 'PSF',
  index: 'Index',
  player: 'Program',
  text: 'Text',
  empty: 'Empty',
  unknown: 'Not known',
};

/** What a file is by its content, as a person names it; a name not known here stays as it is. */
export const formatInWords = (format: string): string => formatWords[format] ?? format;
