import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { drawBytes } from './random.ts';

/**
 * The technical log: what went wrong in the application, never what it was about. Messages of errors are left out,
 * because they may quote names, case references or paths; the frames of the stack are enough to find a bug.
 */
export function createLog(folder: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (line: object): void => {
    try {
      const text = `${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`;
      appendFileSync(join(folder, 'application.log'), text, { mode: 0o600 });
    } catch {
      // A full disk must not turn a good change into a failed one: the line is lost, the reference is still shown.
    }
  };
  return {
    /** Writes a bug; the reference is shown to the person and finds the line again. */
    bug(name: string, error: unknown): string {
      const reference = Buffer.from(drawBytes(4)).toString('hex').toUpperCase();
      const known =
        error instanceof Error
          ? { kind: error.name, frames: framesOf(error), ...codeOf(error) }
          : { kind: typeof error };
      write({ reference, name, ...known });
      return reference;
    },
    slow(sql: string, durationMs: number): void {
      write({ slow: sql.replaceAll(/\s+/gu, ' ').slice(0, 200), durationMs: Math.round(durationMs) });
    },
  };
}

const framesOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /u.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replaceAll(/(?:file:\/\/)?\/?[^\s()]*\/(?=[^/\s()]+$|[^/\s()]+\))/gu, ''));

const codeOf = (error: Error): { code?: string } =>
  'code' in error && typeof error.code === 'string' ? { code: error.code } : {};

export type Log = ReturnType<typeof createLog>;
