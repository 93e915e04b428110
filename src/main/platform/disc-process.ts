import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { AppError } from '../../shared/failure.ts';
import type { BurnOptions } from '../court/disc-drive.ts';

// Runs the program of the system that writes discs. It reads none of our files, only the image on its standard input.

/** How long a burner may take to stop cleanly when asked; it must switch its laser off and let the tray go. */
const stopMs = 30_000;

export interface DiscProgram {
  /** A fixed place. Threat: a PATH changed by somebody else choosing the program that writes evidence. */
  readonly path: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** What is said when it cannot be started. */
  readonly missing: string;
  /** Asks it to stop cleanly. */
  stop(child: ChildProcessWithoutNullStreams): void;
}

export interface DiscRun {
  readonly signal?: AbortSignal;
  readonly input?: AsyncIterable<Uint8Array>;
  /** Each line it prints, on either channel. */
  readonly onLine?: (line: string) => void;
}

export interface DiscRunEnd {
  readonly exitCode: number;
  readonly lines: readonly string[];
  /** All of the input was taken. */
  readonly inputTaken: boolean;
}

/**
 * Runs it to its end. Throws AppError('cancelled'), ('unavailable') when it cannot be started, and what reading the
 * input throws.
 */
export async function runDiscProgram(program: DiscProgram, run: DiscRun): Promise<DiscRunEnd> {
  const { path, args, env, cwd } = program;
  const child = spawn(path, args, { env, ...(cwd === undefined ? {} : { cwd }), stdio: 'pipe', windowsHide: true });
  const lines: string[] = [];
  for (const channel of [child.stdout, child.stderr])
    eachLine(channel, (line) => {
      lines.push(line);
      if (lines.length > 200) lines.shift();
      run.onLine?.(line);
    });
  let forced: NodeJS.Timeout | undefined;
  const stop = (): void => {
    program.stop(child);
    forced ??= setTimeout(() => child.kill('SIGKILL'), stopMs);
  };
  run.signal?.addEventListener('abort', stop, { once: true });
  if (run.signal?.aborted === true) stop();
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (cause) => reject(new AppError('unavailable', program.missing, { cause })));
    child.once('close', (code) => resolve(code ?? 137)); // 137: killed, never a success
  });
  try {
    const feeding = feed(child.stdin, run.input).catch((error: unknown) => {
      stop(); // the disc must not be closed around half an image as if it were whole
      throw error;
    });
    const [exitCode, inputTaken] = await Promise.all([ended, feeding]);
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

/** Answers whether all was taken; a program that stops reading says why in its own words and exit code. */
async function feed(stdin: NodeJS.WritableStream, input: AsyncIterable<Uint8Array> = nothing()): Promise<boolean> {
  const closed = new Promise<'closed'>((resolve) => {
    for (const event of ['error', 'close']) stdin.on(event, () => resolve('closed'));
  });
  const pieces = input[Symbol.asyncIterator]();
  for (;;) {
    // A program that has ended is noticed while the next piece is still waited for, too.
    const next = await Promise.race([pieces.next(), closed]);
    if (next === 'closed') {
      void pieces.return?.().catch(() => undefined); // its end is what matters, not what the source thinks of it
      return false;
    }
    if (next.done === true) break;
    if (!stdin.write(next.value)) await Promise.race([once(stdin, 'drain'), closed]);
  }
  stdin.end();
  return true;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

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

const tellEveryMs = 250;

/** Says how much the burner has taken; it takes no more than its buffer ahead of what it has written. */
export async function* counted(image: AsyncIterable<Uint8Array>, options: BurnOptions): AsyncGenerator<Uint8Array> {
  let done = 0;
  let toldAt = 0;
  for await (const piece of image) {
    yield piece;
    done += piece.length;
    if (performance.now() - toldAt < tellEveryMs && done < options.imageBytes) continue;
    toldAt = performance.now();
    options.onProgress?.(done);
  }
}

/** What is said of a disc that a burner began and did not finish. */
export const spoiledDisc = (lines: readonly string[]): AppError =>
  new AppError('unavailable', 'The disc could not be written and is spoiled. Destroy it and use a new one.', {
    cause: new Error(lines.join('\n')),
  });
