import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';

const project = join(import.meta.dirname, '../..');

/** What marks the place of the fuses inside Electron's program; then a version, a count, and one character a fuse. */
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const { version: electronVersion } = JSON.parse(
  readFileSync(join(project, 'node_modules/electron/package.json'), 'utf8'),
) as { version: string };

export interface StandInPackage {
  readonly folder: string;
  /** Paths inside app.asar, with `/` and without the first one. */
  readonly files: readonly string[];
  /** Electron's program file, by the name the application gives it. */
  readonly program: string;
  remove(): void;
}

/**
 * Packs the project for real, around a stand-in for Electron's program (the true one cannot be fetched everywhere). The
 * stand-in carries fuses the way Electron ships them, so the step that sets them is run for real too.
 */
export function packAroundStandIn(platform: 'linux' | 'win32'): StandInPackage {
  const root = mkdtempSync(join(tmpdir(), 'pack-'));
  const isWindows = platform === 'win32';
  electronBuilder([
    isWindows ? '--win' : '--linux',
    `-c.electronDist=${standIn(root, isWindows ? 'electron.exe' : 'electron')}`,
    `-c.directories.output=${join(root, 'out')}`,
    // Both steps rewrite the program file as a Windows one, which the stand-in is not.
    ...(isWindows ? ['-c.win.signAndEditExecutable=false', '-c.disableAsarIntegrity=true'] : []),
  ]);
  const folder = join(root, 'out', isWindows ? 'win-unpacked' : 'linux-unpacked');
  const files = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
  return {
    folder,
    files: files.map((file) => file.replaceAll('\\', '/').replace(/^\//, '')),
    program: join(folder, isWindows ? 'Lend-A-Cam Evidence.exe' : 'lend-a-cam-evidence'),
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** Runs the packager as a person would, without installer and signature; throws with its own words when it refuses. */
export function electronBuilder(args: readonly string[]): void {
  const cli = join(project, 'node_modules/electron-builder/cli.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, '--dir', '--x64', '--publish', 'never', `-c.electronVersion=${electronVersion}`, ...args],
    { cwd: project, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } },
  );
  if (status !== 0) throw new Error(`electron-builder refused:\n${stdout}${stderr}`);
}

function standIn(root: string, program: string): string {
  const dist = join(root, 'electron-dist');
  mkdirSync(join(dist, 'resources'), { recursive: true });
  mkdirSync(join(dist, 'locales'));
  for (const locale of ['en-GB', 'de']) writeFileSync(join(dist, `locales/${locale}.pak`), locale);
  writeFileSync(join(dist, 'version'), electronVersion);
  writeFileSync(join(dist, program), `program ${FUSE_MARK}\u0001\u0009101100011 end`, 'latin1');
  chmodSync(join(dist, program), 0o755);
  return dist;
}
