import { AppError } from '../../shared/failure.ts';
import { type ByteSource, readStretch } from '../platform/byte-source.ts';
import { runTool, type ToolEnd, type ToolRun } from '../platform/media-process.ts';
import type { SealedCopy } from '../vault/sealing.ts';
import { type Chunk, createFragmentReader } from './mp4-fragments.ts';
import { frontOfWholeMp4 } from './mp4-whole.ts';

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
  const fragmented = await sealFragments(run, reader.push, sink);
  if (fragmented === null) return null;
  let whole: SealedCopy<T> | null = null;
  try {
    const fragments = reader.finish();
    const front = fragments === null ? null : frontOfWholeMp4(fragments);
    if (fragments !== null && front !== null) {
      const source = await fragmented.open();
      try {
        whole = await sink(putTogether(source, { front, chunks: fragments.chunks, signal: run.signal }));
      } finally {
        await source.close();
      }
    }
    await fragmented.discard();
    return whole;
  } catch (error) {
    for (const each of [whole, fragmented]) await each?.discard().catch(() => undefined); // why it failed is told
    throw error;
  }
}

/** The fragments as they come, sealed; null when there were none or the tool failed. A stop leaves nothing, however late. */
async function sealFragments<T>(
  run: Omit<ToolRun<unknown>, 'output'>,
  push: (piece: Uint8Array) => void,
  sink: SealSink<T>,
): Promise<SealedCopy<T> | null> {
  let sealed: SealedCopy<T> | null = null;
  try {
    await runTool({
      ...run,
      output: async (bytes, ended) => void (sealed = await sealStream(readAlong(bytes, push), ended, sink)),
    });
    return sealed;
  } catch (error) {
    await (sealed as SealedCopy<T> | null)?.discard();
    throw error;
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
