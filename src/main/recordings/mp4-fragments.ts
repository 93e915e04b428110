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
/** A fragment is cut every few megabytes: what says where its samples lie is a small part of that. */
const mostBytes = 64 * 1024 * 1024;
const mostSamples = 20_000_000;

/**
 * Reads along with a fragmented MP4 that a tool in the sandbox writes: the tool held hostile bytes, so what it says is
 * believed of nothing but the places of samples, and those must lie in its own media boxes.
 */
export function createFragmentReader() {
  const found = createTable();
  let head = new Uint8Array(0);
  let body: { readonly box: Box; readonly bytes: Uint8Array; filled: number } | null = null;
  let [at, skipUntil] = [0, 0];
  let isReadable = true;

  const enter = (box: Box): void => {
    if (!kept.has(box.type)) {
      if (box.type === 'mdat') found.addMedia(box);
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
  const media: Box[] = [];
  let last: { readonly tick: number; readonly duration: number } | null = null;
  let [firstTick, shownUntil] = [0, 0];

  const addSample = (sample: Sample): boolean => {
    if (last === null) firstTick = sample.tick;
    else {
      if (sample.tick < last.tick || sample.tick - last.tick > 0xffff_ffff) return false;
      addToRuns(durations, sample.tick - last.tick);
    }
    last = sample;
    sizes.push(sample.bytes);
    addToRuns(delays, sample.delay);
    if (sample.isKey) keys.push(sizes.length);
    shownUntil = Math.max(shownUntil, sample.tick - firstTick + sample.delay + sample.duration);
    return sizes.length <= mostSamples;
  };

  return {
    addMedia: (box: Box): void => void media.push(box),
    addIndex(box: Box, bytes: Uint8Array): boolean {
      if (box.type === 'moov') {
        if (moov !== null) return false;
        moov = bytes;
        return true;
      }
      const fragment = readFragment(bytes, box.start);
      if (fragment === null) return false;
      chunks.push(...fragment.chunks);
      return fragment.samples.every(addSample);
    },
    finish(): Fragments | null {
      if (moov === null || last === null || !areInMedia(chunks, media)) return null;
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

/** Both are in the order of the file; each chunk must lie in one of the boxes that hold media. */
function areInMedia(chunks: readonly Chunk[], media: readonly Box[]): boolean {
  let next = 0;
  return chunks.every(({ start, bytes }) => {
    while (next < media.length && (media[next]?.end ?? 0) < start + bytes) next += 1;
    const box = media[next];
    return box !== undefined && start >= box.body;
  });
}

interface Sample {
  readonly tick: number;
  readonly duration: number;
  readonly bytes: number;
  readonly delay: number;
  readonly isKey: boolean;
}

const base = { durations: 0x8, sizes: 0x10, flags: 0x20, fromMoof: 0x2_0000 } as const;
const each = { place: 0x1, firstFlags: 0x4, duration: 0x100, size: 0x200, flags: 0x400, delay: 0x800 } as const;
const NOT_A_KEY = 0x1_0000;

/** One `moof` with one track whose samples lie at places counted from its own start, as ffmpeg writes it; else null. */
function readFragment(bytes: Uint8Array, start: number): { chunks: Chunk[]; samples: Sample[] } | null {
  try {
    const [traf, ...others] = boxesIn(bytes, 8).filter(({ type }) => type === 'traf');
    if (traf === undefined || others.length > 0) return null;
    const [tfhd, tfdt] = [findBox(bytes, traf, 'tfhd'), findBox(bytes, traf, 'tfdt')];
    if (tfhd === null || tfdt === null) return null;
    const view = viewOf(bytes);
    const defaults = readDefaults(view, tfhd);
    if (defaults === null) return null;
    const [chunks, samples]: [Chunk[], Sample[]] = [[], []];
    let tick =
      view.getUint8(tfdt.body) === 1 ? Number(view.getBigUint64(tfdt.body + 4)) : view.getUint32(tfdt.body + 4);
    for (const box of boxesIn(bytes, traf.body, traf.end).filter(({ type }) => type === 'trun')) {
      const run = readRun(view, box, { ...defaults, tick });
      if (run === null) return null;
      chunks.push({
        start: start + run.place,
        bytes: run.samples.reduce((sum, sample) => sum + sample.bytes, 0),
        samples: run.samples.length,
      });
      for (const sample of run.samples) {
        samples.push(sample);
        tick = sample.tick + sample.duration;
      }
    }
    return { chunks: chunks.filter((chunk) => chunk.samples > 0), samples };
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

function readRun(
  view: DataView,
  { body, end }: Box,
  set: Defaults & { readonly tick: number },
): { place: number; samples: Sample[] } | null {
  const flags = view.getUint32(body) & 0xff_ffff;
  const count = view.getUint32(body + 4);
  let at = body + 8;
  const next = (has: number, otherwise: number, signed = false): number => {
    if ((flags & has) === 0) return otherwise;
    at += 4;
    return signed ? view.getInt32(at - 4) : view.getUint32(at - 4);
  };
  if ((flags & each.place) === 0 || count > end - body) return null;
  const place = next(each.place, 0, true);
  const firstFlags = next(each.firstFlags, set.flags);
  const samples: Sample[] = [];
  let { tick } = set;
  for (let index = 0; index < count; index += 1) {
    const duration = next(each.duration, set.duration);
    const bytes = next(each.size, set.size);
    const own = next(each.flags, index === 0 ? firstFlags : set.flags);
    samples.push({ tick, duration, bytes, delay: next(each.delay, 0, true), isKey: (own & NOT_A_KEY) === 0 });
    tick += duration;
  }
  return at <= end && place > 0 ? { place, samples } : null;
}
