import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { freshPage } from './fresh-pages.ts';

/** Everything electron-builder packs: the pages, the main process with its workers, and the preload. */
export function buildAll(): void {
  freshPage('ui');
  freshPage('open-me-first');
  buildMain();
}

/** The main process and the preload alone, into dist/main. */
export function buildMain(): void {
  const project = join(import.meta.dirname, '..');
  for (const config of ['build/vite.main.ts', 'build/vite.preload.ts']) {
    const args = [join(project, 'node_modules/vite/bin/vite.js'), 'build', '--config', config, '--logLevel', 'warn'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${config} did not build:\n${stdout}${stderr}`);
  }
}

if (import.meta.main) buildAll();
