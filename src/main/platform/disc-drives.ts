import type { DiscDrive } from '../court/disc-drive.ts';
import { listOpticalDrives, xorrisoDrive } from './disc-xorriso.ts';

/**
 * The burners of this computer. On Windows there are none yet: burning there needs IMAPI2, which is not built (see
 * docs/not-run.md); the court screen then says that no drive was found.
 */
export const findDiscDrives = async (): Promise<readonly DiscDrive[]> =>
  process.platform === 'linux' ? (await listOpticalDrives()).map(({ device, name }) => xorrisoDrive(device, name)) : [];
