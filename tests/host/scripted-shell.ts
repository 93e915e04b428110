import type { Shell } from '../../src/main/app.ts';

/** A desktop that answers from a script and keeps what it was handed. Questions without an answer left are an error. */
export interface ScriptedShell extends Shell {
  /** Answers of the next dialogs, in order; `null` is a person who pressed Cancel. */
  readonly folders: (string | null)[];
  readonly files: (readonly string[])[];
  /** What was saved and printed, in order. */
  readonly saved: { readonly name: string; readonly bytes: Uint8Array }[];
  readonly printed: { readonly title: string; readonly bytes: Uint8Array }[];
  /** Closes the lid of the laptop. */
  suspend(): void;
}

export function scriptedShell(
  script: { folders?: (string | null)[]; files?: (readonly string[])[] } = {},
): ScriptedShell {
  const listeners: (() => void)[] = [];
  const shell: ScriptedShell = {
    folders: [...(script.folders ?? [])],
    files: [...(script.files ?? [])],
    saved: [],
    printed: [],
    async chooseFolder(title) {
      return next(shell.folders, title);
    },
    async chooseFiles(title) {
      return next(shell.files, title);
    },
    async saveFile(name, bytes) {
      shell.saved.push({ name, bytes });
      return true;
    },
    async printPdf(title, bytes) {
      shell.printed.push({ title, bytes });
      return true;
    },
    onSuspend: (listener) => void listeners.push(listener),
    suspend() {
      for (const listener of listeners) listener();
    },
  };
  return shell;
}

function next<T>(answers: T[], title: string): T {
  const answer = answers.shift();
  if (answer === undefined) throw new Error(`the script has no answer for the dialog "${title}"`);
  return answer;
}
