import { AppError } from '../../shared/failure.ts';
import { type ByteSource, readStretch } from '../platform/byte-source.ts';
import { runTool, type ToolEnd, type ToolRun } from '../platform/media-process.ts';
import { type Chunk, createFragmentReader } from './mp4-fragments.ts';
import { frontOfWholeMp4 } from './mp4-whole.ts';

/** A copy as the vault took it. It is opened again for the proof, and discarded when the proof fails. */
export interface SealedCopy<T> {
  readonly sealed: T;
  open(): Promise<ByteSource>;
  discard(): Promise<void>;
}

/** Takes the bytes of a copy and seals them. When the bytes end by throwing, it must keep nothing. */
export type SealSink<T> = (bytes: AsyncIterable<Uint8Array>) => Promise<SealedCopy<T>>;

/**
 * Runs a tool that writes a fragmented MP4 to its standard output, and seals what it shows as one MP4 with its index
 * first. A tool behind a pipe cannot go back to write an index, and a file to go back in would be plaintext on a disk or
 * take as much memory as the footage: so the fragments are sealed as they come and put together from their seal, which
 * is then gone. Of any length, and on any system.
 * Null when the tool failed or did not write what it should; nothing is kept then.
 */
export async function sealMp4<T>(
  run: Omit<ToolRun<unknown>, 'output'>,
  sink: SealSink<T>,
): Promise<SealedCopy<T> | null> {
  const reader = createFragmentReader();
  const { value: fragmented } = await runTool({
    ...run,
    output: (bytes, ended) => sealStream(readAlong(bytes, reader.push), ended, sink),
  });
  if (fragmented === null) return null;
  try {
    const fragments = reader.finish();
    const front = fragments === null ? null : frontOfWholeMp4(fragments);
    if (fragments === null || front === null) return null;
    const source = await fragmented.open();
    try {
      return await sink(putTogether(source, { front, chunks: fragments.chunks, signal: run.signal }));
    } finally {
      await source.close();
    }
  } finally {
    await fragmented.discard();
  }
}

async function* putTogether(
  source: ByteSource,
  of: { front: readonly Uint8Array[]; chunks: readonly Chunk[]; signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  yield* of.front;
  for (const { start, bytes } of of.chunks) {
    if (of.signal.aborted) throw new AppError('cancelled', 'The work on this footage was stopped.');
    yield* readStretch(source, start, bytes);
  }
}

async function* readAlong(
  bytes: AsyncIterable<Uint8Array>,
  push: (piece: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    push(piece);
    yield piece;
  }
}

/** Hands the bytes to the sink once there are any. Null when there were none, or the tool failed after some of them. */
async function sealStream<T>(
  bytes: AsyncIterable<Uint8Array>,
  ended: Promise<ToolEnd>,
  sink: SealSink<T>,
): Promise<SealedCopy<T> | null> {
  const pieces = bytes[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done === true) return null;
  const failed = new AppError('unavailable', 'The copy broke off while it was made: try again.');
  let hasFailed = false;
  async function* wholeOrThrow(start: Uint8Array): AsyncGenerator<Uint8Array> {
    yield start;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
    hasFailed = (await ended).exitCode !== 0;
    if (hasFailed) throw failed;
  }
  try {
    return await sink(wholeOrThrow(first.value));
  } catch (error) {
    if (hasFailed) return null; // the sink kept nothing of it
    throw error;
  }
}
