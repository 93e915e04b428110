import { AppError } from '../../shared/failure.ts';

// Just enough of Matroska (RFC 9559) to read what our own ffmpeg writes to a pipe: uncompressed pictures, each with its
// time. Sizes are bounded, so that nothing the tool could be led to write makes us hold more than one picture.

const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
const TIMESTAMP = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const BLOCK_GROUP = 0xa0;
const BLOCK = 0xa1;
const containers = new Set([SEGMENT, CLUSTER, BLOCK_GROUP]);
const mostBytes = 4 * 1024 * 1024;
/** Track number, relative time and flags before a block's picture. */
const BLOCK_HEAD = 4;

export interface TimedPicture {
  /** In the file's own count, not from the first picture. */
  readonly timeMs: number;
  readonly pixels: Uint8Array;
}

/** The pictures in the order they were written. A stream that ends in the middle of one ends before it. */
export async function* matroskaFrames(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TimedPicture> {
  const reader = createReader(bytes);
  let clusterMs = 0;
  for (;;) {
    const element = await reader.head();
    if (element === null) return;
    if (containers.has(element.id)) continue; // its children follow
    if (element.size > mostBytes) throw unreadable();
    const body = await reader.take(element.size);
    if (body === null) return;
    if (element.id === TIMESTAMP) clusterMs = body.reduce((value, byte) => value * 256 + byte, 0);
    if (element.id !== SIMPLE_BLOCK && element.id !== BLOCK) continue;
    if (body.length < BLOCK_HEAD) throw unreadable();
    const relative = new DataView(body.buffer, body.byteOffset).getInt16(1);
    yield { timeMs: clusterMs + relative, pixels: body.subarray(BLOCK_HEAD) };
  }
}

const unreadable = (): AppError =>
  new AppError('unavailable', 'The tool that reads footage gave an answer nobody asked for. Try again.');

function createReader(bytes: AsyncIterable<Uint8Array>) {
  const source = bytes[Symbol.asyncIterator]();
  let held: Uint8Array = new Uint8Array(0);

  const take = async (count: number): Promise<Uint8Array | null> => {
    if (held.length < count) {
      const pieces = [held];
      let have = held.length;
      while (have < count) {
        const { done, value } = await source.next();
        if (done === true) return null;
        pieces.push(value);
        have += value.length;
      }
      held = Buffer.concat(pieces);
    }
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };

  /** A number whose first byte says by its leading zeros how many bytes it has. */
  const variable = async (keepsMarker: boolean): Promise<number | null> => {
    const [first] = (await take(1)) ?? [];
    if (first === undefined) return null;
    const length = Math.clz32(first) - 23;
    if (length > 8) throw unreadable();
    const rest = await take(length - 1);
    if (rest === null) return null;
    const marker = 0x80 >> (length - 1);
    const own = first & (marker - 1);
    // All ones: "until whatever comes next", as a tool writes that cannot go back to fill the size in.
    if (!keepsMarker && own === marker - 1 && rest.every((byte) => byte === 0xff)) return Number.POSITIVE_INFINITY;
    return rest.reduce((value, byte) => value * 256 + byte, keepsMarker ? first : own);
  };

  return {
    take,
    async head(): Promise<{ id: number; size: number } | null> {
      const id = await variable(true);
      const size = id === null ? null : await variable(false);
      return id === null || size === null ? null : { id, size };
    },
  };
}
