import { AppError } from '../../shared/failure.ts';

/** Where the sandbox runs: `bwrap` is the path of bubblewrap, or null when it is not installed. */
export interface SandboxSite {
  readonly platform: NodeJS.Platform;
  readonly bwrap: string | null;
}

/** Hard bounds for one run. `scratchBytes` is the size of the memory-only `/tmp` the tool sees. */
export interface SandboxLimits {
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
  readonly scratchBytes: number;
}

export interface CommandLine {
  readonly executable: string;
  readonly args: readonly string[];
  /** Programs that `executable` starts in turn, so that the sandbox shows them too. */
  readonly alsoRuns?: readonly string[];
}

const nobody = '65534';

/**
 * The command line that runs `tool` on hostile bytes.
 * Threat: footage from a stranger's stick that takes over the parser. On Linux it then sits in bubblewrap: no network,
 * no home folder, no vault, read-only /usr, no capabilities, no further namespaces, a bounded memory-only /tmp, and
 * bounded memory, CPU time and open files. Nothing it writes reaches a disk and nothing it learns can leave.
 * Elsewhere the same arguments run bare: the protocol and format lists of `ffmpeg.ts` and the time limits remain.
 */
export function sandboxCommand(site: SandboxSite, tool: CommandLine, limits: SandboxLimits): CommandLine {
  if (site.platform !== 'linux') return tool;
  if (site.bwrap === null) {
    throw new AppError(
      'unavailable',
      'Footage cannot be opened safely on this computer: install the package "bubblewrap" and try again.',
    );
  }
  return {
    executable: site.bwrap,
    args: [
      ...namespaces,
      ...fileSystem(limits.scratchBytes),
      ...[tool.executable, ...(tool.alsoRuns ?? [])].flatMap(shownTool),
      ...environment,
      '--cap-drop',
      'ALL',
      '--',
      ...resourceLimits(limits),
      tool.executable,
      ...tool.args,
    ],
  };
}

/** Mapped to nobody, so that even a run by root holds no right of root inside; killed when we die. */
const namespaces = [
  '--unshare-all',
  '--unshare-user',
  '--disable-userns',
  '--uid',
  nobody,
  '--gid',
  nobody,
  '--die-with-parent',
  '--new-session',
] as const;

function fileSystem(scratchBytes: number): string[] {
  return [
    ...['--ro-bind', '/usr', '/usr'],
    ...['--symlink', 'usr/lib', '/lib', '--symlink', 'usr/lib64', '/lib64', '--symlink', 'usr/bin', '/bin'],
    // The loader's cache and Debian's alternatives (libblas) are all of /etc that the tools need.
    ...['--ro-bind-try', '/etc/alternatives', '/etc/alternatives'],
    ...['--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache'],
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--size', String(scratchBytes), '--tmpfs', '/tmp', '--chdir', '/tmp'],
  ];
}

const environment = [
  '--clearenv',
  '--setenv',
  'PATH',
  '/usr/bin',
  '--setenv',
  'LC_ALL',
  'C.UTF-8',
  '--setenv',
  'HOME',
  '/tmp',
] as const;

function resourceLimits(limits: SandboxLimits): string[] {
  const { memoryBytes, cpuSeconds } = limits;
  return ['prlimit', `--as=${memoryBytes}`, `--cpu=${cpuSeconds}`, '--nofile=64', '--nproc=4096', '--core=0', '--'];
}

/** A tool shipped outside /usr (with the application) is shown as one more file, and nothing beside it. */
function shownTool(executable: string): string[] {
  return executable.startsWith('/usr/') ? [] : ['--ro-bind', executable, executable];
}
