import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { tmpdir } from 'node:os';
import { AppError } from '../../shared/failure.ts';
import { type CommandLine, type SandboxLimits, type SandboxSite, sandboxCommand } from './sandbox.ts';
import { createStderrTail, type StderrTail } from './media-stderr.ts';

/** Bounds of one run: the sandbox's, plus how long it may take and how long it may stand still. */
export interface ToolLimits extends SandboxLimits {
  readonly wallMs: number;
  readonly stallMs: number;
}

const GIB = 1024 ** 3;

/** Enough to decode a day of footage; a run that neither reads nor writes for two minutes is given up. */
export const decodeLimits: ToolLimits = {
  memoryBytes: 4 * GIB,
  cpuSeconds: 24 * 3600,
  scratchBytes: GIB / 16,
  wallMs: 24 * 3600_000,
  stallMs: 120_000,
};

/** Reading headers takes seconds; anything longer is an attack or damage. */
export const headerLimits: ToolLimits = { ...decodeLimits, cpuSeconds: 60, wallMs: 120_000, stallMs: 60_000 };

/** How a run ended. `gaveUp` says that a limit of ours stopped it, not the tool itself. */
export interface ToolEnd {
  readonly exitCode: number;
  readonly gaveUp: 'stalled' | 'too-long' | null;
  readonly stderr: StderrTail;
}

export interface ToolRun<T> {
  readonly site: SandboxSite;
  readonly command: CommandLine;
  readonly limits: ToolLimits;
  readonly signal: AbortSignal;
  /** Goes to the tool's standard input, with back-pressure. A tool may stop reading early; that is no failure. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Consumes standard output. `ended` settles once the tool has gone, so a consumer can refuse a half result. */
  readonly output: (bytes: AsyncIterable<Uint8Array>, ended: Promise<ToolEnd>) => Promise<T>;
  readonly onFrame?: (frameNumber: number) => void;
}

/**
 * Runs one tool on bytes we hold, through pipes alone: no plaintext of ours touches a disk.
 * @throws AppError 'cancelled' when the signal fires, 'unavailable' when tool or sandbox cannot start, and whatever
 *   reading the input throws ('integrity'). A non-zero exit code is not thrown: the caller knows what it means.
 */
export async function runTool<T>(run: ToolRun<T>): Promise<{ value: T; end: ToolEnd }> {
  refuseIfCancelled(run.signal);
  const { executable, args } = sandboxCommand(run.site, run.command, run.limits);
  const child = spawn(executable, args, {
    cwd: tmpdir(),
    env: minimalEnvironment(run.site.platform),
    shell: false,
    windowsHide: true,
    stdio: 'pipe',
  });
  const watch = watchChild(child, run);
  try {
    const [, value, end] = await Promise.all([
      watch.stopOnFailure(feed(child, run.input)),
      watch.stopOnFailure(run.output(watch.stdout, watch.ended)),
      watch.ended,
    ]);
    refuseIfCancelled(run.signal);
    refuseBrokenSandbox(end);
    return { value, end };
  } catch (cause) {
    refuseIfCancelled(run.signal, cause);
    // A tool or sandbox that never started is the true reason; a pipe that broke is only its echo.
    refuseBrokenSandbox(await watch.ended);
    throw cause;
  } finally {
    watch.stop();
  }
}

function refuseIfCancelled(signal: AbortSignal, cause?: unknown): void {
  if (signal.aborted) throw new AppError('cancelled', 'The work on this footage was stopped.', { cause });
}

/** Bubblewrap's own failure must never be taken for a verdict on the footage. */
function refuseBrokenSandbox(end: ToolEnd): void {
  if (end.exitCode === 0 || !end.stderr.lines().some((line) => /^(bwrap|prlimit): /.test(line))) return;
  throw new AppError(
    'unavailable',
    'The protected area for opening footage could not be started: ask your administrator to allow bubblewrap.',
    { cause: new Error(end.stderr.lines().join('\n')) },
  );
}

