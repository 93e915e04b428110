import { streamCopyArguments, transcodeArguments } from '../platform/ffmpeg.ts';
import type { CommandLine } from '../platform/sandbox.ts';
import type { MediaTools } from '../platform/media-tools.ts';
import type { DerivativeRoute } from './derivative-route.ts';
import type { PipedFootage } from './piped-footage.ts';

/** One way to a playing copy: what is run in the sandbox, and the same as text for the record. */
export interface DerivativeCommand {
  readonly command: CommandLine;
  /** Each tool's own command line, in order. */
  readonly record: readonly string[];
  readonly tools: readonly ('ffmpeg' | 'mkvmerge')[];
}

const rawPath = '/tmp/raw';
const timedPath = '/tmp/timed.mkv';

/**
 * mkvmerge needs files: they lie in the sandbox's memory-only /tmp, and each goes as soon as it is used. `$1` is its
 * path, `$2` the track's rate. The script is fixed text; everything that varies is a positional parameter, so nothing is
 * interpreted.
 */
const timeAndCopy = [
  `cat > ${rawPath}`,
  `{ "$1" -q -o ${timedPath} --default-duration "$2" ${rawPath} || [ $? -eq 1 ]; }`, // 1: done, with warnings
  `rm ${rawPath} && shift 2 && exec "$@"`,
].join(' && ');

export interface CommandRequest {
  readonly route: DerivativeRoute;
  readonly footage: PipedFootage;
  readonly tools: MediaTools;
  readonly title: string;
  /** Stated rate of a raw stream, as a fraction or decimal number of pictures per second. */
  readonly fps: number | null;
  readonly size: { readonly width: number; readonly height: number };
}

/** Builds the command for a route. */
export function derivativeCommand(request: CommandRequest): DerivativeCommand {
  const { route, footage, tools, title } = request;
  if (route === 'timed-copy' && tools.mkvmerge !== null) return timedCopy(request, tools.mkvmerge);
  const args =
    route === 'transcode'
      ? transcodeArguments(footage.input, title, { size: request.size })
      : streamCopyArguments(footage.input, title);
  return { command: { executable: tools.ffmpeg, args }, record: [asText(['ffmpeg', ...args])], tools: ['ffmpeg'] };
}

function timedCopy({ tools, title, fps }: CommandRequest, mkvmerge: string): DerivativeCommand {
  const duration = `0:${fps ?? 25}fps`;
  const args = streamCopyArguments(timedPath, title);
  return {
    command: {
      executable: '/usr/bin/sh',
      args: ['-c', timeAndCopy, 'sh', mkvmerge, duration, tools.ffmpeg, ...args],
      alsoRuns: [mkvmerge, tools.ffmpeg],
    },
    record: [
      asText(['mkvmerge', '-q', '-o', timedPath, '--default-duration', duration, rawPath]),
      asText(['ffmpeg', ...args]),
    ],
    tools: ['mkvmerge', 'ffmpeg'],
  };
}

/** For people to read and repeat: words with anything unusual in them are quoted as a shell wants it. */
export function asText(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}
