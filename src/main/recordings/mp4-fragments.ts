import { type Box, boxesIn, findBox, longestHeader, parseBoxHeader, shortestHeader, viewOf } from './mp4-boxes.ts';

/** So many samples, one after the other, with the same value. */
export interface Run {
  count: number;
  readonly value: number;
}

/** Samples that lie one after the other in the fragmented file, and how many there are. */
export interface Chunk {
  readonly start: number;
  readonly bytes: number;
  readonly samples: number;
}

/** What a fragmented MP4 with one track says, gathered while its bytes went by. Times are in the track's own ticks. */
export interface Fragments {
  /** The whole `moov` that stood at its front. */
  readonly moov: Uint8Array;
  readonly sizes: readonly number[];
  /** Ticks from each sample to the next to be decoded, and from when it is decoded to when it is shown. */
  readonly durations: readonly Run[];
  readonly delays: readonly Run[];
  /** Numbers, from 1, of the samples at which decoding can begin. */
  readonly keys: readonly number[];
  readonly chunks: readonly Chunk[];
  /** Ticks of the whole track as it is decoded, and the last tick of any picture shown. */
  readonly durationTicks: number;
  readonly shownUntilTicks: number;
}

const kept = new Set(['moov', 'moof']);
/** A fragment is cut every few megabytes: what says where its samples lie is a small part of that, as is the track's own. */
const mostBytes = 4 * 1024 * 1024;
/** More than a day of 60 pictures a second has; and more fragments than a disk holds. */
const mostSamples = 8_000_000;
const mostChunks = 1_000_000;

/**
 * Reads along with a fragmented MP4 that a tool in the sandbox writes. The tool held hostile bytes, so that everything is
 * bounded here, and each sample must lie in the media box after its index, behind the one before: what is put together of
 * it is never larger than what was written. What it says of times and pictures is proved by decoding the result.
 */
export function createFragmentReader() {
  const found = createTable();
  let head = new Uint8Array(0);
  let body: { readonly box: Box; readonly bytes: Uint8Array; filled: number } | null = null;
  let [at, skipUntil] = [0, 0];
  let isReadable = true;

  const enter = (box: Box): void => {
    if (!kept.has(box.type)) {
      if (box.type === 'mdat') isReadable &&= found.addMedia(box);
      skipUntil = box.end;
    } else if (box.end - box.start > mostBytes) isReadable = false;
    else {
      const bytes = new Uint8Array(box.end - box.start);
      bytes.set(head);
      body = { box, bytes, filled: head.length };
    }
  };

  /** Takes some of the bytes and answers how many. */
  function take(bytes: Uint8Array): number {
    if (body !== null) {
      const part = bytes.subarray(0, body.bytes.length - body.filled);
      body.bytes.set(part, body.filled);
      body.filled += part.length;
      if (body.filled === body.bytes.length) {
        isReadable &&= found.addIndex(body.box, body.bytes);
        body = null;
      }
      return part.length;
    }
    if (at < skipUntil) return Math.min(bytes.length, skipUntil - at);
    const part = bytes.subarray(0, headerBytes(head) - head.length);
    head = new Uint8Array(Buffer.concat([head, part]));
    if (head.length < headerBytes(head)) return part.length;
    const box = parseBoxHeader(head, at + part.length - head.length, Infinity);
    if (box === null) isReadable = false;
    else enter(box);
    head = new Uint8Array(0);
    return part.length;
  }

  return {
    push(bytes: Uint8Array): void {
      for (let done = 0; done < bytes.length && isReadable; ) {
        const taken = take(bytes.subarray(done));
        done += taken;
        at += taken;
      }
    },
    /** Null when it was no such file, or was cut short. */
    finish: (): Fragments | null =>
      isReadable && body === null && head.length === 0 && at >= skipUntil ? found.finish() : null,
  };
}

/** How long a header is, as far as what is there of it tells. */
const headerBytes = (head: Uint8Array): number =>
  head.length >= shortestHeader && viewOf(head).getUint32(0) === 1 ? longestHeader : shortestHeader;

function createTable() {
  let moov: Uint8Array | null = null;
  const sizes: number[] = [];
  const durations: Run[] = [];
  const delays: Run[] = [];
  const keys: number[] = [];
  const chunks: Chunk[] = [];
  /** Of the fragment whose media come next. */
  let waiting: readonly Chunk[] = [];
  let last: { readonly tick: number; readonly duration: number } | null = null;
  let [firstTick, shownUntil] = [0, 0];

  const addSample: AddSample = (tick, { duration, bytes, delay, isKey }) => {
    if (last === null) firstTick = tick;
    else {
      if (tick < last.tick || tick - last.tick > 0xffff_ffff) return false;
      addToRuns(durations, tick - last.tick);
    }
    last = { tick, duration };
    sizes.push(bytes);
    addToRuns(delays, delay);
    if (isKey) keys.push(sizes.length);
    shownUntil = Math.max(shownUntil, tick - firstTick + delay + duration);
    return sizes.length < mostSamples;
  };

  return {
    /** False when samples of the fragment before it do not lie in it, one behind the other. */
    addMedia(box: Box): boolean {
      let from = box.body;
      for (const chunk of waiting) {
        if (chunk.start < from || chunk.start + chunk.bytes > box.end) return false;
        from = chunk.start + chunk.bytes;
        chunks.push(chunk);
      }
      waiting = [];
      return chunks.length <= mostChunks;
    },
    addIndex(box: Box, bytes: Uint8Array): boolean {
      if (box.type === 'moov') {
        if (moov !== null) return false;
        moov = bytes;
        return true;
      }
      if (waiting.length > 0) return false;
      const found = readFragment(bytes, box.start, addSample);
      if (found === null) return false;
      waiting = found;
      return true;
    },
    finish(): Fragments | null {
      if (moov === null || last === null || waiting.length > 0) return null;
      addToRuns(durations, last.duration);
      const durationTicks = last.tick + last.duration - firstTick;
      return { moov, sizes, durations, delays, keys, chunks, durationTicks, shownUntilTicks: shownUntil };
    },
  };
}

