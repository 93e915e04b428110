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

export const outputPath = '/tmp/derivative.mp4';
const rawPath = '/tmp/raw';
const timedPath = '/tmp/timed.mkv';

/**
 * ffmpeg cannot write an MP4 with its index into a pipe, so it writes to the sandbox's memory-only /tmp, whence it is
 * sent on. The script is fixed text; everything that varies is a positional parameter, so nothing is interpreted.
 */
const sendOn = `"$@" && exec cat ${outputPath}`;

/** As above, with mkvmerge first: `$1` is its path, `$2` the track's rate; each file goes as soon as it is used. */
const timeAndSendOn = [
  `cat > ${rawPath}`,
  `{ "$1" -q -o ${timedPath} --default-duration "$2" ${rawPath} || [ $? -eq 1 ]; }`, // 1: done, with warnings
  `rm ${rawPath} && shift 2`,
  `"$@" && rm ${timedPath} && exec cat ${outputPath}`,
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
      ? transcodeArguments(footage.input, title, outputPath, { size: request.size })
      : streamCopyArguments(footage.input, title, outputPath);
  return { command: throughMemory(tools, args), record: [asText(['ffmpeg', ...args])], tools: ['ffmpeg'] };
}

/** ffmpeg writing to `outputPath` in the sandbox's memory, whence it is sent on. */
export const throughMemory = ({ ffmpeg }: MediaTools, args: readonly string[]): CommandLine => ({
  executable: '/usr/bin/sh',
  args: ['-c', sendOn, 'sh', ffmpeg, ...args],
  alsoRuns: [ffmpeg],
});

function timedCopy({ tools, title, fps }: CommandRequest, mkvmerge: string): DerivativeCommand {
  const duration = `0:${fps ?? 25}fps`;
  const args = streamCopyArguments(timedPath, title, outputPath);
  return {
    command: {
      executable: '/usr/bin/sh',
      args: ['-c', timeAndSendOn, 'sh', mkvmerge, duration, tools.ffmpeg, ...args],
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
