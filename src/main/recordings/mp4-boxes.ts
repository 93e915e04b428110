/** A box of an MP4 (ISO/IEC 14496-12 §4.2); `body` is where what it holds begins. Places are counted in bytes. */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/** 32-bit size and type; and the same with a 64-bit size after it. */
export const shortestHeader = 8;
export const longestHeader = 16;

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The box whose header the bytes begin with; null when that is no header or bytes are missing. A size of 1 means that a
 * 64-bit size follows, 0 means "to the end of the file".
 */
export function parseBoxHeader(bytes: Uint8Array, start: number, fileBytes: number): Box | null {
  if (bytes.byteLength < shortestHeader) return null;
  const view = viewOf(bytes);
  const type = String.fromCharCode(...bytes.subarray(4, 8));
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return null;
  const short = view.getUint32(0);
  if (short === 0) return { type, start, body: start + 8, end: fileBytes };
  if (short !== 1) return short < 8 ? null : { type, start, body: start + 8, end: start + short };
  if (bytes.byteLength < longestHeader) return null;
  const long = view.getBigUint64(8);
  return long < 16n || long > BigInt(Number.MAX_SAFE_INTEGER - start)
    ? null
    : { type, start, body: start + 16, end: start + Number(long) };
}

/** The boxes that lie one after the other in these bytes, as far as they are whole. */
export function boxesIn(bytes: Uint8Array, from = 0, to = bytes.byteLength): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to; ) {
    const box = parseBoxHeader(bytes.subarray(at, Math.min(at + longestHeader, to)), at, to);
    if (box === null || box.end > to) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** The first box at the end of a path of types, as in `trak/mdia/mdhd`; null when there is none. */
export function findBox(bytes: Uint8Array, within: Pick<Box, 'body' | 'end'>, path: string): Box | null {
  const [first, ...rest] = path.split('/');
  const found = boxesIn(bytes, within.body, within.end).find(({ type }) => type === first) ?? null;
  return found === null || rest.length === 0 ? found : findBox(bytes, found, rest.join('/'));
}

/** A box of these parts, of less than 4 GiB. */
export function makeBox(type: string, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.byteLength, 8);
  const out = new Uint8Array(size);
  viewOf(out).setUint32(0, size);
  out.set(Buffer.from(type, 'latin1'), 4);
  let at = 8;
  for (const part of parts) {
    out.set(part, at);
    at += part.byteLength;
  }
  return out;
}

/** Numbers of 32 bits as an MP4 stores them. */
export function words(values: readonly number[]): Uint8Array {
  const out = new Uint8Array(values.length * 4);
  const view = viewOf(out);
  values.forEach((value, index) => view.setUint32(index * 4, value));
  return out;
}

/** The same of 64 bits. */
export function longWords(values: readonly number[]): Uint8Array {
  const out = new Uint8Array(values.length * 8);
  const view = viewOf(out);
  values.forEach((value, index) => view.setBigInt64(index * 8, BigInt(value)));
  return out;
}
