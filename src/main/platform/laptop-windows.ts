import { win32 } from 'node:path';
import { z } from 'zod';
import type { DiskEncryption, WayOut } from './laptop.ts';
import { askSystem, readAnswer } from './system-question.ts';

/** A fixed place: PATH is never asked. */
export const powershell = (): string =>
  win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');

/** Asks PowerShell for JSON. The script is ours; nothing from outside is part of it. */
export const askPowerShell = async (script: string): Promise<unknown> =>
  readAnswer(
    await askSystem(powershell(), [
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      `[Console]::OutputEncoding=[Text.Encoding]::UTF8; $ErrorActionPreference='Stop'; ${script}`,
    ]),
  );

// PowerShell writes enumerations of these as numbers or, with some versions, as their names.
const Volume = z.object({
  ProtectionStatus: z.union([z.number(), z.string()]),
  VolumeStatus: z.union([z.number(), z.string()]),
});

/** From `Get-BitLockerVolume`: the whole drive is encrypted, and its key is not lying open beside it ("suspended"). */
export function bitLockerOf(answer: unknown): DiskEncryption {
  const read = Volume.safeParse(answer);
  if (!read.success) return 'unknown';
  const isOn = [1, 'On'].includes(read.data.ProtectionStatus);
  const isWhole = [1, 'FullyEncrypted'].includes(read.data.VolumeStatus);
  return isOn && isWhole ? 'encrypted' : 'plain';
}

/**
 * From the shell's property `System.Volume.BitLockerProtection`, which anybody may read: 1 is on, 2 off, 3 being
 * encrypted, 4 being decrypted, 5 suspended, 6 on and locked.
 */
export function protectionOf(answer: unknown): DiskEncryption {
  if (answer === 1 || answer === 6) return 'encrypted';
  return typeof answer === 'number' && answer >= 2 && answer <= 5 ? 'plain' : 'unknown';
}

/** The drive letter of a folder, and nothing else: it becomes part of a script. */
export function driveOf(folder: string): string | null {
  const letter = /^(?<letter>[A-Za-z]):\\/u.exec(folder)?.groups?.['letter'];
  return letter === undefined ? null : `${letter.toUpperCase()}:`;
}

export async function windowsEncryption(folder: string): Promise<DiskEncryption> {
  const drive = driveOf(folder);
  if (drive === null) return 'unknown';
  // Only an administrator may ask the first; the second answers everybody.
  const asked = bitLockerOf(
    await askPowerShell(
      `Get-BitLockerVolume -MountPoint '${drive}' | Select-Object ProtectionStatus,VolumeStatus | ConvertTo-Json`,
    ),
  );
  if (asked !== 'unknown') return asked;
  return protectionOf(
    await askPowerShell(
      `(New-Object -ComObject Shell.Application).NameSpace('${drive}').Self.ExtendedProperty('System.Volume.BitLockerProtection') | ConvertTo-Json`,
    ),
  );
}

const Route = z.object({ DestinationPrefix: z.string(), InterfaceAlias: z.string() });
const Routes = z.union([z.array(Route), Route.transform((one) => [one])]);

/** What every interface has by itself: broadcast, multicast and its own addresses lead to nobody. */
const leadsNowhere = (prefix: string): boolean => /^(?:255\.255\.255\.255|224\.|ff00:)|\/(?:32|128)$/iu.test(prefix);

/** From `Get-NetRoute`; a single route comes as an object, several as a list. */
export function routesOf(answer: unknown): readonly WayOut[] | null {
  const read = Routes.safeParse(answer);
  if (!read.success) return null;
  const found = new Map<string, boolean>();
  for (const { DestinationPrefix: prefix, InterfaceAlias: name } of read.data) {
    if (name.startsWith('Loopback') || leadsNowhere(prefix)) continue;
    found.set(name, found.get(name) === true || prefix === '0.0.0.0/0' || prefix === '::/0');
  }
  return [...found].map(([name, isDefault]) => ({ name, isDefault }));
}

export const windowsRoutes = async (): Promise<readonly WayOut[] | null> =>
  routesOf(
    await askPowerShell(
      `Get-NetRoute -PolicyStore ActiveStore | Where-Object { (Get-NetAdapter -InterfaceIndex $_.ifIndex -ErrorAction SilentlyContinue).Status -eq 'Up' } | Select-Object DestinationPrefix,InterfaceAlias | ConvertTo-Json`,
    ),
  );
