import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/failure.ts';
import { headerLimits, runTool } from './media-process.ts';
import type { SandboxSite } from './sandbox.ts';

export type MediaToolName = 'ffmpeg' | 'ffprobe' | 'mkvmerge';

/** The programs that read footage, and where they run. `mkvmerge` may be missing: then raw streams are transcoded. */
export interface MediaTools {
  readonly site: SandboxSite;
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly mkvmerge: string | null;
}

/** Which program did the work, so that a court can ask for the same one. */
export interface ToolIdentity {
  readonly name: MediaToolName;
  /** The first line the tool says about itself. */
  readonly version: string;
  /** SHA-256 of the program file, lower-case hex. */
  readonly sha256: string;
}

const systemFolders = ['/usr/bin', '/usr/local/bin'];
const packages = { ffmpeg: 'ffmpeg', ffprobe: 'ffmpeg', mkvmerge: 'mkvtoolnix', bwrap: 'bubblewrap' } as const;

/**
 * Finds the tools in fixed folders, or in `folder` (the one shipped with the application) first.
 * Threat: a PATH changed by somebody else choosing the program that reads evidence; PATH is never asked.
 * @throws AppError 'unavailable' naming the package to install.
 */
export async function findMediaTools(
  folder: string | null = null,
  platform: NodeJS.Platform = process.platform,
): Promise<MediaTools> {
  const folders = [...(folder === null ? [] : [folder]), ...(platform === 'win32' ? [] : systemFolders)];
  const find = (name: string): Promise<string | null> => findProgram(name, folders, platform);
  const bwrap = platform === 'linux' ? await find('bwrap') : null;
  if (platform === 'linux' && bwrap === null) throw missing('bwrap');
  return {
    site: { platform, bwrap },
    ffmpeg: (await find('ffmpeg')) ?? refuse('ffmpeg'),
    ffprobe: (await find('ffprobe')) ?? refuse('ffprobe'),
    mkvmerge: await find('mkvmerge'),
  };
}

async function findProgram(name: string, folders: readonly string[], platform: NodeJS.Platform) {
  const fileName = platform === 'win32' ? `${name}.exe` : name;
  for (const folder of folders) {
    const found = await access(join(folder, fileName), constants.X_OK).then(
      () => realpath(join(folder, fileName)),
      () => null,
    );
    if (found !== null) return found;
  }
  return null;
}

function missing(name: keyof typeof packages): AppError {
  return new AppError(
    'unavailable',
    `Footage cannot be opened on this computer: install the package "${packages[name]}" and try again.`,
  );
}

function refuse(name: keyof typeof packages): never {
  throw missing(name);
}

/**
 * Version line and SHA-256 of one tool, asked inside the sandbox: so this also proves that the sandbox starts.
 * @throws AppError 'unavailable' when the tool is missing or cannot run.
 */
export async function identifyTool(tools: MediaTools, name: MediaToolName, signal: AbortSignal): Promise<ToolIdentity> {
  const executable = tools[name] ?? refuse(name);
  const { value, end } = await runTool({
    site: tools.site,
    command: { executable, args: [name === 'mkvmerge' ? '--version' : '-version'] },
    limits: headerLimits,
    signal,
    input: nothing(),
    output: (bytes) => collectText(bytes, 64 * 1024),
  });
  const version = value.split(/\r?\n/)[0] ?? '';
  if (end.exitCode !== 0 || version === '') {
    throw new AppError('unavailable', 'The tool that reads footage does not run: check its installation.', {
      cause: new Error(end.stderr.lines().join('\n')),
    });
  }
  return { name, version, sha256: await hashFile(executable) };
}

/** No input. */
export async function* nothing(): AsyncGenerator<Uint8Array> {}

/** A tool's answer as text. Threat: a hostile file that makes a tool talk without end; the rest is read and dropped. */
export async function collectText(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  return new TextDecoder().decode(await collectBytes(bytes, maxBytes));
}

/** As {@link collectText}, as bytes. */
export async function collectBytes(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    if (size < maxBytes) pieces.push(piece.subarray(0, maxBytes - size));
    size += piece.byteLength;
  }
  return Buffer.concat(pieces);
}

/** SHA-256 of each program that reads footage, as its file is now. */
export async function toolFingerprints(
  tools: MediaTools,
): Promise<readonly { readonly name: MediaToolName; readonly sha256: string }[]> {
  const names = (['ffmpeg', 'ffprobe', 'mkvmerge'] as const).filter((name) => tools[name] !== null);
  return Promise.all(names.map(async (name) => ({ name, sha256: await hashFile(tools[name] ?? refuse(name)) })));
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes);
  return hash.digest('hex');
}
