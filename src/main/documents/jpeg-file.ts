import { AppError } from '../../shared/failure.ts';
import { type Exif, exifOfOrientation, noExif, readExif } from './exif.ts';

// The parts of a JPEG, walked from its first byte to the mark of its end. Nothing is decoded here: the screen does that,
// in its sandbox.

interface Segment {
  readonly marker: number;
  /** With its two marker bytes. */
  readonly bytes: Uint8Array;
}

interface Walked {
  readonly segments: readonly Segment[];
  readonly width: number;
  readonly height: number;
  readonly exif: Exif;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
/** What colours are stored as; a picture is wrong without it. */
const APP14 = 0xee;
/** What a decoder needs besides the frame and its scans: tables, the height told late, the interval of restarts. */
const TABLES = [0xc4, 0xcc, 0xdb, 0xdc, 0xdd];
/** JFIF 1.02, dots as wide as high, no thumbnail: it says how the colours are meant. */
const PLAIN_JFIF = new Uint8Array([0xff, APP0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]);
/** The bytes of Adobe's mark that are defined; behind them anything could stand. */
const ADOBE_BYTES = 12;
/** Start of a frame; three numbers between them mean other things. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

const broken = (): AppError =>
  new AppError('invalid-input', 'This JPEG is not whole. Copy it from the camera once more and choose it again.');

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === SOI && bytes[2] === 0xff;

function walk(bytes: Uint8Array): Walked {
  const segments: Segment[] = [];
  let size: { width: number; height: number } | null = null;
  let exif = noExif;
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1; // padding before a marker
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) throw broken();
    if (marker === EOI) break; // what a telephone hangs on behind it is no part of the picture
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    let end = at + 2 + length;
    if (length < 2 || end > bytes.length) throw broken();
    const data = bytes.subarray(at + 4, end);
    if (isFrame(marker)) size = frameOf(data);
    if (marker === APP1 && text(data, 6) === 'Exif\0\0') exif = readExif(data.subarray(6));
    if (marker === SOS) end = endOfScan(bytes, end);
    segments.push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
  }
  if (size === null || !segments.some(({ marker }) => marker === SOS)) throw broken();
  return { segments, exif, ...size };
}

const text = (bytes: Uint8Array, length: number): string => new TextDecoder('latin1').decode(bytes.subarray(0, length));

function frameOf(data: Uint8Array): { width: number; height: number } {
  const [depth, ...rest] = data;
  const [high = 0, low = 0, wide = 0, narrow = 0, channels] = rest;
  const size = { height: (high << 8) | low, width: (wide << 8) | narrow };
  if (size.width === 0 || size.height === 0) throw broken();
  if (depth !== 8 || (channels !== 1 && channels !== 3))
    throw new AppError(
      'invalid-input',
      'This JPEG is stored in a way only printing works use (CMYK or more than 8 bits). Save it as an ordinary JPEG.',
    );
  return size;
}

/** The first marker after the picture's coded data. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  throw broken();
}

/** What a JPEG says of itself. @throws AppError 'invalid-input' when it is not whole. */
export function readJpeg(bytes: Uint8Array): Omit<Walked, 'segments'> {
  const { segments: _, ...facts } = walk(bytes);
  return facts;
}

/**
 * The same picture, of what stands beside it only how it is to be turned and how its colours are meant: no place, no
 * camera, no comment, and no thumbnail, which would show without a mask what the picture shows with one.
 */
export function plainJpeg(bytes: Uint8Array): Uint8Array {
  const { segments, exif } = walk(bytes);
  const tiff = exifOfOrientation(exif.orientation);
  const turned = new Uint8Array([0xff, APP1, 0, 2 + 6 + tiff.length, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff]);
  const begins = (marker: number, mark: string): Segment | undefined =>
    segments.find((segment) => segment.marker === marker && text(segment.bytes.subarray(4), mark.length) === mark);
  const adobe = begins(APP14, 'Adobe')?.bytes.subarray(4, 4 + ADOBE_BYTES);
  return Buffer.concat([
    new Uint8Array([0xff, SOI]),
    ...(begins(APP0, 'JFIF\0') === undefined ? [] : [PLAIN_JFIF]),
    ...(exif.orientation === 1 ? [] : [turned]),
    ...(adobe?.length === ADOBE_BYTES ? [new Uint8Array([0xff, APP14, 0, 2 + ADOBE_BYTES, ...adobe])] : []),
    ...segments
      .filter(({ marker }) => marker === SOS || isFrame(marker) || TABLES.includes(marker))
      .map((segment) => segment.bytes),
    new Uint8Array([0xff, EOI]),
  ]);
}
