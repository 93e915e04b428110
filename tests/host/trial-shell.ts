import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import type { Shell } from '../../src/main/app.ts';
import { writeSavedFile } from '../../src/main/platform/saved-file.ts';

/** A laptop that slept shows as a step of the clock; this is how long a tick may take before we call it sleep. */
const TICK_MS = 5_000;
const SLEPT_MS = 30_000;

/**
 * The desktop of the trial window: dialogs of zenity or kdialog where one of them is installed, otherwise questions on
 * the terminal. Printing saves the document instead, as there is nothing here that could know a printer.
 */
export const trialShell = (): Shell => ({
  chooseFolder: (title) => ask({ title, zenity: ['--directory'], kdialog: ['--getexistingdirectory', homedir()] }),
  async chooseFiles(title, extensions) {
    const filter = extensions.map((extension) => `*.${extension}`).join(' ');
    const answer = await ask({
      title: filter === '' ? title : `${title} (${filter})`,
      zenity: ['--multiple', '--separator=\n', ...(filter === '' ? [] : [`--file-filter=${filter}`])],
      kdialog: ['--multiple', '--separate-output', '--getopenfilename', homedir(), filter === '' ? '*' : filter],
    });
    return answer === null ? [] : answer.split('\n').filter((line) => line !== '');
  },
  saveFile: save,
  printPdf: (title, bytes) => save(`${title.replaceAll(/[^A-Za-z0-9 ._-]/g, '-')}.pdf`, bytes),
  onSuspend(listener) {
    let last = Date.now();
    setInterval(() => {
      const hasSlept = Date.now() - last > TICK_MS + SLEPT_MS;
      last = Date.now();
      if (hasSlept) listener();
    }, TICK_MS).unref();
  },
});

async function save(suggestedName: string, bytes: Uint8Array): Promise<boolean> {
  const target = join(homedir(), suggestedName);
  const path = await ask({
    title: `Where to save ${suggestedName}`,
    zenity: ['--save', `--filename=${target}`],
    kdialog: ['--getsavefilename', target],
  });
  if (path === null) return false;
  await writeSavedFile(path, bytes);
  return true;
}

interface Question {
  readonly title: string;
  readonly zenity: readonly string[];
  readonly kdialog: readonly string[];
}

/** The answer as a full path (several as lines), or null when the person cancelled. */
async function ask({ title, zenity, kdialog }: Question): Promise<string | null> {
  const hasDisplay = (process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'] ?? '') !== '';
  if (hasDisplay && existsSync('/usr/bin/zenity'))
    return dialogAnswer('/usr/bin/zenity', ['--file-selection', `--title=${title}`, ...zenity]);
  if (hasDisplay && existsSync('/usr/bin/kdialog'))
    return dialogAnswer('/usr/bin/kdialog', ['--title', title, ...kdialog]);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = (await terminal.question(`${title}\nFull path (empty to cancel): `)).trim();
    return answer === '' ? null : resolve(answer);
  } finally {
    terminal.close();
  }
}

/** The dialog runs beside us: the page keeps being served while it is open. */
async function dialogAnswer(program: string, args: readonly string[]): Promise<string | null> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [answer, status] = await Promise.all([text(child.stdout), once(child, 'close').then(([code]) => Number(code))]);
  return status === 0 ? answer.trim() : null;
}
