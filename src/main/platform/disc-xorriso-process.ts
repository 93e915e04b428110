import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../../shared/failure.ts';

// Runs xorriso. It is the burner on Linux; it reads none of our files, only the image on its standard input.

/** A fixed place. Threat: a PATH changed by somebody else choosing the program that writes evidence. */
const program = '/usr/bin/xorriso';

/** How long a burner may take to stop cleanly when asked; it must switch its laser off and let the tray go. */
const stopMs = 30_000;

export interface XorrisoRun {
  readonly args: readonly string[];
  readonly signal?: AbortSignal;
  readonly input?: AsyncIterable<Uint8Array>;
  /** Each line it prints, on either channel. */
  readonly onLine?: (line: string) => void;
}

export interface XorrisoEnd {
  readonly exitCode: number;
  readonly lines: readonly string[];
  /** All of the input was taken. */
  readonly inputTaken: boolean;
}

/**
 * Runs it to its end. `-no_rc` comes first: start-up files of the account could give it other commands.
 * Throws AppError('cancelled'), ('unavailable') when it cannot be started, and what reading the input throws.
 */
export async function runXorriso(run: XorrisoRun): Promise<XorrisoEnd> {
  const child = spawn(program, ['-no_rc', ...run.args], {
    env: { LC_ALL: 'C' },
    cwd: '/',
    stdio: 'pipe',
    windowsHide: true,
  });
  const lines: string[] = [];
  for (const channel of [child.stdout, child.stderr])
    eachLine(channel, (line) => {
      lines.push(line);
      if (lines.length > 200) lines.shift();
      run.onLine?.(line);
    });
  let forced: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill('SIGTERM');
    forced ??= setTimeout(() => child.kill('SIGKILL'), stopMs);
  };
  run.signal?.addEventListener('abort', stop, { once: true });
  if (run.signal?.aborted === true) stop();
  const ended = once(child, 'close').then(([code]) => Number(code ?? 137)); // 137: killed, never a success
  const failedToStart = once(child, 'error').then(([cause]) => Promise.reject(cannotStart(cause)));
  try {
    const feeding = feed(child.stdin, run.input).catch((error: unknown) => {
      stop(); // the disc must not be closed around half an image as if it were whole
      throw error;
    });
    const [exitCode, inputTaken] = await Promise.race([Promise.all([ended, feeding]), failedToStart]);
    if (run.signal?.aborted === true) throw new AppError('cancelled', 'Work with the disc was stopped.');
    return { exitCode, lines, inputTaken };
  } catch (error) {
    await ended.catch(() => undefined);
    if (run.signal?.aborted === true)
      throw new AppError('cancelled', 'Work with the disc was stopped.', { cause: error });
    throw error;
  } finally {
    clearTimeout(forced);
    run.signal?.removeEventListener('abort', stop);
  }
}

const cannotStart = (cause: unknown): AppError =>
  new AppError('unavailable', 'The program that writes discs is missing: ask your administrator to install xorriso.', {
    cause,
  });

/** Answers whether all was taken; a program that stops reading says why in its own words and exit code. */
async function feed(stdin: NodeJS.WritableStream, input: AsyncIterable<Uint8Array> | undefined): Promise<boolean> {
  let closed = false;
  const close = (): void => void (closed = true);
  stdin.on('error', close).on('close', close);
  for await (const bytes of input ?? []) {
    if (closed) return false;
    if (!stdin.write(bytes)) await writable(stdin);
  }
  if (closed) return false;
  stdin.end();
  return true;
}

function writable(stdin: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'close', 'error']) stdin.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) stdin.once(event, done);
  });
}

/** Progress lines end in a carriage return. */
function eachLine(channel: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  channel.setEncoding('utf8');
  channel.on('data', (text: string) => {
    const parts = (rest + text).split(/[\r\n]+/);
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.trim() !== '') onLine(part);
  });
  channel.on('end', () => {
    if (rest.trim() !== '') onLine(rest);
  });
}