function addToRuns(runs: Run[], value: number): void {
  const run = runs.at(-1);
  if (run?.value === value) run.count += 1;
  else runs.push({ count: 1, value });
}

interface Sample {
  readonly duration: number;
  readonly bytes: number;
  readonly delay: number;
  readonly isKey: boolean;
}
/** False when it cannot be, or there are too many: then nothing more of the file is read. */
type AddSample = (tick: number, sample: Sample) => boolean;

const base = { durations: 0x8, sizes: 0x10, flags: 0x20, fromMoof: 0x2_0000 } as const;
const each = { place: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, delay: 0x800 } as const;
const NOT_A_KEY = 0x1_0000;

/**
 * One `moof` with one track whose samples lie at places counted from its own start, as ffmpeg writes it: its chunks, each
 * sample handed on. Null when it is no such thing.
 */
function readFragment(bytes: Uint8Array, start: number, add: AddSample): Chunk[] | null {
  try {
    const [traf, ...others] = boxesIn(bytes, 8).filter(({ type }) => type === 'traf');
    if (traf === undefined || others.length > 0) return null;
    const [tfhd, tfdt] = [findBox(bytes, traf, 'tfhd'), findBox(bytes, traf, 'tfdt')];
    if (tfhd === null || tfdt === null) return null;
    const view = viewOf(bytes);
    const defaults = readDefaults(view, tfhd);
    if (defaults === null) return null;
    const chunks: Chunk[] = [];
    const at = tfdt.body + 4;
    let tick = view.getUint8(tfdt.body) === 1 ? Number(view.getBigUint64(at)) : view.getUint32(at);
    for (const box of boxesIn(bytes, traf.body, traf.end).filter(({ type }) => type === 'trun')) {
      const run = readRun(view, box, { ...defaults, tick }, add);
      if (run === null) return null;
      if (run.samples > 0) chunks.push({ start: start + run.place, bytes: run.bytes, samples: run.samples });
      ({ tick } = run);
    }
    return chunks;
  } catch (error) {
    if (error instanceof RangeError) return null; // it points outside of itself
    throw error;
  }
}

interface Defaults {
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
}

function readDefaults(view: DataView, { body }: Box): Defaults | null {
  const flags = view.getUint32(body) & 0xff_ffff;
  if ((flags & base.fromMoof) === 0 || (flags & 0x1) !== 0) return null;
  let at = body + 8 + ((flags & 0x2) === 0 ? 0 : 4);
  const next = (has: number): number => {
    if ((flags & has) === 0) return 0;
    at += 4;
    return view.getUint32(at - 4);
  };
  return { duration: next(base.durations), size: next(base.sizes), flags: next(base.flags) };
}

interface ReadRun {
  readonly place: number;
  readonly bytes: number;
  readonly samples: number;
  /** When the sample after the last is decoded. */
  readonly tick: number;
}

function readRun(
  view: DataView,
  { body, end }: Box,
  set: Defaults & { readonly tick: number },
  add: AddSample,
): ReadRun | null {
  const flags = view.getUint32(body) & 0xff_ffff;
  const samples = view.getUint32(body + 4);
  let at = body + 8;
  const next = (has: number, otherwise: number, signed = false): number => {
    if ((flags & has) === 0) return otherwise;
    at += 4;
    return signed ? view.getInt32(at - 4) : view.getUint32(at - 4);
  };
  if ((flags & each.place) === 0) return null;
  const place = next(each.place, 0, true);
  const firstFlags = next(each.firstFlags, set.flags);
  let [{ tick }, bytes] = [set, 0];
  for (let index = 0; index < samples; index += 1) {
    const duration = next(each.duration, set.duration);
    const size = next(each.size, set.size);
    const own = next(each.flags, index === 0 ? firstFlags : set.flags);
    const sample = { duration, bytes: size, delay: next(each.delay, 0, true), isKey: (own & NOT_A_KEY) === 0 };
    if (at > end || !add(tick, sample)) return null;
    tick += duration;
    bytes += size;
  }
  return place > 0 ? { place, bytes, samples, tick } : null;
}
