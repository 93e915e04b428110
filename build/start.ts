import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildAll } from './build.ts';

/**
 * `npm start`: the application in Electron, built first. Electron's package fetches its program when it is first asked
 * for; where that is not possible this says so, and which command shows the same screens without it.
 */
const project = join(import.meta.dirname, '..');

/** The program's path, fetched when it has to be and can be; otherwise null. */
function electronProgram(): string | null {
  const require = createRequire(import.meta.url);
  const install = join(dirname(require.resolve('electron/package.json')), 'install.js');
  if (spawnSync(process.execPath, [install], { stdio: 'ignore', timeout: 600_000 }).status !== 0) return null;
  return String(require('electron')); // in plain Node the package is the path of its program
}

const electron = electronProgram();
if (electron === null) {
  process.stderr.write(
    'The Electron program is not on this machine and could not be fetched from github.com/electron/electron/releases.\n' +
      'Try again with network access to it, or look at the same screens in a trial window with: npm run start:browser\n',
  );
  process.exit(1);
}
buildAll();
spawn(electron, [project, ...process.argv.slice(2)], { stdio: 'inherit' }).on('exit', (code) =>
  process.exit(code ?? 1),
);
