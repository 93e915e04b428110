import { readdir, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { askPowerShell, driveOf } from './laptop-windows.ts';

/** What can be told of the drive a folder lies on. */
export interface Volume {
  /** Two folders with the same text lie on the same file system. */
  readonly device: string;
  /** The file system's own number, and the maker's of the drive; null where the system does not tell. */
  readonly volumeId: string | null;
  readonly serial: string | null;
}

const BY_UUID = '/dev/disk/by-uuid';

/** Linux tells both numbers through udev, Windows through PowerShell. Throws what the file system throws. */
export async function volumeOf(folder: string): Promise<Volume> {
  const { dev } = await stat(folder);
  const device = String(dev);
  if (process.platform === 'win32') return { device, ...volumeNumbers(await askWindows(folder)) };
  if (process.platform !== 'linux') return { device, volumeId: null, serial: null };
  const number = `${(dev >> 8) & 0xfff}:${(dev & 0xff) | ((dev >> 12) & 0xfff00)}`;
  const node = await realpath(`/dev/block/${number}`).catch(unknown);
  return {
    device,
    volumeId: node === null ? null : await uuidOf(node),
    serial: serialIn(await readFile(`/run/udev/data/b${number}`, 'utf8').catch(unknown)),
  };
}

const WindowsAnswer = z.object({
  VolumeSerialNumber: z.string().trim().min(1).nullish(),
  SerialNumber: z.string().trim().min(1).nullish(),
});

/** What Windows answers of a drive letter, as JSON already read; nulls where it tells nothing. */
export function volumeNumbers(answer: unknown): Pick<Volume, 'volumeId' | 'serial'> {
  const read = WindowsAnswer.safeParse(answer);
  if (!read.success) return { volumeId: null, serial: null };
  return { volumeId: read.data.VolumeSerialNumber ?? null, serial: read.data.SerialNumber ?? null };
}

/** Only the letter of the drive becomes part of the script. */
async function askWindows(folder: string): Promise<unknown> {
  const letter = driveOf(folder)?.slice(0, 1);
  if (letter === undefined) return undefined;
  return askPowerShell(
    `[pscustomobject]@{VolumeSerialNumber=(Get-CimInstance Win32_LogicalDisk -Filter "DeviceID='${letter}:'").VolumeSerialNumber; SerialNumber=(Get-Partition -DriveLetter ${letter} | Get-Disk).SerialNumber} | ConvertTo-Json`,
  );
}

/** Not told here: a file system in memory or over a network has no such thing. */
const unknown = (): null => null;

async function uuidOf(node: string): Promise<string | null> {
  for (const name of (await readdir(BY_UUID).catch(unknown)) ?? []) {
    const target = await readlink(join(BY_UUID, name)).catch(unknown);
    if (target !== null && basename(target) === basename(node)) return name;
  }
  return null;
}

const serialIn = (udev: string | null): string | null =>
  /^E:ID_SERIAL_SHORT=(?<serial>.+)$/mu.exec(udev ?? '')?.groups?.['serial'] ?? null;
