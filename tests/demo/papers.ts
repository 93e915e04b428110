import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScriptedShell } from '../host/scripted-shell.ts';

/** What a sheet says, on one line, as a program that is not ours reads it. */
export function textOfPdf(bytes: Uint8Array): string {
  const read = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { input: bytes, encoding: 'utf8' });
  if (read.status !== 0) throw new Error(`a printed sheet cannot be read: ${read.stderr}`);
  return read.stdout.replaceAll(/\s+/gu, ' ');
}

/** The witness code as it is printed. */
export function witnessCodeOn(bytes: Uint8Array): string {
  const code = /\b\d+(?:-[0-9A-Z]{4}){3,}\b/u.exec(textOfPdf(bytes))?.[0];
  if (code === undefined) throw new Error('the sheet shows no witness code');
  return code;
}

/** Writes everything that came out of the printer as files, numbered. */
export async function keepPapers({ printed }: ScriptedShell, folder: string): Promise<void> {
  for (const [index, { title, bytes }] of printed.entries()) {
    const name = title.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');
    await writeFile(join(folder, `${String(index + 1).padStart(2, '0')}-${name}.pdf`), bytes);
  }
}
