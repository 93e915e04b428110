import type { ByteSource } from '../platform/byte-source.ts';
import { type Box, longestHeader, parseBoxHeader, shortestHeader } from './mp4-boxes.ts';
import { patchChunkOffsets } from './mp4-chunk-offsets.ts';

/** What a source turned out to be, so that the caller knows whether it can be read in one pass. */
export type Mp4Layout =
  | 'not-mp4' // the view is the source itself
  | 'index-first' // the view is the source itself
  | 'reordered' // the index stood at the end; the view shows it first
  | 'no-index' // MP4 without its index: cut short before it was written
  | 'unreadable'; // an index at the end that cannot be moved: the view is the source itself

/** A source read in one pass. Closing the view does not close the source beneath, which stays its owner's. */
export interface IndexFirst {
  readonly view: ByteSource;
  readonly layout: Mp4Layout;
}

const firstTypes = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp']);
const maxIndexBytes = 256 * 1024 * 1024;
const maxBoxes = 100_000;

/**
 * Shows an MP4 or MOV whose index (`moov`) stands at the end as if it stood at the front, with its chunk offsets moved,
 * as qt-faststart does but without writing anything: so a pipe, which cannot go back, serves for any length.
 * Only what cannot be misread is moved; anything odd is left as it is and reported as 'unreadable'.
 */
export async function showIndexFirst(source: ByteSource): Promise<IndexFirst> {
  const unchanged = (layout: Mp4Layout): IndexFirst => ({ view: { ...readOnly(source) }, layout });
  const boxes = await readTopLevelBoxes(source);
  if (boxes === null) return unchanged('not-mp4');
  const moov = boxes.find((box) => box.type === 'moov');
  const firstMedia = boxes.find((box) => box.type === 'mdat');
  if (moov === undefined) return unchanged('no-index');
  if (firstMedia === undefined || moov.start < firstMedia.start) return unchanged('index-first');
  const indexBytes = moov.end - moov.start;
  if (indexBytes > maxIndexBytes || moov.end > source.sizeBytes) return unchanged('unreadable');
  const ftyp = boxes[0]?.type === 'ftyp' ? boxes[0].end : 0;
  const index = await source.read(moov.start, indexBytes);
  const moved = (offset: number): number => (offset >= ftyp && offset < moov.start ? offset + indexBytes : offset);
  if (!patchChunkOffsets(index, moved)) return unchanged('unreadable');
  return { view: reorderedView({ source, index, ftyp, moovStart: moov.start }), layout: 'reordered' };
}

function readOnly(source: ByteSource): ByteSource {
  return {
    sizeBytes: source.sizeBytes,
    read: (start, length) => source.read(start, length),
    close: async () => undefined,
  };
}

/** Null when the first box is none that starts an MP4. Stops at the first thing that is no box: the rest is damage. */
async function readTopLevelBoxes(source: ByteSource): Promise<Box[] | null> {
  const boxes: Box[] = [];
  for (let at = 0; at + shortestHeader <= source.sizeBytes && boxes.length < maxBoxes; ) {
    const box = parseBoxHeader(await source.read(at, longestHeader), at, source.sizeBytes);
    if (boxes.length === 0 && (box === null || !firstTypes.has(box.type))) return null;
    if (box === null) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes.length === 0 ? null : boxes;
}

interface Reordering {
  readonly source: ByteSource;
  readonly index: Uint8Array<ArrayBuffer>;
  /** End of the `ftyp` box, where the index goes in. */
  readonly ftyp: number;
  readonly moovStart: number;
}

function reorderedView({ source, index, ftyp, moovStart }: Reordering): ByteSource {
  const indexEnd = ftyp + index.byteLength;
  const moovEnd = moovStart + index.byteLength;
  /** Pieces of the view: where each ends, and how to read it. Lengths add up to the source's own size. */
  const pieces = [
    { end: ftyp, read: (at: number, length: number) => source.read(at, length) },
    { end: indexEnd, read: async (at: number, length: number) => index.slice(at - ftyp, at - ftyp + length) },
    { end: moovEnd, read: (at: number, length: number) => source.read(at - index.byteLength, length) },
    { end: source.sizeBytes, read: (at: number, length: number) => source.read(at, length) },
  ];
  return {
    sizeBytes: source.sizeBytes,
    close: async () => undefined,
    async read(start, length) {
      const end = Math.min(start + length, source.sizeBytes);
      const out = new Uint8Array(Math.max(0, end - start));
      let at = start;
      for (const piece of pieces) {
        const take = Math.min(end, piece.end) - at;
        if (take <= 0) continue;
        out.set(await piece.read(at, take), at - start);
        at += take;
      }
      return out;
    },
  };
}
