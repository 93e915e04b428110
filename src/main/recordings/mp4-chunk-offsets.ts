const containers = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl']);
const maxUint32 = 0xffff_ffff;

/**
 * Rewrites every chunk offset (`stco`, `co64`) of an MP4 index in place, so that media which was moved is found again.
 * Returns false, with the index then unusable, when it is compressed, malformed, or an offset would outgrow 32 bits.
 */
export function patchChunkOffsets(index: Uint8Array<ArrayBuffer>, moved: (offset: number) => number): boolean {
  const view = new DataView(index.buffer, index.byteOffset, index.byteLength);
  return patchBoxes({ view, moved, depth: 0 }, 0, index.byteLength);
}

interface Patch {
  readonly view: DataView;
  readonly moved: (offset: number) => number;
  readonly depth: number;
}

function patchBoxes(patch: Patch, start: number, end: number): boolean {
  // Threat: boxes nested without end to exhaust our stack; a real index is five deep.
  if (patch.depth > containers.size) return false;
  const { view } = patch;
  for (let at = start; at < end; ) {
    if (at + 8 > end) return false;
    const short = view.getUint32(at);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((byte) => view.getUint8(at + byte)));
    if (short === 1 && at + 16 > end) return false;
    const header = short === 1 ? 16 : 8;
    const size = short === 1 ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    if (size < header || at + size > end) return false;
    if (!patchBox(patch, { type, start: at + header, end: at + size })) return false;
    at += size;
  }
  return true;
}

interface BoxBody {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

function patchBox(patch: Patch, box: BoxBody): boolean {
  const { view, moved } = patch;
  if (box.type === 'cmov') return false;
  if (containers.has(box.type)) return patchBoxes({ ...patch, depth: patch.depth + 1 }, box.start, box.end);
  if (box.type !== 'stco' && box.type !== 'co64') return true;
  const width = box.type === 'stco' ? 4 : 8;
  if (box.start + 8 > box.end) return false;
  const count = view.getUint32(box.start + 4);
  if (box.start + 8 + count * width > box.end) return false;
  for (let entry = 0; entry < count; entry += 1) {
    const at = box.start + 8 + entry * width;
    const offset = moved(width === 4 ? view.getUint32(at) : Number(view.getBigUint64(at)));
    if (width === 4 && offset > maxUint32) return false;
    if (width === 4) view.setUint32(at, offset);
    else view.setBigUint64(at, BigInt(offset));
  }
  return true;
}
