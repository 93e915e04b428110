import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CrashOrder } from './crash-child.ts';

/** Runs the child to its end or its death; the lines are the events it announced. */
export async function runChild(order: CrashOrder): Promise<{ lines: string[]; killed: boolean }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts'), JSON.stringify(order)]);
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (errors += String(data)));
  const signal = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, by) => (code === 0 || by === 'SIGKILL' ? resolve(by) : reject(new Error(errors))));
  });
  return { lines: output.split('\n').filter((line) => line !== ''), killed: signal === 'SIGKILL' };
}
