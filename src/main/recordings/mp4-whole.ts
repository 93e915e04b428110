import { type Box, boxesIn, findBox, longWords, makeBox, viewOf, words } from './mp4-boxes.ts';
import type { Chunk, Fragments, Run } from './mp4-fragments.ts';

/**
 * What stands before the media when the same pictures are one MP4 with its index first, as every player wants it: what is
 * coded and how is taken over untouched, only where each sample lies is written anew. The media are the chunks, one after
 * the other. Null when the front of the fragmented file is not what it must be.
 */
export function frontOfWholeMp4(fragments: Fragments): readonly Uint8Array[] | null {
  const mediaBytes = fragments.chunks.reduce((sum, { bytes }) => sum + bytes, 0);
  const header = mediaHeader(mediaBytes);
  // How long the index is does not depend on the places in it.
  const draft = makeIndex(fragments, 0);
  const index = draft === null ? null : makeIndex(fragments, fileType.length + draft.length + header.length);
  return index === null ? null : [fileType, index, header];
}

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const fileType = makeBox('ftyp', ascii('isom'), words([512]), ascii('isomiso2avc1mp41'));

function mediaHeader(mediaBytes: number): Uint8Array {
  const header = new Uint8Array(16);
  viewOf(header).setUint32(0, 1);
  header.set(ascii('mdat'), 4);
  viewOf(header).setBigUint64(8, BigInt(mediaBytes + header.length));
  return header;
}

function makeIndex({ moov, ...fragments }: Fragments, mediaStart: number): Uint8Array | null {
  try {
    const [trak, ...others] = boxesIn(moov, 8).filter(({ type }) => type === 'trak');
    const [mvhd, mdhd] = [findBox(moov, { body: 8, end: moov.length }, 'mvhd'), within(moov, trak, 'mdia/mdhd')];
    if (trak === undefined || others.length > 0 || mvhd === null || mdhd === null) return null;
    const list = within(moov, trak, 'edts/elst');
    const edits = list === null ? [] : editsIn(moov, list);
    const startTick = Math.max(0, edits.at(-1)?.from ?? 0);
    const [movie, media] = [ticksPerSecond(moov, mvhd), ticksPerSecond(moov, mdhd)];
    // Up: a film that ends before its last picture does would not show that one.
    const shownMovieTicks = Math.ceil((Math.max(0, fragments.shownUntilTicks - startTick) * movie) / media);
    const beforeMovieTicks = edits.slice(0, -1).reduce((sum, { length }) => sum + length, 0);
    const track = { ...fragments, mediaStart, shownMovieTicks, filmMovieTicks: beforeMovieTicks + shownMovieTicks };
    const parts = boxesIn(moov, 8)
      .filter(({ type }) => type !== 'mvex') // it announces fragments
      .map((box) => rewritten(moov, box, track));
    return makeBox('moov', ...parts);
  } catch (error) {
    if (error instanceof RangeError) return null; // it points outside of itself
    throw error;
  }
}

const within = (bytes: Uint8Array, box: Box | undefined, path: string): Box | null =>
  box === undefined ? null : findBox(bytes, box, path);

interface Track extends Omit<Fragments, 'moov'> {
  readonly mediaStart: number;
  /** How long its pictures are shown, and the film with what stands before them, in ticks of the film. */
  readonly shownMovieTicks: number;
  readonly filmMovieTicks: number;
}

/** A real index is five deep; boxes nested without end would be copied once for each level. */
const deepest = 8;

/** A box as it was, with durations and places as they are now known. */
function rewritten(moov: Uint8Array, box: Box, track: Track, depth = 0): Uint8Array {
  if (depth > deepest) throw new RangeError('an index nested without end');
  const inside = (): Uint8Array[] =>
    boxesIn(moov, box.body, box.end).map((each) => rewritten(moov, each, track, depth + 1));
  switch (box.type) {
    case 'trak':
    case 'edts':
    case 'mdia':
    case 'minf':
      return makeBox(box.type, ...inside());
    case 'mvhd':
    case 'tkhd':
      return withDuration(moov, box, track.filmMovieTicks);
    case 'mdhd':
      return withDuration(moov, box, track.durationTicks);
    case 'elst':
      return editList(moov, box, track);
    case 'stbl':
      return sampleTable(moov, box, track);
    default:
      return moov.subarray(box.start, box.end);
  }
}

