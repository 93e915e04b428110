import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const project = join(import.meta.dirname, '../..');

/** Every file of the project that git keeps or would keep, except the lock file, as paths from its root. */
export const projectFiles: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '-z'],
  { cwd: project, encoding: 'utf8' },
)
  .split('\0')
  .filter((file) => file !== '' && file !== 'package-lock.json' && existsSync(join(project, file)));

/** The TypeScript below one folder. */
export const sourcesIn = (folder: string): readonly string[] =>
  projectFiles.filter((file) => file.startsWith(`${folder}/`) && /\.(tsx?|mjs|cjs)$/.test(file));

export const textOf = (file: string): string => readFileSync(join(project, file), 'utf8');

/** Every line `pattern` finds in `files`, as "file:line: text". */
export const linesWith = (files: readonly string[], pattern: RegExp): string[] =>
  files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
