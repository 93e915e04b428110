import { promisify } from 'node:util';
import { crc32, inflate } from 'node:zlib';
import { AppError } from '../../shared/failure.ts';
import { type Exif, noExif, readExif } from './exif.ts';

// The parts of a PNG, each with its check sum, and the picture's data unpacked to exactly the size that its head states:
// a small file that unpacks to gigabytes is met here and not where it is printed.

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
  /** Length, type, data and check sum. */
  readonly whole: Uint8Array;
}

interface Head {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly isInterlaced: boolean;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
/** More is no photograph of a sign; a JPEG may be as large as it likes. */
const MOST_PIXELS = 24_000_000;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** What the picture itself is; everything else stands beside it. */
const PICTURE = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

const broken = (): AppError =>
  new AppError('invalid-input', 'This PNG is not whole. Copy it once more and choose it again.');

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, index) => bytes[index] === byte);

function chunksOf(bytes: Uint8Array): readonly Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at: number = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) throw broken();
    const type = new TextDecoder('latin1').decode(bytes.subarray(at + 4, at + 8));
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
  throw broken();
}

function headOf([first]: readonly Chunk[]): Head {
  if (first?.type !== 'IHDR' || first.data.length !== 13) throw broken();
  const view = new DataView(first.data.buffer, first.data.byteOffset, 13);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const channels = CHANNELS[view.getUint8(9)];
  const bits = view.getUint8(8);
  if (width === 0 || height === 0 || channels === undefined || ![1, 2, 4, 8, 16].includes(bits)) throw broken();
  if (width * height > MOST_PIXELS)
    throw new AppError('invalid-input', 'This PNG is larger than 24 million dots. Save it as a JPEG, or smaller.');
  return { width, height, bitsPerPixel: channels * bits, isInterlaced: view.getUint8(12) === 1 };
}

/** Every row has a byte of its own before it; an interlaced picture is seven small ones. */
function unpackedBytes({ width, height, bitsPerPixel, isInterlaced }: Head): number {
  const bytes = (columns: number, rows: number): number =>
    columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (!isInterlaced) return bytes(width, height);
  const passes = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const;
  const count = (size: number, from: number, step: number): number => Math.max(0, Math.ceil((size - from) / step));
  return passes.reduce((sum, [x, y, across, down]) => sum + bytes(count(width, x, across), count(height, y, down)), 0);
}

/** What a PNG says of itself. @throws AppError 'invalid-input' when it is not whole or too large. */
export async function readPng(bytes: Uint8Array): Promise<{ width: number; height: number; exif: Exif }> {
  const chunks = chunksOf(bytes);
  const head = headOf(chunks);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  const wanted = unpackedBytes(head);
  const unpacked = await promisify(inflate)(packed, { maxOutputLength: wanted }).catch(() => null);
  if (unpacked?.length !== wanted) throw broken();
  const beside = chunks.find(({ type }) => type === 'eXIf');
  return { width: head.width, height: head.height, exif: beside === undefined ? noExif : readExif(beside.data) };
}

/** The same picture without anything that stands beside it. */
export const plainPng = (bytes: Uint8Array): Uint8Array =>
  Buffer.concat([
    new Uint8Array(SIGNATURE),
    ...chunksOf(bytes)
      .filter(({ type }) => PICTURE.includes(type))
      .map(({ whole }) => whole),
  ]);