const isLong = (bytes: Uint8Array, { body }: Box): boolean => bytes[body] === 1;
const ticksPerSecond = (bytes: Uint8Array, box: Box): number =>
  viewOf(bytes).getUint32(box.body + (isLong(bytes, box) ? 20 : 12));

/** `mvhd`, `tkhd` or `mdhd` in its long form: a day of ticks does not fit into 32 bits. */
function withDuration(bytes: Uint8Array, box: Box, duration: number): Uint8Array {
  const view = viewOf(bytes);
  const long = isLong(bytes, box);
  const width = long ? 8 : 4;
  const stamp = (at: number): number => (long ? Number(view.getBigUint64(at)) : view.getUint32(at));
  const afterStamps = box.body + 4 + 2 * width;
  const between = box.type === 'tkhd' ? 8 : 4; // track number and a reserved word, or ticks per second
  return makeBox(
    box.type,
    words([0x0100_0000 | (view.getUint32(box.body) & 0xff_ffff)]),
    longWords([stamp(box.body + 4), stamp(box.body + 4 + width)]),
    bytes.subarray(afterStamps, afterStamps + between),
    longWords([duration]),
    bytes.subarray(afterStamps + between + width, box.end),
  );
}

interface Edit {
  /** In ticks of the film; what is shown from which tick of the track, −1 for nothing. */
  readonly length: number;
  readonly from: number;
}

function editsIn(bytes: Uint8Array, box: Box): Edit[] {
  const view = viewOf(bytes);
  const long = isLong(bytes, box);
  return Array.from({ length: Math.min(view.getUint32(box.body + 4), bytes.length) }, (_, index) => {
    const at = box.body + 8 + index * (long ? 20 : 12);
    return long
      ? { length: Number(view.getBigUint64(at)), from: Number(view.getBigInt64(at + 8)) }
      : { length: view.getUint32(at), from: view.getInt32(at + 4) };
  });
}

/** From which tick the track is shown, as the tool found it; and for how long, which it could not know yet. */
function editList(bytes: Uint8Array, box: Box, { shownMovieTicks }: Track): Uint8Array {
  const edits = editsIn(bytes, box);
  const lengths = edits.map(({ length }, index) => (index === edits.length - 1 ? shownMovieTicks : length));
  const atItsOwnSpeed = words([0x1_0000]);
  return makeBox(
    'elst',
    words([0x0100_0000, edits.length]),
    ...edits.flatMap(({ from }, index) => [longWords([lengths[index] ?? 0, from]), atItsOwnSpeed]),
  );
}

const plain = words([0]); // version 0, no flags
const runWords = (runs: readonly Run[]): Uint8Array =>
  words([runs.length, ...runs.flatMap(({ count, value }) => [count, value])]);

function sampleTable(moov: Uint8Array, box: Box, track: Track): Uint8Array {
  const description = findBox(moov, box, 'stsd');
  if (description === null) throw new RangeError('no description of the samples');
  const { sizes, durations, delays, keys, chunks } = track;
  const delayed = delays.some(({ value }) => value !== 0);
  const before = delays.some(({ value }) => value < 0); // version 1 counts both ways
  return makeBox(
    'stbl',
    moov.subarray(description.start, description.end),
    makeBox('stts', plain, runWords(durations)),
    ...(delayed ? [makeBox('ctts', before ? words([0x0100_0000]) : plain, runWords(delays))] : []),
    ...(keys.length === sizes.length ? [] : [makeBox('stss', plain, words([keys.length, ...keys]))]),
    makeBox('stsc', plain, samplesInChunks(chunks)),
    makeBox('stsz', plain, words([0, sizes.length, ...sizes])),
    makeBox('co64', plain, words([chunks.length]), longWords(placesOf(chunks, track.mediaStart))),
  );
}

/** From which chunk on, counted from 1, how many samples each holds, all of the one description. */
function samplesInChunks(chunks: readonly Chunk[]): Uint8Array {
  const changes = chunks
    .map(({ samples }, index) => ({ samples, number: index + 1 }))
    .filter(({ samples }, index) => samples !== chunks[index - 1]?.samples);
  return words([changes.length, ...changes.flatMap(({ number, samples }) => [number, samples, 1])]);
}

function placesOf(chunks: readonly Chunk[], mediaStart: number): number[] {
  let at = mediaStart;
  return chunks.map(({ bytes }) => {
    const place = at;
    at += bytes;
    return place;
  });
}
