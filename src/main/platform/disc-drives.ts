import type { DiscDrive } from '../court/disc-drive.ts';
import { listImapiDrives } from './disc-imapi.ts';
import { listOpticalDrives, xorrisoDrive } from './disc-xorriso.ts';

/** The burners of this computer. */
export async function findDiscDrives(): Promise<readonly DiscDrive[]> {
  if (process.platform === 'win32') return await listImapiDrives();
  return process.platform === 'linux'
    ? (await listOpticalDrives()).map(({ device, name }) => xorrisoDrive(device, name))
    : [];
}
