import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { Arch, build, Platform } from 'electron-builder';

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
export async function packAroundStandIn(platform: 'linux' | 'win32'): Promise<StandInPackage> {
  const root = mkdtempSync(join(tmpdir(), 'pack-'));
  const isWindows = platform === 'win32';
  await pack(isWindows ? Platform.WINDOWS : Platform.LINUX, {
    electronDist: standIn(root, isWindows ? 'electron.exe' : 'electron'),
    directories: { output: join(root, 'out') },
    // Both steps rewrite the program file as a Windows one, which the stand-in is not.
    ...(isWindows ? { win: { signAndEditExecutable: false }, disableAsarIntegrity: true } : {}),
  });
  const folder = join(root, 'out', isWindows ? 'win-unpacked' : 'linux-unpacked');
  const files = listPackage(join(folder, 'resources/app.asar'), { isPack: false });
  return {
    folder,
    files: files.map((file) => file.replaceAll('\\', '/').replace(/^\//, '')),
    program: join(folder, isWindows ? 'Lend-A-Cam Evidence.exe' : 'lend-a-cam-evidence'),
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** Only looks at the settings: rejects with electron-builder's own words when one of them is wrong. */
export const validateWith = (settings: Record<string, unknown>): Promise<unknown> => pack(Platform.LINUX, settings);

const pack = (platform: Platform, settings: Record<string, unknown>): Promise<unknown> =>
  build({
    projectDir: project,
    targets: platform.createTarget('dir', Arch.x64),
    publish: 'never',
    config: { extends: 'electron-builder.yml', electronVersion, ...settings },
  });

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
