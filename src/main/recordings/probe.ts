import type { ByteSource } from '../platform/byte-source.ts';
import { headerArguments } from '../platform/ffmpeg.ts';
import { listFrames } from './frame-list.ts';
import { type MediaPorts, type PipedFootage, pipeFootage } from './piped-footage.ts';
import { headerLimits, runTool } from '../platform/media-process.ts';
import { collectText } from '../platform/media-tools.ts';
import {
  firstVideo,
  headerSchema,
  type MediaFacts,
  type MediaHeaders,
  mediaFacts,
  type UnplayableFootage,
} from './media-facts.ts';

const maxHeaderBytes = 4 * 1024 * 1024;

/**
 * Reads the headers and decodes every picture once. Bad footage is an answer, never an error.
 * @throws AppError 'unavailable' (a tool or the sandbox is missing), 'cancelled', or 'integrity' from the source.
 */
export async function probeMedia(
  source: ByteSource,
  ports: MediaPorts,
  signal: AbortSignal,
): Promise<MediaFacts | UnplayableFootage> {
  if (source.sizeBytes === 0) return unplayable('empty');
  const footage = await pipeFootage(source, ports);
  if (footage.layout === 'no-index') return unplayable('index-missing');
  const headers = await readHeaders(footage, ports, signal);
  if (headers === null) return unplayable('not-recognised');
  const video = firstVideo(headers);
  if (video === null) return unplayable('no-video');
  const { list, end } = await listFrames({
    tools: ports.tools,
    input: footage.input,
    limits: footage.limits,
    bytes: footage.bytes(),
    signal,
    ...(ports.onProgress === undefined ? {} : { onFrame: ports.onProgress }),
  });
  if (list.frameCount === 0) return unplayable(end.gaveUp === null ? 'no-pictures' : 'gave-up');
  return mediaFacts(headers, video, {
    times: list.times,
    digest: list.digest,
    complaints: end.stderr.lineCount(),
    // 137 is a kill: by our clock, or by the sandbox's bounds on memory or CPU time.
    gaveUp: end.gaveUp !== null || end.exitCode >= 128,
  });
}

function unplayable(reason: UnplayableFootage['reason']): UnplayableFootage {
  return { playable: false, reason };
}

async function readHeaders(
  footage: PipedFootage,
  ports: MediaPorts,
  signal: AbortSignal,
): Promise<MediaHeaders | null> {
  const { value, end } = await runTool({
    site: ports.tools.site,
    command: { executable: ports.tools.ffprobe, args: headerArguments(footage.input) },
    limits: { ...headerLimits, scratchBytes: footage.limits.scratchBytes },
    signal,
    input: footage.bytes(),
    output: (bytes) => collectText(bytes, maxHeaderBytes),
  });
  if (end.exitCode !== 0) return null;
  return parseHeaders(value);
}

/** What the tool prints comes from a hostile file: anything unexpected counts as not recognised. */
function parseHeaders(text: string): MediaHeaders | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null; // cut off at our limit: no real recording has megabytes of headers
  }
  const parsed = headerSchema.safeParse(json);
  return parsed.success ? parsed.data : null;
}
