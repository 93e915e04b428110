import { spawn } from 'node:child_process';

const WAIT_MS = 10_000;
const MOST_BYTES = 1024 * 1024;

/**
 * What a tool of the operating system answers, from a fixed place and without a shell; null when it is missing, fails,
 * takes too long or talks too much. Threat: a PATH changed by somebody else answering in its place; PATH is never asked.
 */
export async function askSystem(executable: string, args: readonly string[]): Promise<string | null> {
  const child = spawn(executable, args, {
    env: { LC_ALL: 'C', ...(process.platform === 'win32' ? { SystemRoot: process.env['SystemRoot'] } : {}) },
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: false,
    windowsHide: true,
    timeout: WAIT_MS,
    killSignal: 'SIGKILL',
  });
  const pieces: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (bytes: Buffer) => {
    size += bytes.length;
    if (size > MOST_BYTES) child.kill('SIGKILL');
    else pieces.push(bytes);
  });
  const code = await new Promise<number | null>((resolve) =>
    child.once('error', () => resolve(null)).once('close', resolve),
  );
  return code === 0 && size <= MOST_BYTES ? Buffer.concat(pieces).toString('utf8') : null;
}

/** The first of several places at which a tool answers. */
export async function askFirst(executables: readonly string[], args: readonly string[]): Promise<string | null> {
  for (const executable of executables) {
    const answer = await askSystem(executable, args);
    if (answer !== null) return answer;
  }
  return null;
}

/** JSON of such an answer, whatever it is; undefined when it is none. */
export function readAnswer(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
}
