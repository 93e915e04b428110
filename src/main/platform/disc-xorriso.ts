import { readdir, readFile } from 'node:fs/promises';
import { AppError } from '../../shared/failure.ts';
import type { BurnOptions, DiscDrive, DiscMedia } from '../court/disc-drive.ts';
import { openDiscBytes } from './disc-bytes.ts';
import { counted, type DiscRun, type DiscRunEnd, runDiscProgram, spoiledDisc } from './disc-process.ts';

/** `-no_rc` comes first: start-up files of the account could give it other commands. */
const runXorriso = (args: readonly string[], run: DiscRun = {}): Promise<DiscRunEnd> =>
  runDiscProgram(
    {
      path: '/usr/bin/xorriso',
      args: ['-no_rc', ...args],
      env: { LC_ALL: 'C' },
      cwd: '/',
      missing: 'The program that writes discs is missing: ask your administrator to install xorriso.',
      stop: (child) => void child.kill('SIGTERM'),
    },
    run,
  );

/** The optical drives of this computer, by their device and the name on their front. Empty where there are none. */
export async function listOpticalDrives(): Promise<{ readonly device: string; readonly name: string }[]> {
  const names = (await readdir('/sys/block')).filter((name) => /^sr\d+$/.test(name)).sort();
  const facts = async (name: string, fact: string): Promise<string> =>
    (await readFile(`/sys/block/${name}/device/${fact}`, 'utf8')).trim();
  return await Promise.all(
    names.map(async (name) => ({
      device: `/dev/${name}`,
      name: `${await facts(name, 'vendor')} ${await facts(name, 'model')}`,
    })),
  );
}

/**
 * A burner driven by xorriso. `device` is `/dev/sr0`, or `stdio:/some/file`: xorriso's own pseudo-drive, with which the
 * whole way can be gone where there is no burner.
 */
export function xorrisoDrive(device: string, name: string): DiscDrive {
  return {
    id: device,
    name,
    media: async () => readMedia(device),
    burn: async (image, options) => burn(device, image, options),
    readBack: async (imageBytes) => {
      await reload(device);
      return openDiscBytes(isPseudo(device) ? device.slice(pseudo.length) : device, imageBytes);
    },
    eject: async () => {
      if (!isPseudo(device)) await command(['-outdev', device, '-eject', 'all', '-end']);
    },
  };
}

const pseudo = 'stdio:';
const isPseudo = (device: string): boolean => device.startsWith(pseudo);

async function command(args: readonly string[]): Promise<readonly string[]> {
  const { exitCode, lines } = await runXorriso(args);
  if (exitCode !== 0) throw driveFailed(lines);
  return lines;
}

const driveFailed = (lines: readonly string[]): AppError =>
  new AppError('unavailable', 'The disc drive did not answer. Check the drive and the disc, and try again.', {
    cause: new Error(lines.join('\n')),
  });

/** A pseudo-drive always says that it can be added to: of closing it says nothing. */
async function readMedia(device: string): Promise<DiscMedia> {
  const media = mediaFromReport(await command(['-outdev', device, '-toc', '-end']));
  return isPseudo(device) ? { ...media, closed: null } : media;
}

/** Reads what `xorriso -toc` prints about the disc in the drive. */
export function mediaFromReport(lines: readonly string[]): DiscMedia {
  const value = (label: string): string =>
    lines
      .findLast((line) => line.startsWith(label))
      ?.slice(label.length)
      .trim() ?? '';
  const kind = value('Media current:');
  const status = value('Media status :');
  const writable = /(\d+) writable/.exec(value('Media blocks :'))?.[1];
  const state = stateFrom(status);
  return {
    state,
    kind,
    capacityBytes: writable === undefined ? null : Number(writable) * 2048,
    closed: state === 'written' ? status.includes('is closed') : null,
    writeOnce: writeOnceFrom(kind),
  };
}

function stateFrom(status: string): DiscMedia['state'] {
  if (status.includes('is blank')) return 'blank';
  if (status.includes('is written')) return 'written';
  return status.includes('not present') ? 'none' : 'unknown';
}

function writeOnceFrom(kind: string): boolean | null {
  if (/^(?:CD-RW|DVD[-+]RW|DVD-RAM|BD-RE)/.test(kind)) return false;
  return /^(?:CD-R|DVD[-+]R|BD-R)/.test(kind) ? true : null;
}

/** Without `-multi` xorriso closes the disc. It is told the size first, so that it can write in one session at once. */
async function burn(device: string, image: AsyncIterable<Uint8Array>, options: BurnOptions): Promise<void> {
  const size = `tsize=${options.imageBytes / 2048}s`;
  const { exitCode, lines, inputTaken } = await runXorriso(
    ['-as', 'cdrecord', '-v', `dev=${device}`, 'padsize=300k', size, '-'],
    { signal: options.signal, input: counted(image, options) },
  );
  if (exitCode !== 0 || !inputTaken) throw spoiledDisc(lines);
}

/** Out and in again, so that nothing is answered from a memory of the drive or the system. */
async function reload(device: string): Promise<void> {
  if (isPseudo(device)) return;
  await command(['-outdev', device, '-eject', 'all', '-end']);
  await command(['-indev', device, '-toc', '-end']); // acquiring the drive loads its tray
}
