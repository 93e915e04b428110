import { viewOf } from './bytes.ts';

/**
 * Whether an MP4 ends before its own boxes do, or ends without its index (`moov`), as far as its first bytes show.
 * A box is a 32-bit length with its own 8 bytes counted, four letters; length 1 means 64 bits follow, 0 means to the end.
 */
export function mp4IsCutShort(head: Uint8Array, sizeBytes: number): boolean {
  const view = viewOf(head);
  let indexSeen = false;
  let at = 0;
  while (at + 16 <= head.byteLength) {
    const short = view.getUint32(at);
    const length = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? sizeBytes - at : short;
    if (length < 8) return false; // no box: nothing can be said
    indexSeen ||= view.getUint32(at + 4) === 0x6d6f6f76; // "moov"
    at += length;
    if (at > sizeBytes) return true;
  }
  return at === sizeBytes && !indexSeen;
}
