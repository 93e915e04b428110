import type { ChannelClaim, TimeClaim } from '../driver.ts';
import { hasBytes, hasText, viewOf } from './bytes.ts';
import { firstDhavFrame, isDhav, lastDhavFrame } from './dhav.ts';
import { mp4IsCutShort } from './mp4-boxes.ts';
import { rawStreamCodec } from './nal-units.ts';
import { isXiongmai, xiongmaiStart } from './xiongmai.ts';

/** What a file is by its content; `index` alone may rest on the name, see role.ts. */
export type Format =
  | 'mp4'
  | 'mpeg-ps'
  | 'mpeg-ps-imkh'
  | 'dhav'
  | 'mpeg-ts'
  | 'avi'
  | 'asf'
  | 'matroska'
  | 'h264-raw'
  | 'h265-raw'
  | 'xiongmai'
  | 'psf-pavs'
  | 'index'
  | 'player'
  | 'text'
  | 'empty'
  | 'unknown';

/** How much of a file's beginning is looked at, and, where a format keeps its last time there, of its end. */
export const headBytes = 64 * 1024;
export const tailBytes = 256 * 1024;

/** What was read of a file. `tail` is null for formats whose end says nothing. */
export interface FilePieces {
  readonly head: Uint8Array;
  readonly tail: Uint8Array | null;
  readonly sizeBytes: number;
}

/** What the stream itself says. `cutShort`: the file ends before its own structure does. */
export interface StreamClaims {
  readonly channel: ChannelClaim | null;
  readonly timeClaims: readonly TimeClaim[];
  readonly cutShort: boolean;
}

/** Never fails: what is not known is `unknown`, and is kept as it is. */
export function recogniseFormat(head: Uint8Array, sizeBytes: number): Format {
  if (sizeBytes === 0) return 'empty';
  return tests.find(([, test]) => test(head))?.[0] ?? 'unknown';
}

export const readsTail = (format: Format): boolean => format === 'dhav';

/**
 * The recorder's clock and camera as the stream holds them. An MP4's creation time is left out: it is the time of the
 * export or of nothing at all. A program stream's private clock is nowhere described.
 */
export function streamClaims(format: Format, pieces: FilePieces): StreamClaims {
  const { head, sizeBytes } = pieces;
  if (format === 'dhav') return dhavClaims(pieces);
  const start = format === 'xiongmai' ? xiongmaiStart(head) : null;
  const cutShort =
    (format === 'mp4' && mp4IsCutShort(head, sizeBytes)) ||
    (format === 'avi' && head.byteLength >= 8 && viewOf(head).getUint32(4, true) + 8 > sizeBytes);
  return { channel: null, timeClaims: start === null ? [] : [claim('start', start)], cutShort };
}

function dhavClaims({ head, tail }: FilePieces): StreamClaims {
  const first = firstDhavFrame(head);
  const last = tail === null ? null : lastDhavFrame(tail);
  const [start, end] = [first?.wallClock ?? null, last?.frame.wallClock ?? null];
  return {
    channel: first === null ? null : { value: String(first.channel), source: 'stream' },
    timeClaims: [...(start === null ? [] : [claim('start', start)]), ...(end === null ? [] : [claim('end', end)])],
    cutShort: last !== null && !last.complete,
  };
}

/** Neither format says a zone; both count the recorder's own wall clock. */
const claim = (kind: TimeClaim['kind'], wallClock: string): TimeClaim => ({
  kind,
  wallClock,
  zone: 'local',
  source: 'stream',
});

const asfHeader = [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11] as const;
const mp4FirstBoxes = ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide'] as const;

const tests: readonly (readonly [Format, (head: Uint8Array) => boolean])[] = [
  // Text first: a note that begins with "DAHUA" is no footage, and footage always holds bytes that are no text.
  ['text', isText],
  ['mp4', (head) => mp4FirstBoxes.some((type) => hasText(head, 4, type))],
  ['dhav', isDhav],
  ['mpeg-ps-imkh', (head) => hasText(head, 0, 'IMKH') || (hasBytes(head, 0, [0, 0, 0, 0x40]) && envelopeHasImkh(head))],
  ['mpeg-ps', (head) => hasBytes(head, 0, [0, 0, 1, 0xba])],
  ['avi', (head) => hasText(head, 0, 'RIFF') && hasText(head, 8, 'AVI ')],
  ['asf', (head) => hasBytes(head, 0, asfHeader)],
  ['matroska', (head) => hasBytes(head, 0, [0x1a, 0x45, 0xdf, 0xa3])],
  ['psf-pavs', (head) => hasText(head, 0, 'PAVS')],
  ['player', (head) => hasText(head, 0, 'MZ')],
  ['mpeg-ts', (head) => isTransportStream(head, 188, 0) || isTransportStream(head, 192, 4)],
  ['xiongmai', isXiongmai],
  ['h264-raw', (head) => rawStreamCodec(head) === 'h264'],
  ['h265-raw', (head) => rawStreamCodec(head) === 'h265'],
  ['index', hasIndexMarks],
];

/** The 64 bytes that some Hikvision exports put before the stream hold its mark somewhere. */
const envelopeHasImkh = (head: Uint8Array): boolean =>
  Array.from({ length: 64 }, (_, at) => at).some((at) => hasText(head, at, 'IMKH'));

function isTransportStream(head: Uint8Array, packetBytes: number, offset: number): boolean {
  const packets = Math.min(8, Math.floor((head.byteLength - offset) / packetBytes));
  return (
    packets >= 3 && Array.from({ length: packets }, (_, n) => head[offset + n * packetBytes]).every((b) => b === 0x47)
  );
}

/** Entries of Hikvision's index files begin with "OFNI"; the first stands at 1,280 bytes or soon after. */
function hasIndexMarks(head: Uint8Array): boolean {
  for (let at = 0; at + 4 <= Math.min(head.byteLength, 4096); at += 16) if (hasText(head, at, 'OFNI')) return true;
  return false;
}

function isText(head: Uint8Array): boolean {
  const wide = hasBytes(head, 0, [0xff, 0xfe]) ? 'utf-16le' : hasBytes(head, 0, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
  try {
    // `stream` forgives a character cut in two at the end of the piece.
    const text = new TextDecoder(wide, { fatal: true }).decode(head, { stream: true });
    return !/[^\P{Cc}\t\n\r\f\u001a]/u.test(text);
  } catch {
    return false; // not text in this encoding: the question is answered
  }
}
