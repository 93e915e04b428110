import { hasText, viewOf } from './bytes.ts';
import { unpackClock } from '../protocols/wall-clock.ts';

// Layout as ffmpeg's libavformat/dhav.c reads it, numbers little-endian: "DHAV", type, subtype, channel, subnumber,
// frame number (32 bits), length with head and tail (32), date (32), milliseconds (16), length of the extensions (8),
// checksum (8), extensions, payload, "dhav", length (32).

const headBytes = 24;
const tailBytes = 8;
/** Sound, metadata, predicted picture, key picture. */
const frameTypes: readonly number[] = [0xf0, 0xf1, 0xfc, 0xfd];
/** Files that begin with "DAHUA" carry this much before the first frame. */
const prefaceBytes = 0x400;

export interface DhavFrame {
  /** The recorder's clock; null when the date does not exist. */
  readonly wallClock: string | null;
  /** As the recorder counts, from 0. */
  readonly channel: number;
  /** With head and tail. */
  readonly lengthBytes: number;
}

/** The frame whose head stands at `at`, or null when there is none. */
export function dhavFrameAt(bytes: Uint8Array, at: number): DhavFrame | null {
  if (!hasText(bytes, at, 'DHAV') || at + headBytes > bytes.byteLength) return null;
  const view = viewOf(bytes);
  if (!frameTypes.includes(view.getUint8(at + 4))) return null;
  const lengthBytes = view.getUint32(at + 12, true);
  if (lengthBytes < headBytes) return null;
  return { wallClock: unpackClock(view.getUint32(at + 16, true)), channel: view.getUint8(at + 6), lengthBytes };
}

export const isDhav = (head: Uint8Array): boolean => hasText(head, 0, 'DAHUA') || dhavFrameAt(head, 0) !== null;

export function firstDhavFrame(head: Uint8Array): DhavFrame | null {
  return dhavFrameAt(head, hasText(head, 0, 'DAHUA') ? prefaceBytes : 0);
}

/** The last frame whose head stands in the file's last bytes, and whether the file ends where that frame says. */
export function lastDhavFrame(tail: Uint8Array): { frame: DhavFrame; complete: boolean } | null {
  for (let at = tail.byteLength - headBytes; at >= 0; at -= 1) {
    const frame = tail[at] === 0x44 ? dhavFrameAt(tail, at) : null;
    if (frame === null) continue;
    const end = at + frame.lengthBytes;
    return { frame, complete: end === tail.byteLength && hasText(tail, end - tailBytes, 'dhav') };
  }
  return null;
}