/** Writes until the tool stops listening; a closed pipe is the tool's choice, a failing source is not. */
async function feed(child: ChildProcessWithoutNullStreams, input: AsyncIterable<Uint8Array>): Promise<void> {
  const { stdin } = child;
  let closed = false;
  const close = (): void => void (closed = true);
  stdin.on('error', close).on('close', close);
  for await (const bytes of input) {
    if (closed) return;
    if (!stdin.write(bytes)) await drained(stdin);
  }
  stdin.end();
}

function drained(stdin: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'close', 'error']) stdin.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) stdin.once(event, done);
  });
}

interface ChildWatch {
  /** Settles when the process has gone and its pipes are closed; rejects when it could not start. */
  readonly ended: Promise<ToolEnd>;
  readonly stdout: AsyncIterable<Uint8Array>;
  stopOnFailure<T>(work: Promise<T>): Promise<T>;
  stop(): void;
}

const lettingGoMs = 2000;

function watchChild<T>(child: ChildProcessWithoutNullStreams, run: ToolRun<T>): ChildWatch {
  const stderr = createStderrTail(run.onFrame);
  // A sandbox killed while it is still being set up can leave its inner process behind, which dies with its parent only
  // later on: without input it ends by itself, and our ends of its pipes are let go in any case.
  const kill = (): void => {
    child.stdin.destroy();
    child.kill('SIGKILL');
  };
  child.once('exit', () => {
    if (child.killed)
      setTimeout(() => [child.stdout, child.stderr].forEach((pipe) => pipe.destroy()), lettingGoMs).unref();
  });
  const timer = watchTime(run.limits, kill);
  child.stdin.on('drain', timer.active);
  child.stderr.on('data', (bytes: Uint8Array) => {
    timer.active();
    stderr.push(bytes);
  });
  run.signal.addEventListener('abort', kill, { once: true });
  const ended = new Promise<ToolEnd>((resolve, reject) => {
    child.once('error', (cause) => reject(cannotStart(cause)));
    // A death by signal has no exit code; 137 is what a shell would say, and is never success.
    child.once('close', (code) => resolve({ exitCode: code ?? 137, gaveUp: timer.gaveUp(), stderr }));
  });
  return {
    ended,
    stdout: tapped(child.stdout, timer.active),
    stopOnFailure: (work) =>
      work.catch((cause: unknown) => {
        child.stdout.destroy();
        kill();
        throw cause;
      }),
    stop() {
      timer.stop();
      run.signal.removeEventListener('abort', kill);
      if (child.exitCode === null && child.signalCode === null) kill();
    },
  };
}

async function* tapped(bytes: AsyncIterable<Uint8Array>, active: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    active();
    yield chunk;
    active();
  }
}

/** Kills a run that takes too long or stands still: damage or an attack may make a parser loop for ever. */
function watchTime(limits: ToolLimits, kill: () => void) {
  const startedMs = performance.now();
  let activeMs = startedMs;
  let gaveUp: ToolEnd['gaveUp'] = null;
  const interval = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - startedMs > limits.wallMs) gaveUp = 'too-long';
    else if (nowMs - activeMs > limits.stallMs) gaveUp = 'stalled';
    if (gaveUp !== null) kill();
  }, 250);
  return {
    active: (): void => void (activeMs = performance.now()),
    gaveUp: (): ToolEnd['gaveUp'] => gaveUp,
    stop: (): void => clearInterval(interval),
  };
}

function cannotStart(cause: Error): AppError {
  return new AppError('unavailable', 'The tool that reads footage could not be started: check its installation.', {
    cause,
  });
}

/** Threat: secrets or loader tricks passed on by our own environment. Windows programs need SystemRoot to start. */
function minimalEnvironment(platform: NodeJS.Platform): NodeJS.ProcessEnv {
  if (platform !== 'win32') return { PATH: '/usr/bin:/bin' };
  return { SystemRoot: process.env['SystemRoot'] ?? 'C:\\Windows' };
}
