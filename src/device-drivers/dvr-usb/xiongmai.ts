import { hasBytes, viewOf } from './bytes.ts';
import { unpackClock } from '../protocols/wall-clock.ts';

// XMEye and its clones put frames of their own round H.264 or HEVC. Key picture: 00 00 01 FC, codec, rate, width / 8,
// height / 8, date (32 bits, little-endian), length (32). Predicted picture: 00 00 01 FD, length (32). Sound FA and
// information F9: two bytes, length (16). Known from programs that speak to such recorders, not from the maker.

const startCode = [0, 0, 1] as const;
const [information, sound, keyPicture, predicted, picture] = [0xf9, 0xfa, 0xfc, 0xfd, 0xfe];
const keyHeadBytes = 16;

/** Where the next frame begins, or null when no frame head stands at `at`. */
function nextFrame(bytes: Uint8Array, at: number): number | null {
  if (!hasBytes(bytes, at, startCode) || at + 8 > bytes.byteLength) return null;
  const view = viewOf(bytes);
  const type = view.getUint8(at + 3);
  if (type === information || type === sound) return at + 8 + view.getUint16(at + 6, true);
  if (type === predicted) return at + 8 + view.getUint32(at + 4, true);
  if ((type !== keyPicture && type !== picture) || at + keyHeadBytes > bytes.byteLength) return null;
  return at + keyHeadBytes + view.getUint32(at + 12, true);
}

/** Whether the file begins with such a frame, and a second one follows where the first says (or lies beyond `head`). */
export function isXiongmai(head: Uint8Array): boolean {
  const next = nextFrame(head, 0);
  if (next === null) return false;
  return next + keyHeadBytes > head.byteLength || nextFrame(head, next) !== null;
}

/** The date of the first key picture in the file's first bytes. */
export function xiongmaiStart(head: Uint8Array): string | null {
  for (let at: number | null = 0; at !== null && at + keyHeadBytes <= head.byteLength; at = nextFrame(head, at)) {
    if (head[at + 3] === keyPicture) return unpackClock(viewOf(head).getUint32(at + 8, true));
  }
  return null;
}
